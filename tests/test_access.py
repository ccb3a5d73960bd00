"""Every route times every role: the table below says who gets in; a new route without a row fails."""

from dataclasses import dataclass

import pytest

from portal.access import To
from portal.db import db
from portal.demo.actions.people import Cast
from portal.school.models import Guardian, Guardianship, Hat, Household
from tests.stories import Things, told

EVERYBODY = ["nobody", "amina", "bart", "celik", "vos", "noor", "ravi", "head", "sam", "office"]
SIGNED_IN = EVERYBODY[1:]
PARENTS, TEACHERS, STAFF = SIGNED_IN[:2], SIGNED_IN[2:4], SIGNED_IN[2:]


@dataclass(frozen=True)
class Row:
    """Who gets in; of those who do not, `no_role` get 403 and the others 404."""

    gets_in: tuple[str, ...]
    no_role: tuple[str, ...] = ()


def row(gets_in: str | list[str], *, no_role: str | list[str] = "") -> Row:
    listed = [words.split() if isinstance(words, str) else words for words in (gets_in, no_role)]
    return Row(*(tuple(names) for names in listed))


TENDS_3B = row("celik head office", no_role=[*PARENTS, "noor", "ravi", "sam"])
CLASS_3B = row("amina bart celik head", no_role="noor ravi sam office")
READS_A_CLASS = row([*PARENTS, *TEACHERS, "head"], no_role="noor ravi sam office")
REACHES_3B = row("celik head", no_role=[*PARENTS, "noor", "ravi", "sam", "office"])
TEAM_3B = row("celik", no_role=[*PARENTS, *STAFF[2:]])
# The leader writes too, though not over what a teacher wrote.
OWN_DRAFT = row("celik", no_role=[*PARENTS, "noor", "ravi", "sam", "office"])
LEADER = row("head", no_role=[name for name in SIGNED_IN if name != "head"])
FAMILY_OR_TEACHER = row([*PARENTS, *TEACHERS], no_role=STAFF[2:])
SEES_PHRASES = row([*TEACHERS, "head", "office"], no_role=[*PARENTS, "noor", "ravi", "sam"])
WRITES_PHRASES = row([*TEACHERS, "office"], no_role=[*PARENTS, "noor", "ravi", "head", "sam"])
BARTS = row("bart", no_role=STAFF)
GROUP_3B = row("amina bart", no_role=STAFF)
STAFF_ONLY = row(STAFF, no_role=PARENTS)
CALLED = row("ravi head sam", no_role=PARENTS)
BEHIND_NOOR = row("head sam", no_role=PARENTS)
LEADS_RECOVERY = row("head sam", no_role=PARENTS)
REGISTER = row("noor head sam", no_role=PARENTS)
SETS_REGISTER = row("head sam", no_role=[name for name in SIGNED_IN if name not in ("head", "sam")])
SEES_PEOPLE = row("head office", no_role=[name for name in SIGNED_IN if name not in ("head", "office")])
DECIDES = SEES_PEOPLE
OFFICE = row("office", no_role=[name for name in SIGNED_IN if name != "office"])
READINESS = row("head sam office", no_role=[name for name in SIGNED_IN if name not in ("head", "sam", "office")])
SETS_CHAINS = row("head sam office", no_role=[name for name in SIGNED_IN if name not in ("head", "sam", "office")])
WRITES_NORM = row("head sam", no_role=[name for name in SIGNED_IN if name not in ("head", "sam")])
ANSWERS = row("head sam", no_role=[name for name in SIGNED_IN if name not in ("head", "sam")])
OFFICE_AND_LEADER = row("head office", no_role=[name for name in SIGNED_IN if name not in ("head", "office")])

