"""What templates say: a value is escaped in a page and not in a plain mail, a text is neither."""

import pytest

from portal import i18n, pseudo
from portal.i18n import in_language
from portal.languages import PSEUDO_HABIT

SAYS_NAME = '{{ _("Good morning, %(name)s", name=name) }}'


def said(app, template, language, *, is_page, **values):
    with in_language(language):
        return app.jinja_env.overlay(autoescape=is_page).from_string(template).render(**values)


@pytest.mark.parametrize("is_page, name", [(True, "&lt;b&gt;"), (False, "<b>")])
def test_a_value_is_escaped_in_a_page_only(app, is_page, name):
    assert said(app, SAYS_NAME, "en", is_page=is_page, name="<b>") == f"Good morning, {name}"


def test_each_language_has_its_own_text_and_keeps_it(app):
    found = {code: said(app, '{{ _("Sign out") }}', code, is_page=True) for code in ("nl", "en", "ar", "nl", "en")}
    assert found["en"] == "Sign out" and len(set(found.values())) == 3


def test_a_percent_sign_is_written_twice_in_a_text_and_once_on_a_page(app):
    assert said(app, '{{ _("100%% sure") }}', "en", is_page=True) == "100% sure"


def test_the_pseudo_language_marks_a_text_and_no_other_language_does(app, monkeypatch):
    monkeypatch.setitem(i18n._spoken, pseudo.CODE, PSEUDO_HABIT)
    found = {code: said(app, '{{ _("Sign out") }}', code, is_page=True) for code in (pseudo.CODE, "nl")}
    assert found[pseudo.CODE].startswith(pseudo.OPEN) and pseudo.OPEN not in found["nl"]


def test_one_and_several_are_said_in_the_language(app):
    template = '{{ ngettext("%(num)d question waits for an answer", "%(num)d questions wait for an answer", n) }}'
    assert said(app, template, "nl", is_page=True, n=1) == "1 vraag wacht op antwoord"
    assert said(app, template, "en", is_page=True, n=3) == "3 questions wait for an answer"
