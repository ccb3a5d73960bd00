"""What is kept, why and how long: one table, which the page about privacy, docs/privacy.md and letting go follow."""

from dataclasses import dataclass
from datetime import timedelta

from portal import files, i18n, outbox, tasks
from portal.accounts.rules import LINK_LIVES, SESSION_LIVES, SESSION_RESTS
from portal.chains import actions as chains
from portal.conversations import actions as conversations
from portal.home_context.rules import RENEWAL_LASTS, UNDO_LASTS
from portal.i18n import later as _
from portal.news import actions as news
from portal.norms.rules import READINGS_KEPT
from portal.privacy.rules import GUARDIAN_KEPT, LOG_KEPT, PUPIL_KEPT, RECORDS_KEPT, STAFF_KEPT
from portal.watch import rules as watch


@dataclass(frozen=True)
class Term:
    """One kind of data: what it is, how long it is kept and from when, why, and where that comes from.

    `when` has a place for `span`, and for a second, shorter one: `also`. `tables` are those that it lies in; without
    a span nothing goes by itself. `source` is for the school's own papers, in English only.
    """

    what: str
    tables: tuple[str, ...]
    span: timedelta | None
    when: str
    why: str
    source: str
    also: timedelta | None = None

    @property
    def how_long(self) -> str:
        """The term in words, in the reader's language."""
        spans = {"span": self.span, "also": self.also}
        return str(self.when) % {name: i18n.span(value) for name, value in spans.items() if value}


TERMS: tuple[Term, ...] = (
    Term(
        _("Your child: name, birth date, classes, who its parents are"),
        ("pupil", "enrolment", "past_enrolment", "leaver", "left_question", "roster_import", "guardianship"),
        PUPIL_KEPT,
        _("%(span)s after your child left the school"),
        _("We need it to teach your child, and afterwards for questions about that time."),
        "Most of a pupil's file: two years after leaving (rijksoverheid.nl; aanpakibp.kennisnet.nl/bewaartermijnen). "
        "Enrolment and absence, five years, are kept in the school's pupil administration, not here.",
    ),
    Term(
        _("You: name, e-mail address, phone number, language, who lives in your household"),
        ("person", "guardian", "household"), GUARDIAN_KEPT,
        _("Together with your last child, or %(span)s after you left"),
        _("We need it to reach you in your own language."),
        "GDPR, article 5(1)(e): no longer than needed; no term in Dutch law.",
    ),
    Term(
        _("What you shared about home"), ("home_item",), RENEWAL_LASTS,
        _("%(span)s after the day beside it; %(also)s after you took it back; the day after your child left"),
        _("Your child's teachers use it this school year. Nobody needs it later."),
        "GDPR, article 5(1)(e); no legal term, so the end of the school year, to be renewed by the family.", UNDO_LASTS,
    ),
    Term(
        _("Conversations that you booked"),
        (
            "booking", "booking_change", "talk_card", "agreement", "agreement_answer", "attending", "also_taken",
            "waiting_place", "waiting_window",
            "slot_offer", "slot", "round", "round_text", "round_told", "round_class", "child_in_round",
            "wish_set", "wish", "round_plan", "proposal", "proposed_time", "interpreter_reminder",
        ),  # fmt: skip
        conversations.KEPT_AFTER_YEAR,
        _("%(span)s after the end of the school year"),
        _("So that you and the teacher can look back for a year."),
        "The school's own choice: this school year and one more.",
    ),
    Term(
        _("News of the class, with pictures, and who opened it"),
        ("post", "picture", "opened"), news.KEPT_AFTER_YEAR,
        _("%(span)s after the end of the school year; %(also)s after it was taken off the page"),
        _("So that you can read it again, and so that the teacher knows whom the news did not reach."),
        "The school's own choice: this school year and one more.", news.WITHDRAWN_KEPT,
    ),
    Term(
        _("That you have read the norm, or put the invitation away"), ("norm_reading",), READINGS_KEPT,
        _("%(span)s after a newer norm took its place"),
        _("So that we ask you once, and count how many have read it. Nothing depends on it."),
        "GDPR, article 5(1)(e); shown in numbers only.",
    ),
    Term(
        _("The norm itself, with its earlier versions"), ("norm_version", "norm_line", "norm_text"), None,
        _("As long as the school uses the portal; it names who published it"),
        _("So that everybody can read what held when something happened."),
        "No personal data of families.",
    ),
    Term(
        _("Messages that we sent to you"), ("message", "reminder", "message_choice", "push_device", "undelivered"),
        outbox.KEPT_FOR,
        _("%(span)s after they were written"),
        _("So that we can see whether they arrived."),
        "GDPR, article 5(1)(e).",
    ),
    Term(
        _("Signing in: your devices, links, passwords, and tries that failed"),
        (
            "user_session", "known_device", "sign_in_link", "link_request", "proof_code", "address_proof", "secret",
            "password_link", "half_way", "code_app", "recovery_code", "recovery", "recovery_approval", "passkey",
            "passkey_challenge", "passkey_offer", "invitation", "attempt", "kept_fields", "pairing_code", "kiosk_key",
        ),
        SESSION_RESTS + SESSION_LIVES,
        _("%(span)s after a device was last used; links and tries %(also)s; all of it until the day after you left"),
        _("So that nobody else gets into your account."),
        "GDPR, article 32: security.", LINK_LIVES * 48,
    ),
    Term(
        _("Who saw or changed what"), ("audit",), LOG_KEPT,
        _("%(span)s after it happened"),
        _("So that you and the school can check who looked at your family's data."),
        "GDPR, articles 5(2) and 15; as long as the pupil's file.",
    ),
    Term(
        _("Copies that you asked for"), ("task",), tasks.KEPT_FOR,
        _("The copy itself %(also)s; that we were at work on it %(span)s"),
        _("So that you have time to fetch it."),
        "GDPR, article 5(1)(e).", files.LIVES,
    ),
    Term(
        _("That a copy, an erasure or a longer term was asked for, and why"),
        ("data_export", "erasure", "hold"), RECORDS_KEPT,
        _("%(span)s after it was done or lifted"),
        _("So that the school can show that it did what you asked."),
        "GDPR, article 5(2): accountability.",
    ),
    Term(
        _("Staff: their work and how to reach them"), ("staff_role", "teaching"), STAFF_KEPT,
        _("Address and phone number %(span)s after leaving; the name stays with what somebody wrote"),
        _("So that a letter keeps its writer."),
        "The school's own choice, as long as for pupils.",
    ),
    Term(
        _("On which days a member of staff was away, had a duty or was replaced"),
        ("duty_exception", "substitute"), chains.KEPT_AFTER,
        _("%(span)s after that day"),
        _("So that we can see who should have been called."),
        "GDPR, article 5(1)(e).",
    ),
    Term(
        _("Incidents"), ("incident", "incident_addition"), None,
        _("As long as the school's own rules about safety say; nothing goes by itself"),
        _("The school has to keep everybody safe, and to show what it did."),
        "The register has rules of its own; the school leader decides for each incident.",
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
    Term(
        _("Whether help was ready: tests of it, and what was wrong"), ("trouble", "self_test"), watch.KEPT_FOR,
        _("%(span)s after it was over"),
        _("So that help comes when it is called; it names nobody."),
        "No personal data.",
    ),
    Term(
        _("The school itself: its name, years, classes and rooms"),
        (
            "school", "school_year", "school_class", "place", "school_holiday", "school_hours", "heartbeat", "way_out",
        ),
        None,
        _("As long as the school uses the portal; it names nobody"),
        _("Everything else hangs on it."),
        "No personal data.",
    ),
)  # fmt: skip
