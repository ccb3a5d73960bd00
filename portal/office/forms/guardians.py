"""What the office writes down about who is whose guardian: custody, access, restrictions, and the household."""

from wtforms import DateField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from portal.i18n import later as _
from portal.office.forms.people import ReadingForm, tidy
from portal.pages import Form, choice
from portal.school.actions import Terms
from portal.school.models import Custody, Guardianship
from portal.school.words import CUSTODY, RELATIONS


def _household() -> SelectField:
    # A household that is not offered is nobody's: the choice itself is the check.
    return SelectField(_("Lives with"), coerce=int, validators=[InputRequired(_("Choose with whom."))])


class TermsForm(Form):
    """How a guardian is tied to a pupil, and what follows from it."""

    relation = SelectField(
        _("Who is this to the child?"), choices=[choice(*each) for each in RELATIONS.items()],
        validators=[InputRequired(_("Choose what comes closest."))],
    )  # fmt: skip
    custody = RadioField(
        _("Custody"), choices=[choice(each.value, text) for each, text in CUSTODY.items()],
        default=Custody.UNKNOWN.value, validators=[InputRequired(_("Choose what the school knows."))],
    )  # fmt: skip
    access = RadioField(
        _("May open the pages about this child"), default="yes",
        choices=[choice("yes", _("Yes: news, conversations and messages")), choice("no", _("No: nothing at all"))],
        validators=[InputRequired(_("Choose yes or no."))],
    )  # fmt: skip
    restriction = TextAreaField(
        _("Restriction"), validators=[Length(max=1000)], render_kw={"rows": 3, "autocomplete": "off"}
    )
    document_reference = StringField(
        _("Document"), filters=[tidy], validators=[Length(max=200)],
        render_kw={"maxlength": 200, "autocomplete": "off"},
    )  # fmt: skip
    restricted_from = DateField(_("Since"), validators=[Optional()])
    restricted_until = DateField(_("Look at it again on"), validators=[Optional()])

    def offer_relation(self, word: str) -> None:
        """Keep a word that came with a roster among the choices."""
        if word not in RELATIONS:
            self.relation.choices = [choice(word, word), *(choice(*each) for each in RELATIONS.items())]

    def terms(self) -> Terms:
        """As the actions want it."""
        return Terms(
            self.relation.data, Custody(self.custody.data), self.access.data == "yes",
            (self.restriction.data or "").strip() or None, self.document_reference.data or None,
            self.restricted_from.data, self.restricted_until.data,
        )  # fmt: skip


def as_data(row: Guardianship) -> dict:
    """What is known, for a TermsForm."""
    return {
        "relation": row.relation, "custody": row.custody.value, "access": "yes" if row.has_access else "no",
        "restriction": row.restriction, "document_reference": row.document_reference,
        "restricted_from": row.restricted_from, "restricted_until": row.restricted_until,
    }  # fmt: skip


class NewGuardianForm(TermsForm, ReadingForm):
    """Somebody the school does not know yet, and how they are tied to the pupil."""

    household = _household()


class LinkForm(TermsForm):
    """Somebody the school knows, and how they are tied to the pupil."""

    household = _household()


class HouseholdForm(Form):
    """In which household a guardian lives."""

    household = _household()
