"""What each step is called, and what whoever does it can ask and say, in their own language."""

from portal.aftercare.models import CareStep
from portal.aftercare.rules import Kind, Whom
from portal.i18n import later as _

# For whoever does it.
TITLES = {
    Kind.FIRST_HOURS: _("First care, within two hours"),
    Kind.SAME_DAY: _("The same day"),
    Kind.RECEPTION: _("Talk within 72 hours"),
    Kind.TWO_WEEKS: _("After two weeks"),
    Kind.SIX_WEEKS: _("After six to eight weeks"),
    Kind.ADDED: _("Added by the school"),
    Kind.MORE: _("One more talk"),
    Kind.OFFER: _("Offer it once more"),
}
NAMES = {Whom.CLASS: _("The children of a class"), Whom.TEAM: _("The team")}

_FOR_A_COLLEAGUE = {
    Kind.FIRST_HOURS: (
        _("Go to your colleague, or phone. Say: we stand behind you."),
        _("Is your colleague safe, and not alone? Does somebody have to see a doctor?"),
        _("What is needed now: coffee, quiet, going home, somebody taking over the class?"),
        _("Who can be called at home? How does your colleague get there?"),
        _("Do not ask for the whole story. That comes later, if your colleague wants to."),
    ),
    Kind.SAME_DAY: (
        _("How are you now? Is somebody with you tonight?"),
        _("Tell what the school does now, and who does it."),
        _("Offer to go along to the police for a report. Your colleague decides."),
        _("Say who comes tomorrow or the day after, and that it may be somebody else."),
    ),
    Kind.RECEPTION: (
        _("Take half an hour, in a quiet place. Listen more than you talk."),
        _("How do you look back on it? What stays with you?"),
        _("How do you sleep, and how is it to be at work?"),
        _("What would make you feel safer here? What can the school do about it?"),
        _("Explain that being tense, tired or angry is normal in the first weeks."),
    ),
    Kind.TWO_WEEKS: (
        _("How has it been in the last two weeks, here and at home?"),
        _("What is better, and what is not?"),
        _("Has the school done what it promised?"),
        _("If it does not get better: offer the company doctor or a psychologist."),
    ),
    Kind.SIX_WEEKS: (
        _("How are you now? Is there anything that still comes back?"),
        _("Complaints that last longer than six weeks need a professional. Offer to arrange it."),
        _("Is there something that you would like to say or see before this is closed?"),
    ),
    Kind.ADDED: (_("The school added this step. Ask how it goes, and what would help."),),
    Kind.MORE: (
        _("How has it been since last time?"),
        _("What would help now? If it does not get better: offer the company doctor or a psychologist."),
    ),
    Kind.OFFER: (
        _("Your colleague wanted nothing at first. Ask once whether that is still so; it is never a must."),
        _("Say that it can always be asked for later."),
    ),
}
_FOR_A_CLASS = {
    Kind.SAME_DAY: (
        _("Children of your class saw something that may have frightened them."),
        _("Make a quiet moment today. Say that the grown-ups have taken care of it and that everybody is safe."),
        _("Let children tell or draw what they saw. Do not ask on, and do not fill in."),
        _("Name nobody and judge nobody: a child of yours may know or love who it was about."),
        _("Who is very quiet or upset: phone home the same day, and tell the school leader."),
    ),
    Kind.TWO_WEEKS: (
        _("Do children still talk or play about it? Does somebody sleep badly, or dread school?"),
        _("Then talk with the parents, and tell the school leader."),
    ),
}
_FOR_THE_TEAM = (
    _("Tell the team today, in a few words, that something happened and that colleagues are looked after."),
    _("No names, no story, no guessing. Who wants to help leaves the talking to the colleague."),
    _("Say whom to turn to when it touches somebody, and where questions of parents go."),
    _("Thank who came to help."),
)


def guidance(step: CareStep) -> tuple[str, ...]:
    """What to ask and say, one line each."""
    if step.care.whom is Whom.TEAM:
        return _FOR_THE_TEAM
    words = _FOR_A_CLASS if step.care.whom is Whom.CLASS else _FOR_A_COLLEAGUE
    return words[step.kind]
