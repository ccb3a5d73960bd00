"""The portal's own text of each page, until the school writes its own: short, and in every language.

It follows the chain, the times of aftercare (docs/decisions/0010-when-aftercare-is-due.md) and what measures need.
"""

from portal.guidance.rules import Reader, TrainingKind
from portal.i18n import in_language
from portal.i18n import later as _

READERS = {
    Reader.TEACHER: _("For teachers"),
    Reader.RECEPTION: _("For reception"),
    Reader.HELPER: _("For colleagues who come when help is called"),
    Reader.LEADER: _("For the school leader"),
    Reader.COORDINATOR: _("For the safety coordinator"),
    Reader.OFFICE: _("For the office"),
}
KINDS = {
    TrainingKind.DE_ESCALATION: _("Calming down an angry person"),
    TrainingKind.FIRST_AID: _("First aid"),
    TrainingKind.HELP_CHAIN: _("Coming when help is called"),
    TrainingKind.NORM: _("How we treat each other"),
}
DEFAULTS = {
    Reader.TEACHER: (
        _("Somebody gets angry: stay calm, keep your distance and keep the door free. Speak softly."),
        _("Say what you see and what you can do. Do not argue and do not touch."),
        _("It does not stop: call for help at the nearest desk, or send a colleague. Better too early than too late."),
        _("The children go first: take them to another room, or let a colleague do that."),
        _("Write down the same day what happened: facts apart from how you felt."),
        _("You are not alone afterwards. Somebody comes to you within two hours, and again later. You may choose who."),
    ),
    Reader.RECEPTION: (
        _("Hold the button for help as soon as you feel unsafe. You need no reason, and a mistake is no problem."),
        _("Stay behind the desk, keep the way out free, and say: I hear you, I will get somebody who can help you."),
        _("Promise nothing, and let nobody through because they are angry."),
        _("Nobody answers: phone. The numbers stand below and on your screen. Danger: 112."),
        _("It is over: end the call on your screen, and log what happened. That takes half a minute."),
        _("You do not go back to the desk at once: a colleague takes over. Somebody comes to you within two hours."),
    ),
    Reader.HELPER: (
        _("Answer on your phone: I'm coming, or I can't. Then everybody knows, and the next one is called."),
        _("Go there calmly, if you can with two: one speaks, the other looks after the colleague and the children."),
        _("Stand beside your colleague, never between somebody and the door."),
        _("Do the part that your phone shows, and say there that you have arrived."),
        _("Call 112 when there is a weapon, when somebody is hurt, or when you are not sure."),
        _("End the call when everybody is safe. Stay until your colleague is not alone. You get aftercare too."),
    ),
    Reader.LEADER: (
        _("Go to your colleague yourself, today: we stand behind you. Somebody has been there within two hours."),
        _("Tell the team the same day that something happened, without names and guesses. Tell teachers what to do."),
        _("Offer to report it to the police together; the school's address can be given."),
        _("A measure is in proportion, has reasons and an end date, and the parent was heard first."),
        _("Give the parent a first word in time, and plan the way back with it."),
        _("Look each week at what is late, and look for somebody for yourself too."),
    ),
    Reader.COORDINATOR: (
        _("Look at each incident the same day, and complete it with whoever logged it."),
        _("First reception and aftercare are given by different people. Ask the witnesses too."),
        _("Watch the days: the same day, within 72 hours, after two weeks, after six to eight weeks."),
        _("Do you doubt whether something has to be reported? Call the trust officer of the inspectorate."),
        _("Evaluate within four weeks: what helped, what did not, what do we change, and who does it by when."),
        _("Practise every month, and keep the chain and the trainings up to date."),
    ),
    Reader.OFFICE: (
        _("Keep the chain and the phone numbers right: a wrong number costs minutes."),
        _("Give nobody's private number or address, whoever asks and however urgent it sounds."),
        _("Somebody is angry on the phone: stay polite, say once that you will hang up, do it, and log it."),
        _("Keep messages with threats, do not answer them, and tell the safety coordinator."),
        _("A letter about a measure goes out only when the leader signed it."),
        _("Is somebody at the desk to whom access is refused? Do not discuss it, and call the leader."),
    ),
}


def default_of(reader: Reader, language: str) -> str:
    """The portal's own text in a language, as Markdown."""
    with in_language(language):
        return "\n".join(f"- {line}" for line in DEFAULTS[reader])
