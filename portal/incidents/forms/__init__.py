"""What is filled in about an incident: the facts, which colleagues were there, and what is added later."""

from portal.incidents.forms.account import AccountForm
from portal.incidents.forms.basics import (
    KINDS,
    LONGEST,
    NOT_TOO_LONG,
    PICTOGRAMS,
    POLICE,
    ROLES,
    SetRightForm,
    said,
)
from portal.incidents.forms.chronicle import LABELS, SAID
from portal.incidents.forms.colleagues import PARTS, YOUR_PARTS, ColleaguesForm, DeskForm
from portal.incidents.forms.evidence import WHY_NOT, EvidenceForm
from portal.incidents.forms.facts import AdditionForm, CorrectionForm, FactsForm
from portal.incidents.forms.more import CountedForm, of_group
from portal.incidents.forms.persons import PersonForm
from portal.incidents.forms.scale import LEVELS, ReportingForm, ScaleForm, defaults, examples
from portal.incidents.forms.words import MANNERS, MEANS, SUBJECTS

__all__ = [
    "defaults",
    "CountedForm",
    "SetRightForm",
    "POLICE",
    "LEVELS",
    "AdditionForm",
    "of_group",
    "SUBJECTS",
    "WHY_NOT",
    "YOUR_PARTS",
    "FactsForm",
    "AccountForm",
    "PersonForm",
    "examples",
    "PARTS",
    "PICTOGRAMS",
    "KINDS",
    "MEANS",
    "DeskForm",
    "ColleaguesForm",
    "LONGEST",
    "ReportingForm",
    "ScaleForm",
    "EvidenceForm",
    "NOT_TOO_LONG",
    "LABELS",
    "ROLES",
    "said",
    "SAID",
    "CorrectionForm",
    "MANNERS",
]
