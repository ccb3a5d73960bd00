"""What the office fills in to bring a roster in, and to answer who has left."""

from datetime import date

from flask_wtf.file import FileField, FileRequired
from wtforms import DateField, SelectField
from wtforms.validators import InputRequired

from portal import clock, i18n
from portal.i18n import later as _
from portal.pages import Form, choice
from portal.rosters.rules.reading import school_year_of

ENDINGS = ".xml,.zip,.csv,.txt,.xlsx"


class UploadForm(Form):
    """A roster, and the school year of a spreadsheet: the other kinds of file say theirs."""

    roster = FileField(
        _("The file"), validators=[FileRequired(_("Choose a file."))], render_kw={"accept": ENDINGS},
    )  # fmt: skip
    year = SelectField(_("School year, for our own spreadsheet"), validators=[InputRequired(_("Choose a year."))])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = i18n.local_date(clock.now())
        years = [school_year_of(date(today.year + more, today.month, 1)) for more in (0, 1)]
        self.year.choices = [choice(year, year) for year in years]


class LeftForm(Form):
    """On which day those who were chosen left."""

    left_on = DateField(_("Left on"), validators=[InputRequired(_("Fill in the day."))])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.left_on.data is None and not self.left_on.raw_data:
            self.left_on.data = i18n.local_date(clock.now())

    def validate_left_on(self, field) -> None:
        """A day to come would shut somebody out today."""
        today = i18n.local_date(clock.now())
        if field.data and field.data > today:
            field.errors.append(_("This day is still to come. Answer when it has come."))
