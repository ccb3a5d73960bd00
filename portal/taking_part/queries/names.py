"""What kinds of occasions and ready-made subjects are called, and how an occasion is called for its reader."""

from portal.i18n import later as _
from portal.taking_part.models import Occasion
from portal.taking_part.queries.words import Said
from portal.taking_part.rules import Decision, Kind, Ready

KINDS = {
    Kind.THEME_EVENING: _("Theme evening"),
    Kind.WORKING_GROUP: _("Meeting of the safety working group"),
    Kind.CONSULTATION: _("Consultation"),
    Kind.COUNCIL: _("Meeting of the participation council"),
}
# Each subject with its title and what it is about.
READY = {
    Ready.TREATING: (
        _("How we treat each other"),
        _("What may you expect of school, and what does school ask of you? We would like to hear what you think."),
    ),
    Ready.BULLYING: (
        _("Friends and bullying"),
        _("How do children make friends, and what helps when it goes wrong? What can you do at home, what do we do?"),
    ),
    Ready.PHONES: (
        _("Phones, games and social media"),
        _("What do children see and do on a screen? We share what works at home and at school."),
    ),
    Ready.LEARNING: (
        _("Helping your child learn"),
        _("What does your child learn this year, and how can you help at home, in your own language?"),
    ),
    Ready.BOUNDARIES: (
        _("Feelings and boundaries"),
        _("How do children learn to say yes and no, and to listen to another? You see what we do in class."),
    ),
    Ready.SAFETY: (
        _("A safe school"),
        _("Does your child feel safe here, and do you? Tell us what goes well and what can be better."),
    ),
}
DECISIONS = {
    Decision.DONE: _("We do this"),
    Decision.PARTLY: _("We do a part of this"),
    Decision.NOT: _("We do not do this"),
}


def title_of(occasion: Occasion, said: Said) -> str:
    """The own title, or else that of the ready-made subject, or else the kind."""
    if title := said.words.get("title"):
        return title
    return str(READY[occasion.ready][0] if occasion.ready else KINDS[occasion.kind])


def language_of_title(occasion: Occasion, said: Said) -> str:
    """The language that the title is in; empty when it is the reader's."""
    return said.language if said.words.get("title") else ""