# The things in the addresses are class 3B's, Bart's household's, what Noor logged, and a call that reached Ravi.
EXPECTED: dict[str, Row] = {
    "accounts.account": row(SIGNED_IN),
    "accounts.end_session": row("bart"),
    "accounts.end_other_sessions": row(SIGNED_IN),
    "accounts.prove": row(SIGNED_IN),
    "accounts.prove_by_password": row(SIGNED_IN),
    "accounts.send_code": row(SIGNED_IN),
    "accounts.prove_by_code": row(SIGNED_IN),
    "accounts.ask_passkey_again": row(SIGNED_IN),
    "accounts.prove_by_passkey": row(SIGNED_IN),
    "accounts.ask_for_hat": row("", no_role=SIGNED_IN),
    "accounts.wear": row("", no_role=SIGNED_IN),
    "invitations.welcome": row(PARENTS, no_role=STAFF),
    "invitations.not_me": row(PARENTS, no_role=STAFF),
    "invitations.school": OFFICE,
    "invitations.write_to_school": OFFICE,
    "invitations.in_class": OFFICE,
    "invitations.write_to_class": OFFICE,
    "invitations.without_class": OFFICE,
    "invitations.guardian": OFFICE,
    "invitations.write_to_guardian": OFFICE,
    "invitations.withdraw": OFFICE,
    "invitations.bring_back": OFFICE,
    "invitations.batch": OFFICE,
    "invitations.pdf": OFFICE,
    "invitations.sheets": OFFICE,
    "accounts.passkeys": row(SIGNED_IN),
    "accounts.new_passkey": row(SIGNED_IN),
    "accounts.ask_new_passkey": row(SIGNED_IN),
    "accounts.add_passkey": row(SIGNED_IN),
    "accounts.not_now": row(SIGNED_IN),
    "accounts.ask_to_remove_passkey": row("bart"),
    "accounts.remove_passkey": row("bart"),
    "accounts.password": STAFF_ONLY,
    "accounts.change_password": STAFF_ONLY,
    "accounts.mail_password_link": STAFF_ONLY,
    "accounts.pin": STAFF_ONLY,
    "accounts.set_pin": STAFF_ONLY,
    "accounts.set_second_pin": STAFF_ONLY,
    "accounts.remove_second_pin": STAFF_ONLY,
    "accounts.own_second_step": STAFF_ONLY,
    "accounts.begin_app": STAFF_ONLY,
    "accounts.app": STAFF_ONLY,
    "accounts.confirm_app": STAFF_ONLY,
    "accounts.ask_app_off": STAFF_ONLY,
    "accounts.app_off": STAFF_ONLY,
    "accounts.paper_codes": STAFF_ONLY,
    "accounts.make_paper_codes": STAFF_ONLY,
    "accounts.messages": row(SIGNED_IN),
    "accounts.times": row(SIGNED_IN),
    "accounts.received": row(SIGNED_IN),
    "accounts.email": row(SIGNED_IN),
    "accounts.phone": row(SIGNED_IN),
    "accounts.code": row(SIGNED_IN),
    "accounts.keep_device": row(SIGNED_IN),
    "accounts.forget_device": row("bart"),
    "today.today": row(SIGNED_IN),
    "agenda.agenda": READS_A_CLASS,
    "agenda.own_calendar": READS_A_CLASS,
    "agenda.make_feed": READS_A_CLASS,
    "agenda.end_feed": READS_A_CLASS,
    "agenda.save_date": CLASS_3B,
    "news.class_page": CLASS_3B,
    "news.picture": CLASS_3B,
    "news.large_picture": CLASS_3B,
    "news.children": TEAM_3B,
    "news.name_children": TEAM_3B,
    "news.hide": TEAM_3B,
    "news.show_again": TEAM_3B,
    "photos.child": BARTS,
    "photos.answer": BARTS,
    "photos.in_class": TENDS_3B,
    "news.react": row(PARENTS, no_role=STAFF),
    "news.unreact": row(PARENTS, no_role=STAFF),
    "news.who_reacted": TEAM_3B,
    "news.ask": row(PARENTS, no_role=STAFF),
    "news.question": row("bart celik", no_role=STAFF[2:]),
    "news.write_on": row("bart celik", no_role=STAFF[2:]),
    "news.translate_question": row("bart celik", no_role=STAFF[2:]),
    "news.settle": TEAM_3B,
    "news.unsettle": TEAM_3B,
    "news.questions": TEAM_3B,
    "news.set_hours": TEAM_3B,
    "news.document": CLASS_3B,
    "news.begin": TEAM_3B,
    "news.reached": REACHES_3B,
    "news.remind": REACHES_3B,
    "news.remind_later": REACHES_3B,
    "news.write": TEAM_3B,
    "news.keep_draft": TEAM_3B,
    "news.begin_for_school": LEADER,
    "news.write_to_school": LEADER,
    "news.keep_school_draft": LEADER,
    "news.draft": OWN_DRAFT,
    "news.draft_picture": OWN_DRAFT,
    "news.preview": OWN_DRAFT,
    "news.throw_draft_away": OWN_DRAFT,
    "news.bring_draft_back": OWN_DRAFT,
    "news.begin_change": OWN_DRAFT,
    "news.keep_change": OWN_DRAFT,
    "news.change": OWN_DRAFT,
    "news.history": row("celik head", no_role=[*PARENTS, "noor", "ravi", "sam", "office"]),
    "news.withdraw": OWN_DRAFT,
    "news.bring_back": OWN_DRAFT,
    "news.write_with_phrases": TEAM_3B,
    "news.change_phrases": OWN_DRAFT,
    "news.phrase_draft": TEAM_3B,
    "news.add_phrase": TEAM_3B,
    "news.change_line": TEAM_3B,
    "news.move_line": TEAM_3B,
    "news.publish_phrases": TEAM_3B,
    "news.throw_phrases_away": TEAM_3B,
    "phrases.page": SEES_PHRASES,
    "phrases.phrase": SEES_PHRASES,
    "phrases.own": WRITES_PHRASES,
    "phrases.add": WRITES_PHRASES,
    "phrases.change": WRITES_PHRASES,
    "phrases.retire": WRITES_PHRASES,
    "phrases.bring_back": WRITES_PHRASES,
    "conversations.page": FAMILY_OR_TEACHER,
    "conversations.wishes": row(PARENTS, no_role=STAFF),
    "conversations.wish": row(PARENTS, no_role=STAFF),
    "conversations.interpreter": BARTS,
    "conversations.interpreters": OFFICE_AND_LEADER,
    "conversations.interpreters_file": OFFICE_AND_LEADER,
    "conversations.confirm_interpreter": OFFICE_AND_LEADER,
    "conversations.unconfirm_interpreter": OFFICE_AND_LEADER,
    "conversations.made_plan": OFFICE_AND_LEADER,
    "conversations.plan_progress": OFFICE_AND_LEADER,
    "conversations.ask_families": OFFICE_AND_LEADER,
    "conversations.make_plan": OFFICE_AND_LEADER,
    "conversations.publish_plan": OFFICE_AND_LEADER,
    "conversations.class_plan": TEAM_3B,
    "conversations.move_proposal": TEAM_3B,
    "conversations.swap_proposals": TEAM_3B,
    "conversations.lock_proposal": TEAM_3B,
    "conversations.unlock_proposal": TEAM_3B,
    "conversations.book": row(PARENTS, no_role=STAFF),
    "conversations.move": BARTS,
    "conversations.swap": BARTS,
    "conversations.ask_to_cancel": BARTS,
    "conversations.cancel": BARTS,
    "conversations.book_all": row([], no_role=STAFF),
    "conversations.wait": row(PARENTS, no_role=STAFF),
    "conversations.leave": BARTS,
    "conversations.take": BARTS,
    "conversations.decline": BARTS,
    "conversations.cards": row("bart celik"),
    "conversations.write_parent_card": BARTS,
    "conversations.write_child_card": BARTS,
    "conversations.write_team_card": TEAM_3B,
    "conversations.agreement": row("bart celik", no_role=STAFF[2:]),
    "conversations.write_agreement": TEAM_3B,
    "conversations.put_agreement_into": TEAM_3B,
    "conversations.say_right": BARTS,
    "conversations.coming": BARTS,
    "conversations.say_not_right": BARTS,
    "conversations.team": row(TEACHERS, no_role=[*PARENTS, *STAFF[2:]]),
    "conversations.open_round": TEAM_3B,
    "conversations.block": TENDS_3B,
    "conversations.unblock": TENDS_3B,
    "conversations.rounds": OFFICE_AND_LEADER,
    "conversations.plan_round": OFFICE_AND_LEADER,
    "conversations.change_plan": OFFICE_AND_LEADER,
    "conversations.set_in_motion": OFFICE_AND_LEADER,
    "conversations.throw_away": OFFICE_AND_LEADER,
    "conversations.copy_round": OFFICE_AND_LEADER,
    "conversations.stop_round": OFFICE_AND_LEADER,
    "conversations.go_on": OFFICE_AND_LEADER,
    "conversations.fill_in": TEAM_3B,
    "conversations.joined": STAFF_ONLY,
    "conversations.week": TENDS_3B,
    "conversations.add_time": TENDS_3B,
    "conversations.call_off_day": TENDS_3B,
    "conversations.time": TENDS_3B,
    "conversations.new_times": TENDS_3B,
    "conversations.leave_as_it_was": TENDS_3B,
    "conversations.other_time": TENDS_3B,
    "conversations.move_for": TENDS_3B,
    "conversations.keep_for_some": TENDS_3B,
    "conversations.release": TENDS_3B,
    "conversations.remove_time": TENDS_3B,
    "conversations.set_room": TENDS_3B,
    "conversations.add_colleague": TENDS_3B,
    "conversations.remove_colleague": TENDS_3B,
    "conversations.prints": TENDS_3B,
    "conversations.print_paper": TENDS_3B,
    "conversations.print_pdf": TENDS_3B,
    "conversations.schedule": row(PARENTS, no_role=STAFF),
    "conversations.schedule_pdf": row(PARENTS, no_role=STAFF),
    "conversations.calendar": row(PARENTS, no_role=STAFF),
    "conversations.class_list": TENDS_3B,
    "conversations.say_of_child": TENDS_3B,
    "conversations.times_for_home": TENDS_3B,
    "conversations.book_for_home": TENDS_3B,
    "conversations.close_round": TEAM_3B,
    "conversations.reopen_round": TEAM_3B,
    "conversations.call_off": TENDS_3B,
    "contact.page": row("amina bart celik vos head", no_role="noor ravi sam office"),
    "contact.board": TEAM_3B,
    "contact.plan": TEAM_3B,
    "contact.set_plan": TEAM_3B,
    "contact.family": TEAM_3B,
    "contact.log": TEAM_3B,
    "contact.take_step": TEAM_3B,
    "contact.script": TEAM_3B,
    "contact.more": TEAM_3B,
    "contact.change": TEAM_3B,
    "contact.follow_up": TEAM_3B,
    "contact.take_back": TEAM_3B,
    "contact.take_step_back": TEAM_3B,
    "contact.mine": row(PARENTS, no_role=STAFF),
    "contact.correct": BARTS,
    "contact.shares": row("head", no_role=[name for name in SIGNED_IN if name != "head"]),
    "class_group.groups": FAMILY_OR_TEACHER,
    "class_group.group": row("amina bart celik", no_role=STAFF[2:]),
    **{
        f"class_group.{name}": GROUP_3B
        for name in (
            "join",
            "leave",
            "notices",
            "card",
            "put_card",
            "people",
            "be_buddy",
            "say_yes",
            "end_pair",
            "write",
            "entry",
            "answer",
            "translate",
            "hosts",
            "offer_to_host",
            "stop_hosting",
        )
    },
    **{f"class_group.{name}": BARTS for name in ("change", "take_back", "bring_back", "appeal")},
    # What Bart wrote and who he is, for another parent; and what a host does: that is Amina.
    **{
        f"class_group.{name}": row("amina", no_role=STAFF)
        for name in (
            "come",
            "stay_away",
            "report",
            "mute",
            "unmute",
            "reports",
            "remove",
            "leave_it",
            "invite",
            "uninvite",
        )
    },
    **{f"class_group.{name}": TENDS_3B for name in ("team", "confirm_host", "decline_host")},
    "class_group.read_along": TEAM_3B,
    "class_group.stop_reading": TEAM_3B,
    **{
        f"class_group.{name}": OFFICE_AND_LEADER
        for name in (
            "school",
            "school_removes",
            "school_leaves",
            "restore",
            "keep_removed",
        )
    },
    "home_context.page": FAMILY_OR_TEACHER,
    "home_context.child": row("bart celik", no_role=STAFF[2:]),
    "home_context.theme": BARTS,
    "home_context.discard": BARTS,
    "home_context.forget_history": BARTS,
    "home_context.still_right": BARTS,
    "home_context.all_still_right": BARTS,
    "home_context.voice": row("bart celik"),
    "home_context.shared": row("head sam", no_role=[name for name in SIGNED_IN if name not in ("head", "sam")]),
    "home_context.shared_about": row("head sam", no_role=[name for name in SIGNED_IN if name not in ("head", "sam")]),
    "home_context.needed_today": row([], no_role=PARENTS),
    "home_context.stand_ins": TENDS_3B,
    "home_context.end_stand_in": TENDS_3B,
    "home_context.remove": BARTS,
    "home_context.bring_back": BARTS,
    "news.versions": OWN_DRAFT,
    "news.ask_engine": OWN_DRAFT,
    "news.write_version": OWN_DRAFT,
    "news.remove_version": OWN_DRAFT,
    "news.say_unclear": row(PARENTS, no_role=STAFF),
    "news.take_back_unclear": row(PARENTS, no_role=STAFF),
    "news.unclear": TEAM_3B,
    "news.explained": TEAM_3B,
    "news.not_explained": TEAM_3B,
    "translating.page": OFFICE,
    "translating.again": OFFICE,
    "translating.add_term": OFFICE,
    "translating.change_term": OFFICE,
    "translating.remove_term": OFFICE,
    "taking_part.page": row(SIGNED_IN),
    "taking_part.occasion": row(SIGNED_IN),
    "taking_part.group": row(SIGNED_IN),
    "taking_part.sign_up": row(PARENTS, no_role=STAFF),
    "taking_part.cancel": row(PARENTS, no_role=STAFF),
    "taking_part.say": row(PARENTS, no_role=STAFF),
    "taking_part.join": row(PARENTS, no_role=STAFF),
    "taking_part.leave": row(PARENTS, no_role=STAFF),
    "taking_part.take_back": BARTS,
    "taking_part.languages": READINESS,
    "taking_part.outcome_languages": READINESS,
    "taking_part.write_words": READINESS,
    "taking_part.write_outcome_words": READINESS,
    "taking_part.remove_words": READINESS,
    "taking_part.remove_outcome_words": READINESS,
    "taking_part.make": READINESS,
    "taking_part.change": READINESS,
    "taking_part.open_up": READINESS,
    "taking_part.call_off": READINESS,
    "taking_part.throw_away": READINESS,
    "taking_part.contributions": READINESS,
    "taking_part.ask_in": READINESS,
    "taking_part.add_theme": READINESS,
    "taking_part.put_under": READINESS,
    "taking_part.remove_contribution": READINESS,
    "taking_part.outcome": READINESS,
    "taking_part.remove_theme": READINESS,
    "taking_part.publish": READINESS,
    "taking_part.withdraw_answer": READINESS,
    "taking_part.listed": READINESS,
    "taking_part.list_file": READINESS,
    "taking_part.letter": READINESS,
    "norms.page": row(SIGNED_IN),
    "norms.version": row(SIGNED_IN),
    "norms.say_read": row(SIGNED_IN),
    "norms.take_back": row(SIGNED_IN),
    "norms.put_away": row(SIGNED_IN),
    "norms.begin": WRITES_NORM,
    "norms.draft": WRITES_NORM,
    "norms.add_line": WRITES_NORM,
    "norms.change_line": WRITES_NORM,
    "norms.move_up": WRITES_NORM,
    "norms.move_down": WRITES_NORM,
    "norms.remove": WRITES_NORM,
    "norms.bring_back": WRITES_NORM,
    "norms.publish": WRITES_NORM,
    "norms.throw_away": WRITES_NORM,
    "chains.page": SETS_CHAINS,
    "chains.new_chain": SETS_CHAINS,
    "chains.new_chain_for_hours": SETS_CHAINS,
    "chains.chain": SETS_CHAINS,
    "chains.change": SETS_CHAINS,
    "chains.change_hours": SETS_CHAINS,
    "chains.put_in_use": SETS_CHAINS,
    "chains.discard": SETS_CHAINS,
    "chains.end": SETS_CHAINS,
    "chains.try_chain": SETS_CHAINS,
    "chains.add_step": SETS_CHAINS,
    "chains.step": SETS_CHAINS,
    "chains.move_up": SETS_CHAINS,
    "chains.move_down": SETS_CHAINS,
    "chains.remove_step": SETS_CHAINS,
    "chains.add_responder": SETS_CHAINS,
    "chains.remove_responder": SETS_CHAINS,
    "chains.groups": SETS_CHAINS,
    "chains.group": SETS_CHAINS,
    "chains.remove_group": SETS_CHAINS,
    "chains.duties": SETS_CHAINS,
    "chains.duty": SETS_CHAINS,
    "chains.rename_duty": SETS_CHAINS,
    "chains.remove_duty": SETS_CHAINS,
    "chains.add_shifts": SETS_CHAINS,
    "chains.remove_shift": SETS_CHAINS,
    "chains.absences": SETS_CHAINS,
    "chains.add_exception": SETS_CHAINS,
    "chains.remove_exception": SETS_CHAINS,
    "chains.add_substitute": SETS_CHAINS,
    "chains.remove_substitute": SETS_CHAINS,
    "chains.days": SETS_CHAINS,
    "chains.add_holiday": SETS_CHAINS,
    "chains.remove_holiday": SETS_CHAINS,
    "chains.set_hours": SETS_CHAINS,
    "chains.mine": STAFF_ONLY,
    "chains.go_off": STAFF_ONLY,
    "chains.come_back": row("ravi", no_role=PARENTS),
    "help_calls.page": STAFF_ONLY,
    "help_calls.call": CALLED,
    "help_calls.status": CALLED,
    "help_calls.coming": CALLED,
    "help_calls.cannot": CALLED,
    "help_calls.stand_down": CALLED,
    "help_calls.seen": CALLED,
    "help_calls.there": CALLED,
    "help_calls.part": CALLED,
    "help_calls.alert": STAFF_ONLY,
    "incidents.page": STAFF_ONLY,
    "incidents.figures": row("head sam", no_role=[name for name in SIGNED_IN if name not in ("head", "sam")]),
    "incidents.log": STAFF_ONLY,
    "incidents.read": REGISTER,
    "incidents.complete": REGISTER,
    "incidents.add": REGISTER,
    "incidents.colleagues": REGISTER,
    "incidents.persons": REGISTER,
    "incidents.take_person_back": REGISTER,
    "incidents.correct": REGISTER,
    "incidents.evidence": REGISTER,
    "incidents.fetch_evidence": REGISTER,
    "incidents.weigh": REGISTER,
    "incidents.set_right": REGISTER,
    "incidents.mine": row("noor", no_role=PARENTS),
    "incidents.settings": SETS_REGISTER,
    "incidents.set_scale": SETS_REGISTER,
    "incidents.set_reporting": SETS_REGISTER,
    "incidents.take_back": REGISTER,
    "disclosure.page": ANSWERS,
    "disclosure.term": row("sam", no_role=[name for name in SIGNED_IN if name != "sam"]),
    "disclosure.destroyed": ANSWERS,
    "disclosure.hold": LEADER,
    "disclosure.read_hold": ANSWERS,
    "disclosure.lift": LEADER,
    "disclosure.requests": READINESS,
    "disclosure.new": READINESS,
    "disclosure.read": READINESS,
    "disclosure.refuse": ANSWERS,
    "disclosure.extend": ANSWERS,
    "disclosure.ask_for_file": ANSWERS,
    "disclosure.choose": ANSWERS,
    "disclosure.texts": ANSWERS,
    "disclosure.entry": ANSWERS,
    "disclosure.hand_on": ANSWERS,
    "disclosure.check": ANSWERS,
    "disclosure.hand_back": ANSWERS,
    "disclosure.release": ANSWERS,
    "disclosure.check_again": ANSWERS,
    "disclosure.progress": ANSWERS,
    "disclosure.fetch": ANSWERS,
    "guidance.page": STAFF_ONLY,
    "guidance.read": STAFF_ONLY,
    "guidance.print_page": STAFF_ONLY,
    "guidance.pdf": STAFF_ONLY,
    "guidance.languages": WRITES_NORM,
    "guidance.write": WRITES_NORM,
    "guidance.use_default": WRITES_NORM,
    "guidance.bring_back": WRITES_NORM,
    "guidance.trainings": STAFF_ONLY,
    "guidance.record": WRITES_NORM,
    "guidance.remove_training": WRITES_NORM,
    "guidance.plan": STAFF_ONLY,
    "guidance.put_plan": WRITES_NORM,
    "guidance.plan_file": STAFF_ONLY,
    "guidance.remove_plan": WRITES_NORM,
    "yearly.page": WRITES_NORM,
    "yearly.report": WRITES_NORM,
    "yearly.report_file": WRITES_NORM,
    "yearly.links": LEADER,
    "yearly.make_link": LEADER,
    "yearly.end_link": LEADER,
    "aftercare.page": STAFF_ONLY,
    "aftercare.mine": STAFF_ONLY,
    "aftercare.step": BEHIND_NOOR,
    "aftercare.done": BEHIND_NOOR,
    "aftercare.needs_more": BEHIND_NOOR,
    "aftercare.not_reached": BEHIND_NOOR,
    "aftercare.undo": BEHIND_NOOR,
    "aftercare.cannot": row("head", no_role=PARENTS),
    "aftercare.choose": row("noor", no_role=PARENTS),
    "aftercare.decline": row("noor", no_role=PARENTS),
    "aftercare.ask": row("noor", no_role=PARENTS),
    "aftercare.settings": WRITES_NORM,
    "aftercare.add_step": WRITES_NORM,
    "aftercare.end_step": WRITES_NORM,
    "aftercare.set_caregivers": WRITES_NORM,
    "recovery.page": STAFF_ONLY,
    "recovery.offer": LEADS_RECOVERY,
    **dict.fromkeys(
        (
            f"recovery.{name}"
            for name in (
                "case",
                "first_word",
                "declined",
                "call_off",
                "held",
                "checked",
                "take",
                "plan",
                "said_no",
                "agreement",
                "close",
            )
        ),
        LEADS_RECOVERY,
    ),
    "recovery.settings": WRITES_NORM,
    "recovery.say_yes": row("noor", no_role=PARENTS),
    "recovery.say_no": row("noor", no_role=PARENTS),
    "recovery.card": row("head noor", no_role=PARENTS),
    "recovery.talk": BARTS,
    "recovery.decline": BARTS,
    "recovery.say_right": BARTS,
    "recovery.say_not_right": BARTS,
    "recovery.confirm_interpreter": OFFICE_AND_LEADER,
    "evaluations.page": STAFF_ONLY,
    **dict.fromkeys(
        (
            f"evaluations.{name}"
            for name in (
                "begin",
                "read",
                "write",
                "decide",
                "take",
                "close",
                "reopen",
            )
        ),
        LEADS_RECOVERY,
    ),
    **dict.fromkeys(
        (f"evaluations.{name}" for name in ("done", "drop", "undo")), row("noor head sam", no_role=PARENTS)
    ),
    "evaluations.themes": WRITES_NORM,
    "measures.page": WRITES_NORM,
    "measures.read": WRITES_NORM,
    "measures.choose": WRITES_NORM,
    "measures.begin": WRITES_NORM,
    "measures.change": WRITES_NORM,
    "measures.drop": WRITES_NORM,
    "measures.go_on": WRITES_NORM,
    "measures.propose": WRITES_NORM,
    "measures.send_back": WRITES_NORM,
    "measures.activate": WRITES_NORM,
    "measures.heard": WRITES_NORM,
    "measures.reviewed": WRITES_NORM,
    "measures.finish": WRITES_NORM,
    "measures.deliver": WRITES_NORM,
    "measures.objection": WRITES_NORM,
    "measures.verdict": WRITES_NORM,
    "measures.lift": WRITES_NORM,
    "measures.letter": WRITES_NORM,
    "measures.lifting": WRITES_NORM,
    "measures.desk": LEADER,
    "measures.desk_off": LEADER,
    "measures.mine": STAFF_ONLY,
    "watch.page": READINESS,
    "watch.test": READINESS,
    "watch.status": READINESS,
    "watch.drill": READINESS,
    "privacy.page": row(SIGNED_IN),
    "privacy.about_us": row(SIGNED_IN),
    "privacy.about_child": BARTS,
    "privacy.ask_for_copy": row(PARENTS, no_role=STAFF),
    "privacy.copy": row("bart", no_role=[name for name in STAFF if name != "office"]),
    "privacy.progress": row("bart", no_role=[name for name in STAFF if name != "office"]),
    "privacy.fetch": row("bart", no_role=[name for name in STAFF if name != "office"]),
    "privacy.office": OFFICE_AND_LEADER,
    "privacy.audit_log": OFFICE_AND_LEADER,
    "privacy.pupil": OFFICE_AND_LEADER,
    "privacy.guardian": OFFICE_AND_LEADER,
    "privacy.make_copy": OFFICE,
    "privacy.hold_pupil": OFFICE_AND_LEADER,
    "privacy.hold_guardian": OFFICE_AND_LEADER,
    "privacy.hold_household": OFFICE_AND_LEADER,
    "privacy.lift": OFFICE_AND_LEADER,
    "privacy.erase_pupil": OFFICE,
    "privacy.erase_guardian": OFFICE,
    "privacy.take_back": OFFICE,
    "office.page": OFFICE,
    "office.make_code": OFFICE,
    "office.ask_to_revoke": OFFICE,
    "office.kiosks_page": OFFICE,
    "office.settle_copy": OFFICE,
    "office.kiosk_setup": OFFICE,
    "office.kiosk_file": OFFICE,
    "office.messages": OFFICE,
    "office.retry_all": OFFICE,
    "office.settle": OFFICE,
    "office.revoke": OFFICE,
    "office.retry": OFFICE,
    "office.sessions": OFFICE,
    "office.sign_person_out": OFFICE,
    "office.ask_to_sign_all_out": OFFICE,
    "office.sign_all_out": OFFICE,
    "office.rosters": OFFICE,
    "office.upload_roster": OFFICE,
    "office.roster_template": OFFICE,
    "office.roster": OFFICE,
    "office.roster_progress": OFFICE,
    "office.confirm_roster": OFFICE,
    "office.preview_roster_again": OFFICE,
    "office.discard_roster": OFFICE,
    "office.undo_roster": OFFICE,
    "office.left": OFFICE,
    "office.answer_left": OFFICE,
    "office.take_back_left": OFFICE,
    "office.withdraw_code": OFFICE,
    "office.places": OFFICE,
    "office.change_place": OFFICE,
    "office.people": SEES_PEOPLE,
    "office.classes": SEES_PEOPLE,
    "office.school_class": SEES_PEOPLE,
    "office.pupil": SEES_PEOPLE,
    "office.person": SEES_PEOPLE,
    "office.undo": OFFICE,
    "office.add_pupil": OFFICE,
    "office.change_pupil": OFFICE,
    "office.move_class": OFFICE,
    "office.pupil_leaves": OFFICE,
    "office.pupil_comes_back": OFFICE,
    "office.find_guardian": OFFICE,
    "office.add_guardian": OFFICE,
    "office.link_guardian": OFFICE,
    "office.change_tie": OFFICE,
    "office.remove_tie": OFFICE,
    "office.change_person": OFFICE,
    "office.move_household": OFFICE,
    "office.person_leaves": OFFICE,
    "office.person_comes_back": OFFICE,
    "office.staff": SEES_PEOPLE,
    "office.add_staff": OFFICE,
    "office.roles": OFFICE,
    "office.years": SEES_PEOPLE,
    "office.prepare_year": OFFICE,
    "office.coming_year": OFFICE,
    "office.add_class": OFFICE,
    "office.coming_class": OFFICE,
    "office.remove_class": OFFICE,
    "office.leaving": OFFICE,
    "office.unplaced": OFFICE,
    "office.place": OFFICE,
    "office.start_year": OFFICE,
    "office.take_back_year": OFFICE,
    "office.rights": SEES_PEOPLE,
    "office.recoveries": DECIDES,
    "office.recovery": DECIDES,
    "office.approve_recovery": DECIDES,
    "office.refuse_recovery": DECIDES,
    "office.colleague": OFFICE,
    "office.send_password_link": OFFICE,
    "office.ask_recovery": OFFICE,
}
# What the first of two who look takes away, the second does not find.
ONCE = {"class_group.decline_host", "conversations.remove_time", "contact.take_step_back", "news.remove_version"}
# Several may take away the one thing of the story, or make it another thing.
TAKES_AWAY = ONCE | {
    "conversations.throw_away", "norms.publish", "norms.throw_away", "guidance.remove_training", "guidance.remove_plan",
    "taking_part.remove_theme", "taking_part.remove_contribution",
} | {
    f"chains.{name}" for name in (
        "discard", "put_in_use", "remove_step", "remove_responder", "remove_group", "remove_shift", "remove_exception",
        "remove_substitute", "remove_holiday",
    )
} | {f"class_group.{name}" for name in (
    "end_pair", "decline_host", "school_removes", "school_leaves", "restore", "keep_removed",
)}  # fmt: skip
# What a form needs to get as far as its own answer.
CHILD_OF = {"amina": "yusuf", "bart": "fleur"}


