"""What is kept, why and how long: one table, which the page about privacy, docs/privacy.md and letting go follow."""

from portal import files, outbox, tasks
from portal.accounts.rules import LINK_LIVES, SESSION_LIVES, SESSION_RESTS
from portal.chains import actions as chains
from portal.class_group import rules as class_group
from portal.contact import actions as contact
from portal.contact.rules import UNDO_LASTS as CONTACT_UNDO_LASTS
from portal.conversations import actions as conversations
from portal.home_context.rules import DRAFT_KEPT, RENEWAL_LASTS, UNDO_LASTS
from portal.i18n import later as _
from portal.news import actions as news
from portal.norms.rules import READINGS_KEPT
from portal.privacy.rules import GUARDIAN_KEPT, LOG_KEPT, PUPIL_KEPT, RECORDS_KEPT, STAFF_KEPT
from portal.taking_part.rules import CONTRIBUTIONS_KEPT, MEMBERS_KEPT, SIGN_UPS_KEPT
from portal.term import Term
from portal.terms_of_safety import OF_SAFETY
from portal.translating import actions as translating
from portal.watch import rules as watch

TERMS: tuple[Term, ...] = (
    Term(
        _("Your child: name, birth date, classes, who its parents are, and what you allow with photos"),
        (
            "pupil", "photo_answer", "enrolment", "past_enrolment", "leaver", "left_question", "roster_import",
            "guardianship",
        ),
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
        _("What you shared about home"), ("home_item", "home_version", "home_voice"), RENEWAL_LASTS,
        _("%(span)s after the day beside it; %(also)s after you took it back; the day after your child left"),
        _("Your child's teachers use it this school year. Nobody needs it later."),
        "GDPR, article 5(1)(e); no legal term, so the end of the school year, to be renewed by the family.", UNDO_LASTS,
    ),
    Term(
        _("What you are still writing about home, and did not share"), ("home_draft",), DRAFT_KEPT,
        _("%(span)s after you last wrote in it; the day after your child left"),
        _("So that you can go on with it. Nobody at school reads it."),
        "GDPR, article 5(1)(e).",
    ),
    Term(
        _("Conversations that you booked"),
        (
            "booking", "booking_change", "talk_card", "agreement", "agreement_answer", "attending", "also_taken",
            "waiting_place", "waiting_window", "slot_offer", "slot", "round", "round_text", "round_told", "first_told",
            "new_times", "round_class", "child_in_round",
            "wish_set", "wish", "round_plan", "proposal", "proposed_time", "interpreter_reminder",
        ),  # fmt: skip
        conversations.KEPT_AFTER_YEAR,
        _("%(span)s after the end of the school year"),
        _("So that you and the teacher can look back for a year."),
        "The school's own choice: this school year and one more.",
    ),
    Term(
        _("Contact between you and school: when, how, about what, and the words"),
        ("contact_moment", "contact_correction", "contact_plan", "contact_reminder", "outreach_step", "contact_next"),
        contact.KEPT_AFTER_YEAR,
        _("%(span)s after the end of the school year; %(also)s after it was taken back"),
        _("So that every family hears something good, nobody is forgotten, and you can see it yourself."),
        "GDPR, article 5(1)(e); the school's own choice: this school year and one more.", CONTACT_UNDO_LASTS,
    ),
    Term(
        _("What you showed, wrote and signed up for in the group of parents of a class"),
        (
            "group_member", "group_entry", "group_entry_version", "group_seat", "group_mute", "group_pair",
            "group_host", "group_report", "group_removal", "group_guest",
        ),
        class_group.ERASED_AFTER,
        _("%(span)s after the end of the school year; at once when you leave the group or your child the class; "
          "%(also)s after you took it back"),
        _("So that parents of one class can meet; the next class begins anew."),
        "Consent, GDPR, article 6(1)(a): given field by field, taken back at any moment.", class_group.TAKEN_BACK_KEPT,
    ),
    Term(
        _("News of the class, with pictures, who opened it, and what you asked about it"),
        ("post", "post_class", "post_version", "version_asked", "not_understood", "post_phrases", "post_earlier",
         "picture", "attachment", "picture_child", "opened", "question", "question_words", "question_words_version",
         "post_reminder",
         "post_reminding"),
        news.KEPT_AFTER_YEAR,
        _("%(span)s after the end of the school year; %(also)s after it was taken off the page"),
        _("So that you can read it again, and so that the teacher knows whom the news did not reach."),
        "The school's own choice: this school year and one more.", news.WITHDRAWN_KEPT,
    ),
    Term(
        _("Sentences of news that an engine put into other languages, without names"), ("rendered",),
        translating.KEPT_UNUSED,
        _("%(span)s after they were last needed"),
        _("So that the same sentence is not sent twice."),
        "GDPR, article 5(1)(e); sealed, with placeholders for names, dates and amounts.",
    ),
    Term(
        _("News that a teacher is still writing"), ("draft", "draft_file", "phrase_draft"), news.DRAFT_KEPT,
        _("%(span)s after it was last changed; when it is published it becomes news"),
        _("So that nothing a teacher typed is lost."),
        "GDPR, article 5(1)(e).",
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
        _("That you signed up for something: how many came, childcare, an interpreter, a remark"), ("sign_up", "seat"),
        SIGN_UPS_KEPT,
        _("%(span)s after the day itself"),
        _("So that there is a chair, childcare and an interpreter for you."),
        "GDPR, article 5(1)(e); the school's own choice.",
    ),
    Term(
        _("What you said when we asked for it, with or without your name"), ("contribution", "contribution_words"),
        CONTRIBUTIONS_KEPT,
        _("%(span)s after the end of the school year"),
        _("So that we can answer it. Without your name we keep nothing that says who wrote it."),
        "GDPR, article 5(1)(e); without a name: recital 26, no person, no time of day.",
    ),
    Term(
        _("That you sit in the safety working group, and whether your name may be read"), ("working_group_member",),
        MEMBERS_KEPT,
        _("%(span)s after you left the school; at once when you leave the group"),
        _("So that other parents can find you, if you want that."),
        "GDPR, article 6(1)(a): consent.",
    ),
    Term(
        _("What families were invited to, and what the school answered"),
        ("occasion", "occasion_class", "outcome", "other_words"), None,
        _("As long as the school uses the portal; it names who made it"),
        _("So that everybody can read what came of what families said."),
        "No personal data of families.",
    ),
    Term(
        _("Messages that we sent to you"),
        (
            "message", "reminder", "message_choice", "message_times", "digest", "digest_post", "push_device",
            "undelivered",
        ),
        outbox.KEPT_FOR,
        _("%(span)s after they were written"),
        _("So that we can see whether they arrived."),
        "GDPR, article 5(1)(e).",
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
        ("duty_exception", "substitute", "stand_in"), chains.KEPT_AFTER,
        _("%(span)s after that day"),
        _("So that we can see who should have been called."),
        "GDPR, article 5(1)(e).",
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
            "school", "school_year", "school_class", "place", "school_holiday", "school_hours", "answer_hours",
            "heartbeat", "way_out", "engine_month", "engine_state", "glossary_term", "own_phrase", "own_phrase_text",
        ),
        None,
        _("As long as the school uses the portal; it names nobody"),
        _("Everything else hangs on it."),
        "No personal data.",
    ),
    Term(
        _("Signing in: your devices, links, passwords, and tries that failed"),
        (
            "user_session", "known_device", "sign_in_link", "link_request", "proof_code", "address_proof", "secret",
            "password_link", "half_way", "code_app", "recovery_code", "recovery", "recovery_approval", "passkey",
            "passkey_challenge", "passkey_offer", "invitation", "attempt", "kept_fields", "pairing_code", "kiosk_key",
            "calendar_feed",
        ),
        SESSION_RESTS + SESSION_LIVES,
        _("%(span)s after a device was last used; links and tries %(also)s; all of it until the day after you left"),
        _("So that nobody else gets into your account."),
        "GDPR, article 32: security.", LINK_LIVES * 48,
    ),
    *OF_SAFETY,
)  # fmt: skip
