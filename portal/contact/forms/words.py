"""How the words of contact are said on screens, with their pictures; translated when shown."""

from portal.contact.rules import About, Began, Rung, State
from portal.conversations.forms.agreements import HOW_OFTEN, WAYS_IN_TOUCH
from portal.conversations.rules import Often, Way
from portal.i18n import later as _

ABOUT = {
    About.GOOD_NEWS: _("Good news"), About.QUESTION: _("Question"), About.CONCERN: _("Concern"),
    About.PRACTICAL: _("Practical"),
}  # fmt: skip
ABOUT_ICONS = {About.GOOD_NEWS: "smile", About.QUESTION: "talk", About.CONCERN: "heart", About.PRACTICAL: "list"}
BEGAN = {Began.SCHOOL: _("We began"), Began.FAMILY: _("The family began")}
BEGAN_FOR_FAMILY = {Began.SCHOOL: _("School began"), Began.FAMILY: _("You began")}
WAYS = WAYS_IN_TOUCH
# On the buttons of a phone: as short as can be.
SHORT_WAYS = {
    Way.IN_PERSON: _("In person"), Way.PHONE: _("Phone"), Way.MESSAGE: _("Message"), Way.VIDEO: _("Video"),
    Way.HOME_VISIT: _("Home visit"),
}  # fmt: skip
OFTEN = {often: word for often, word in HOW_OFTEN.items() if often is not Often.WHEN_NEEDED}
STATES = {
    State.NO_DATA: _("no address or number yet"), State.NEVER_IN: _("not been in yet"),
    State.BOUNCED: _("messages come back"), State.SILENT: _("not heard from yet"), State.REACHED: _("reached"),
}  # fmt: skip
RUNGS = {
    Rung.OTHER_CHANNEL: _("Tried another way, such as a text message"),
    Rung.OTHER_GUARDIAN: _("Asked the other parent"),
    Rung.LETTER: _("Ask the office for a letter with a code"),
    Rung.CALL: _("Called, with the words in both languages"),
    Rung.GATE: _("Spoke to them at the gate"),
    Rung.INTERPRETER: _("Ask the office for an interpreter"),
    Rung.HOME_VISIT: _("Visited the family at home"),
}
