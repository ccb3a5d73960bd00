"""How the register says the forms of aggression, the means and the subjects."""

from portal.i18n import later as _
from portal.incidents.rules import Manner, Means, Subject

MANNERS = {
    Manner.SHOUTING: _("Shouting"),
    Manner.SWEARING: _("Swearing"),
    Manner.INSULT: _("Insulting"),
    Manner.ACCUSING: _("Accusing"),
    Manner.POSTURE: _("A threatening posture or gesture"),
    Manner.INTIMIDATION: _("Intimidating"),
    Manner.TOO_CLOSE: _("Coming too close, or blocking the way"),
    Manner.PUSHING: _("Pushing or grabbing"),
    Manner.HITTING: _("Hitting or kicking"),
    Manner.THROWING: _("Throwing with things"),
    Manner.MAIL: _("By mail"),
    Manner.SOCIAL_MEDIA: _("On social media"),
    Manner.APP: _("In an app or a group chat"),
    Manner.DISCRIMINATION: _("Discrimination"),
    Manner.SEXUAL: _("Sexual intimidation"),
    Manner.THREAT: _("A threat"),
    Manner.WEAPON: _("A weapon, or something used as one"),
    Manner.VANDALISM: _("Breaking or damaging things"),
    Manner.CAME_IN: _("Coming in although access was refused"),
}
MEANS = {
    Means.SPOKEN: _("Spoken, face to face"),
    Means.PHONE: _("On the phone"),
    Means.MAIL: _("By mail"),
    Means.APP: _("In an app or a group chat"),
    Means.SOCIAL_MEDIA: _("On social media"),
    Means.LETTER: _("In a letter"),
    Means.OTHER: _("In another way"),
}
SUBJECTS = {
    Subject.ACCESS: _("Coming in, or waiting"),
    Subject.APPOINTMENT: _("An appointment"),
    Subject.PICKING_UP: _("Bringing or picking up a child"),
    Subject.CARE: _("Care or support for a child"),
    Subject.RESULTS: _("Results or advice"),
    Subject.BEHAVIOUR: _("How a child behaved, or a punishment"),
    Subject.BULLYING: _("Bullying, or a quarrel between children"),
    Subject.ABSENCE: _("Absence or leave"),
    Subject.CUSTODY: _("Parents who do not agree with each other"),
    Subject.MONEY: _("Money"),
    Subject.RULES: _("A rule of the school"),
    Subject.NOTHING_KNOWN: _("Nobody knows"),
    Subject.OTHER: _("Something else"),
}
