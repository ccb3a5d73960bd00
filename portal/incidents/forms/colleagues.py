"""Which colleagues were there, each in a part, and which classes saw it; at one's own desk only, never at the kiosk."""

from wtforms.validators import Optional

from portal.i18n import later as _
from portal.incidents.actions import Named
from portal.incidents.forms.more import FullFactsForm
from portal.incidents.rules import Part
from portal.pages import Form, Ticks, choice
from portal.school import queries as school

PARTS = {
    Part.TARGET: _("It happened to this colleague"),
    Part.CALLER: _("Called for help"),
    Part.WITNESS: _("Saw or heard it"),
    Part.RESPONDER: _("Came to help"),
    Part.REPORTER: _("Logged it"),
}

YOUR_PARTS = {
    Part.TARGET: _("It happened to you"),
    Part.CALLER: _("You called for help"),
    Part.WITNESS: _("You saw or heard it"),
    Part.RESPONDER: _("You came to help"),
    Part.REPORTER: _("You logged it"),
}


class WhoWasThere(Form):
    """The fields about colleagues and classes, for the forms below."""

    targets = Ticks(_("To which colleagues did it happen?"), coerce=int, validators=[Optional()])
    witnesses = Ticks(_("Which colleagues saw or heard it?"), coerce=int, validators=[Optional()])
    callers = Ticks(_("Which colleague called for help?"), coerce=int, validators=[Optional()])
    classes = Ticks(_("Children of which classes saw it?"), coerce=int, validators=[Optional()])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.colleagues = {person.id: person for person in school.staff()}
        self.seen = {each.id: each for each in school.current_classes()}
        names = [choice(str(person.id), person.full_name) for person in self.colleagues.values()]
        for field in self.of_colleagues:
            field.choices = names
        self.classes.choices = [choice(str(each.id), each.name) for each in self.seen.values()]

    @property
    def of_colleagues(self) -> list[Ticks]:
        return [self.targets, self.witnesses, self.callers]

    def named(self) -> Named:
        """Who was ticked, once the form is valid."""
        ticked = {Part.TARGET: self.targets, Part.WITNESS: self.witnesses, Part.CALLER: self.callers}
        return Named(
            {part: [self.colleagues[number] for number in field.data or ()] for part, field in ticked.items()},
            [self.seen[number] for number in self.classes.data or ()],
        )


class DeskForm(FullFactsForm, WhoWasThere):
    """The facts and who was there, in one form."""


class ColleaguesForm(WhoWasThere):
    """Who turns out to have been there, after the facts were written down."""
