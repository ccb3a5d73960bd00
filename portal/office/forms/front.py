"""What the office fills in."""

from wtforms import SelectField
from wtforms.validators import InputRequired

from portal.i18n import later as _
from portal.pages import Form, choice
from portal.school import queries as school


class PairingForm(Form):
    """For which place a browser becomes the kiosk."""

    place = SelectField(_("Where does the kiosk stand?"), coerce=int, validators=[InputRequired(_("Choose a place."))])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.places = {place.id: place for place in school.places()}
        self.place.choices = [choice(str(place.id), place.name) for place in self.places.values()]