def test_every_right_of_a_role_is_tried(app):
    views = {rule.endpoint: app.view_functions[rule.endpoint] for rule in app.url_map.iter_rules()}
    guarded = {name for name, view in views.items() if isinstance(getattr(view, "access", None), To)}
    at_kiosk = {name for name in guarded if views[name].access is To.USE_KIOSK}
    assert guarded - at_kiosk == set(EXPECTED), "Every guarded route has a row in EXPECTED, and no row is left over."


@pytest.mark.looks_only
@pytest.mark.parametrize("who", EVERYBODY)
def test_who_stays_out(who, cast, visit, app, things):
    """What is refused changes nothing, so that one visit tries every door that stays closed."""
    visitor, wrong = visit(None if who == "nobody" else who), []
    for endpoint in sorted(EXPECTED):
        if expected(endpoint, who) != "in":
            wrong += tried(visitor, who, endpoint, addresses(app, endpoint, things), fields_of(who, cast))
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("endpoint", sorted(name for name, row in EXPECTED.items() if row.gets_in))
def test_who_gets_in(endpoint, cast, visit, app, stage, things):
    wrong = []
    for number, who in enumerate(EXPECTED[endpoint].gets_in):
        if endpoint in TAKES_AWAY and number > 0:
            # What the one before took away is there again.
            stage.reset_told()
        wrong += tried(visit(who), who, endpoint, addresses(app, endpoint, things), fields_of(who, cast))
    assert not wrong, "\n".join(wrong)


