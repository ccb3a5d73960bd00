"""What the team fills in about one child in a round."""

from wtforms import IntegerField, RadioField
from wtforms.validators import NumberRange, Optional

from portal.conversations.forms import BETWEEN
from portal.conversations.rules import LONGEST, SHORTEST, Wanted
from portal.i18n import later as _
from portal.pages import Form, choice

APART, TOGETHER, AS_USUAL = "apart", "together", "usual"


class ChildForm(Form):
    """One child: its homes together or apart, how long, and whether a conversation is wanted or not needed."""

    homes = RadioField(
        _("The homes of this child"),
        choices=[
            choice(APART, _("Each home has a conversation of its own")),
            choice(TOGETHER, _("All homes come to one conversation")),
        ],
        default=APART,
    )
    minutes = IntegerField(
        _("Minutes for this conversation"),
        validators=[Optional(), NumberRange(SHORTEST, LONGEST, BETWEEN)],
        render_kw={"inputmode": "numeric"},
    )
    wanted = RadioField(
        _("A conversation about this child"),
        choices=[
            choice(AS_USUAL, _("As for every child")),
            choice(Wanted.WANTED.value, _("We very much want one: the family chooses first")),
            choice(Wanted.NOT_NEEDED.value, _("Not needed now")),
        ],
        default=AS_USUAL,
    )

    @property
    def is_apart(self) -> bool:
        return self.homes.data != TOGETHER

    @property
    def what_is_wanted(self) -> Wanted | None:
        return Wanted(self.wanted.data) if self.wanted.data in set(Wanted) else None
