"""What is kept of calls for help, incidents and all that follows them: the second half of the table in terms.py."""

from datetime import timedelta

from portal.aftercare import actions as aftercare
from portal.disclosure import rules as disclosure
from portal.evaluations import actions as evaluations
from portal.guidance import actions as guidance
from portal.i18n import later as _
from portal.recovery import actions as recovery
from portal.term import Term
from portal.yearly import actions as yearly

# As the school's pages say it: months of a year are not all as long.
NAMES_KEPT = timedelta(days=365) * (disclosure.KEPT_MONTHS // 12)

OF_SAFETY: tuple[Term, ...] = (
    Term(
        _("Incidents: who was there, and every word about what happened"),
        ("register_key", "incident_colleague", "incident_class", "evidence", "released_copy"), NAMES_KEPT,
        _("%(span)s after it was closed or, without that, logged, unless the school set another term for that kind or "
          "put it on hold; a copy for somebody it is about %(also)s"),
        _("For questions, a complaint or a claim afterwards; as long as most of a pupil's file."),
        "GDPR, article 5(1)(e); no term in Dutch law. The key of the words is discarded, which destroys them; that it "
        "was done, and on what ground, stays in the register.", disclosure.FETCH_FOR,
    ),
    Term(
        _("Incidents without names: kind, place, time, and that something was done"),
        ("incident", "register_entry", "register_head", "register_term", "measure"), None,
        _("As long as the school uses the portal; it names only staff who wrote in the register"),
        _("The school has to keep everybody safe, and to show what it did."),
        "The register's chain shows that nothing was changed behind the school's back.",
    ),
    Term(
        _("That somebody asked for a copy of the register, what was masked in it, and that an incident was held"),
        ("access_request", "requested_incident", "masked_text", "incident_hold"), disclosure.RECORDS_KEPT,
        _("%(span)s after it was answered or lifted"),
        _("So that the school can show that it did what you asked."),
        "GDPR, articles 5(2) and 15.",
    ),
    Term(
        _("How the school says how serious an incident is, and what it reports"),
        ("seriousness_example", "reporting_rule"), None,
        _("As long as the school uses the portal; it names no families"),
        _("So that colleagues log in the same way."),
        "The school's own rules about safety.",
    ),
    Term(
        _("That staff were offered aftercare, and whether it was done or declined; never what was said"),
        ("aftercare", "aftercare_step", "aftercare_refusal"), aftercare.KEPT_FOR,
        _("%(span)s after it began, when nothing is open any more"),
        _("So that nobody is forgotten, and so that the school can show that it stands behind its staff."),
        "Occupational health law (Arbowet, article 3(2)): aftercare after aggression; its content is not kept.",
    ),
    Term(
        _("The way back after an incident: a talk with the family, what was agreed, and how it went"),
        (
            "recovery_case", "recovery_consent", "recovery_talk", "recovery_attending", "recovery_card",
            "recovery_agreement",
        ),
        recovery.KEPT_FOR,
        _("%(span)s after it was closed; what was prepared %(also)s"),
        _("So that family and school can go on together, and keep to what they agreed."),
        "Occupational health law (Arbowet, article 3(2)) and GDPR, article 6(1)(f).", recovery.CARDS_KEPT_FOR,
    ),
    Term(
        _("How soon the school speaks a first word after an incident"), ("recovery_terms",), None,
        _("As long as the school uses the portal; it names nobody"),
        _("So that nobody waits for a word."),
        "No personal data.",
    ),
    Term(
        _("What the school learned from incidents, and what it changes"), ("evaluation", "evaluation_task"),
        evaluations.KEPT_FOR,
        _("%(span)s after it was closed, when every change is done or dropped"),
        _("So that the school does not learn the same thing twice."),
        "Occupational health law (Arbowet, article 5): the school looks at its risks and keeps to its plan.",
    ),
    Term(
        _("Which trainings staff had, and until when they hold"), ("training",), guidance.KEPT_AFTER,
        _("%(span)s after somebody leaves; it names staff, no families"),
        _("So that there is always somebody who can help."),
        "Occupational health law (Arbowet, article 8): information and training.",
    ),
    Term(
        _("Who does what when something happens, and the safety plan, with their earlier versions"),
        ("guidance_text", "safety_plan"), None,
        _("As long as the school uses the portal; nobody's personal data is in them"),
        _("So that everybody knows what to do, and what held before."),
        "The school's own choice.",
    ),
    Term(
        _("Links with which others read the yearly figures, in which nobody is named"), ("figures_link",),
        yearly.KEPT_AFTER,
        _("%(span)s after the link ended"),
        _("So that the school knows to whom it told what."),
        "The school's own choice; the figures name nobody.",
    ),
    Term(
        _("What the school adds to aftercare, and who gives it"), ("aftercare_added_step", "aftercare_caregiver"), None,
        _("As long as the school uses the portal; it names staff, no families"),
        _("So that it is clear who stands behind whom."),
        "The school's own choice.",
    ),
    Term(
        _("Calls for help among staff, and the screen at reception"),
        (
            "help_call", "called_responder", "call_event", "chain", "chain_step", "chain_responder", "help_group",
            "help_group_member", "duty", "duty_shift", "kiosk_device",
        ),
        None,
        _("As long as the school needs them to learn from; they name staff, no families"),
        _("So that help comes faster the next time."),
        "The register's rules.",
    ),
)  # fmt: skip