def tried(visitor, who: str, endpoint: str, doors, fields: dict) -> list[str]:
    """Knock at every address of an endpoint; says of each that answers otherwise than the table."""
    wrong, wanted = [], expected(endpoint, who)
    for address, method in doors:
        page = visitor.get(address) if method == "GET" else visitor.post(address, fields)
        if (found := outcome(page)) != wanted:
            wrong.append(f"{who}: {method} {address} gave {page.status} ({found}), not {wanted}")
    return wrong


def fields_of(who: str, cast: Cast) -> dict:
    return {"pupil": cast.pupils[CHILD_OF[who]].id} if who in CHILD_OF else {}


def expected(endpoint: str, who: str) -> str:
    wanted = EXPECTED[endpoint]
    if who == "nobody":
        return "asked to sign in"
    if who in wanted.gets_in:
        return "in"
    return "403" if who in wanted.no_role else "404"


def outcome(page) -> str:
    if page.status == 303 and page.location.startswith("/sign-in"):
        return "asked to sign in"
    assert page.status < 500
    return str(page.status) if page.status in (403, 404) else "in"


def addresses(app, endpoint: str, things: Things):
    """Every address and method of an endpoint, with the story's things in the place of its parts."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules(endpoint):
        parts = {name: things[name] for name in rule.arguments}
        for method in sorted(rule.methods & {"GET", "POST"}):
            yield adapter.build(endpoint, parts, method=method), method


# Doors that look through the hat, or that are about it.
ANY_HAT = {"help_calls.page", "help_calls.call", "help_calls.status", "help_calls.coming", "help_calls.cannot",
           "help_calls.stand_down", "help_calls.seen", "help_calls.there", "help_calls.part", "help_calls.alert",
           "accounts.ask_for_hat", "accounts.wear"}  # fmt: skip


# A draft is its writer's alone, and Çelik wrote it: nobody is like her.
OF_CELIK = {f"news.{name}" for name in (
    "draft", "draft_picture", "preview", "throw_draft_away", "bring_draft_back", "phrase_draft", "add_phrase",
    "change_line", "move_line", "publish_phrases", "throw_phrases_away",
)} | {"class_group.read_along", "class_group.stop_reading"}  # fmt: skip


@pytest.mark.looks_only
@pytest.mark.parametrize("hat, like", [(Hat.STAFF, "celik"), (Hat.PARENT, "olena")])
def test_somebody_with_two_hats_opens_what_the_hat_opens_and_no_more(hat, like, cast, visit, app):
    """Çelik teaches 3B and has a child in 6A: as staff she is like Jansen, as a parent like Olena."""
    celik, danylo = cast.people["celik"], cast.pupils["danylo"]
    db.session.add(Guardianship(pupil=danylo, guardian=Guardian(person=celik, household=Household())))
    things = told(cast)
    single = cast.people[like].id
    both = visit()
    both.sign_in("celik", hat)
    alike, wrong = visit("jansen" if like == "celik" else like), []
    for endpoint in sorted(EXPECTED.keys() - ANY_HAT - ONCE - OF_CELIK):
        for address, method in addresses(app, endpoint, things | {"user_session": 0, "person": single}):
            answers = [v.get(address) if method == "GET" else v.post(address, {}) for v in (both, alike)]
            found, wanted = ("refused" if a.location.startswith("/hat") else outcome(a) for a in answers)
            if found != wanted and not (found == "refused" and wanted in ("403", "404")):
                wrong.append(f"{hat} {method} {address} gave {found}, not {wanted}")
    assert not wrong, "\n".join(wrong)
