"""What a family fills in about home: a field for each theme, all of them optional."""

from wtforms import BooleanField, TextAreaField
from wtforms.validators import Length

from portal.home_context.rules import LONGEST, Theme
from portal.i18n import later as _
from portal.pages import Form

THEMES = {
    Theme.WHO_LIVES_HERE: _("Who lives with you?"),
    Theme.LANGUAGES: _("Which languages do you speak at home?"),
    Theme.COLLECTING: _("Who collects your child?"),
    Theme.LOVES: _("What does your child love?"),
    Theme.HARD: _("What is hard for your child?"),
    Theme.HELPS: _("What helps then?"),
    Theme.EVENTS: _("What is happening at home that we should know?"),
    Theme.REACHABILITY: _("When and how do we reach you best?"),
    Theme.SUPPORT: _("What would help you as a family?"),
}
PURPOSES = {
    Theme.WHO_LIVES_HERE: _("So that we know whom your child talks about."),
    Theme.LANGUAGES: _("So that we write and talk in a way that reaches you."),
    Theme.COLLECTING: _("So that your child goes home with the right person."),
    Theme.LOVES: _("So that we can start from what your child enjoys."),
    Theme.HARD: _("So that we see it in time. You do not have to name a diagnosis."),
    Theme.HELPS: _("So that we do the same as you do at home."),
    Theme.EVENTS: _("So that we understand your child: a move, a new baby, a loss."),
    Theme.REACHABILITY: _("So that we call at a moment that suits you."),
    Theme.SUPPORT: _("So that we can think along with you."),
}


class HomeForm(Form):
    """A text for each theme, or: rather in the conversation."""

    def themes(self):
        """Each theme with its text field, its box and its purpose, in order."""
        return [(theme, self[theme.value], self[f"{theme.value}_in_conversation"], PURPOSES[theme]) for theme in Theme]


for _theme, _label in THEMES.items():
    _limit = Length(max=LONGEST, message=_("This is too long. Use at most %(max)d characters."))
    setattr(
        HomeForm, _theme.value, TextAreaField(_label, validators=[_limit], render_kw={"rows": 3, "autocomplete": "off"})
    )
    setattr(HomeForm, f"{_theme.value}_in_conversation", BooleanField(_("Rather in the conversation")))
