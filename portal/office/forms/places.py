"""What the office fills in about a place in the building."""

from wtforms import TelField
from wtforms.validators import Length

from portal.i18n import later as _
from portal.office.forms.people import name_field
from portal.pages import Form


class PlaceForm(Form):
    """Its name, and the number that is called there."""

    name = name_field(_("Name of the place"), missing=_("Give the place a name."))
    phone = TelField(
        _("Phone number there"), filters=[lambda text: " ".join((text or "").split())], validators=[Length(max=40)],
        render_kw={"inputmode": "tel", "maxlength": 40, "autocomplete": "off"},
    )  # fmt: skip
