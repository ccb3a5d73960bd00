"""What is filled in for a round of the whole school: what it is, for whom, and when it moves on."""

from datetime import datetime

from wtforms import Field, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from portal import clock, i18n
from portal.conversations.actions import Planned
from portal.conversations.forms.ways import WaysForm, a_moment, a_number
from portal.conversations.models import Round, RoundClass
from portal.conversations.rules import LONGEST, SHORTEST, Dates, Kind, Planning
from portal.i18n import later as _
from portal.pages import Ticks, choice
from portal.school import queries as school

KINDS = {
    Kind.START: _("Conversations at the start of the year"),
    Kind.PROGRESS: _("Conversations about progress"),
    Kind.FINAL: _("Conversations at the end of the year"),
    Kind.ON_REQUEST: _("Conversations on request"),
}
DATES = ("head_start_at", "opens_at", "views_only_at", "done_at")
MOMENTS = (*DATES, "wishes_until", "interpreter_until", "reserved_until")


class SchoolRoundForm(WaysForm):
    """A title and a notice in each language (the own one at least), the classes, and the dates in order."""

    kind = RadioField(
        _("What kind of conversations?"), choices=[choice(kind.value, text) for kind, text in KINDS.items()],
        default=Kind.START.value, validators=[InputRequired(_("Choose one."))],
    )  # fmt: skip
    classes = Ticks(_("Which classes?"), coerce=int, choices=[], validators=[InputRequired(_("Choose a class."))])
    minutes = a_number(_("Minutes for each conversation"), 15, SHORTEST, LONGEST)
    where = StringField(_("Where"), validators=[Length(max=80)], render_kw={"maxlength": 80})
    lead_hours = a_number(_("How many hours before a conversation can it still be booked?"), 2, 0, 168)
    head_start_at = a_moment(_("Families with several children choose first, from"))
    opens_at = a_moment(_("All families choose, from"), is_asked=True)
    views_only_at = a_moment(_("Families choose and move nothing any more, from"))
    done_at = a_moment(_("The round is over, from"))

    def __init__(self, *args, round: Round | None = None, rows: list[RoundClass] | None = None, **kwargs):
        super().__init__(*args, obj=round, **kwargs)
        current = school.current_classes()
        self.classes.choices = [choice(str(each.id), each.name) for each in current]
        if not self.is_submitted():
            self._show(round, rows, [each.id for each in current])

    def _show(self, shown: Round | None, rows: list[RoundClass] | None, current: list[int]) -> None:
        self.classes.data = [row.class_id for row in rows] if rows is not None else self.classes.data or current
        for code in i18n.LANGUAGES:
            title, notice = self.text_fields(code)
            texts = {text.language: text for text in shown.texts} if shown else {}
            if code in texts:
                title.data, notice.data = texts[code].title, texts[code].notice
        for name in MOMENTS if shown else ():
            at = getattr(shown, name)
            self[name].data = i18n.local(at).replace(tzinfo=None) if at else None

    def text_fields(self, code: str) -> tuple[Field, Field]:
        """The title and the notice in one language."""
        return self[f"title_{code}"], self[f"notice_{code}"]

    def validate_opens_at(self, field) -> None:
        moments = [at for at in map(self._at, DATES) if at is not None]
        if moments and field.data and moments[0] <= clock.now():
            raise ValidationError(_("This moment has passed."))
        if moments != sorted(moments) or len(set(moments)) < len(moments):
            raise ValidationError(_("Each of these moments comes after the one above it."))

    def validate(self, *args, **kwargs) -> bool:
        """Also a title in any language: without one it is asked for in the reader's own."""
        is_valid = super().validate(*args, **kwargs)
        if any((self.text_fields(code)[0].data or "").strip() for code in i18n.LANGUAGES):
            return is_valid
        title, _notice = self.text_fields(i18n.current_language().code)
        title.errors = [str(_("Give the round a title in one language at least."))]
        return False

    def _at(self, name: str) -> datetime | None:
        typed = self[name].data
        return i18n.at_school(typed.date(), typed.hour, typed.minute) if typed else None

    def planned(self) -> Planned:
        """What was filled in, once it is valid."""
        texts = {}
        for code in i18n.LANGUAGES:
            title, notice = ((field.data or "").strip() for field in self.text_fields(code))
            if title or notice:
                texts[code] = (title, notice)
        return Planned(
            kind=Kind(self.kind.data), texts=texts, class_ids=frozenset(self.classes.data or ()),
            minutes=self.minutes.data or SHORTEST,
            where=self.where.data or "", lead_hours=self.lead_hours.data or 0,
            dates=Dates(*(self._at(name) for name in DATES)),
            planning=Planning(self.planning.data),
            wishes_until=self._at("wishes_until") if self.is_wishing() else None,
            interpreter_minutes=self.interpreter_minutes.data or 0, interpreter_until=self._at("interpreter_until"),
            walking_minutes=self.walking_minutes.data or 0, reserved_until=self._at("reserved_until"),
        )  # fmt: skip


for _code in i18n.LANGUAGES:
    _limits = {"validators": [Length(max=120)], "render_kw": {"maxlength": 120, "lang": _code, "dir": "auto"}}
    setattr(SchoolRoundForm, f"title_{_code}", StringField(_("Title"), **_limits))
    setattr(
        SchoolRoundForm, f"notice_{_code}",
        TextAreaField(_("What the families read with it"), validators=[Length(max=1000)],
                      render_kw={"rows": 3, "lang": _code, "dir": "auto"}),
    )  # fmt: skip
