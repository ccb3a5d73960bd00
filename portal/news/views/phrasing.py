"""A teacher writes to a class with ready-made phrases: chooses, fills in, puts in order, looks, and publishes."""

from flask import abort, request
from flask_babel import gettext as _

from portal import clock, i18n, pictures
from portal.access import To, actor, allow
from portal.news import queries
from portal.news.actions import phrasing
from portal.news.models import PhraseDraft, Post
from portal.news.views.blueprint import routes
from portal.pages import go, refused, show, tell
from portal.phrases import queries as phrases
from portal.phrases.forms import slots_form
from portal.phrases.queries import Sentence, TooManyPhrases
from portal.phrases.rules import BadSlot
from portal.school.models import SchoolClass

WAYS = {"up": -1, "down": 1}


@routes.errorhandler(phrasing.SentAlready)
def sent_already(_refusal):
    tell(_("This message was published a moment ago."))
    return go("today.today")


@routes.get("/classes/<int:school_class>/write-with-phrases")
@allow(To.WRITE_NEWS, school_class=SchoolClass)
def write_with_phrases(school_class: SchoolClass):
    """The one message that this teacher is writing for the class."""
    phrasing.begin(actor(), school_class, now=clock.now())
    return _to(queries.draft_for(actor(), school_class))


@routes.get("/posts/<int:post>/phrases")
@allow(To.CHANGE_NEWS, post=Post)
def change_phrases(post: Post):
    """The phrases of a post, to change them; what was written freely is changed as text."""
    lines = queries.phrases_of(post.id)
    if not lines:
        return go(".change", post=post.id)
    school_class = post.places[0].school_class
    phrasing.begin_change(post, actor(), lines, now=clock.now())
    return _to(queries.draft_for(actor(), school_class, post))


def _to(draft: PhraseDraft | None):
    return go(".phrase_draft", phrase_draft=draft.id) if draft else abort(404)


@routes.get("/phrase-drafts/<int:phrase_draft>")
@allow(To.CHANGE_PHRASE_DRAFT, phrase_draft=PhraseDraft)
def phrase_draft(phrase_draft: PhraseDraft):
    return show("news/phrases.html", **_context(phrase_draft))


@routes.route("/phrase-drafts/<int:phrase_draft>/add/<phrase_key>", methods=["GET", "POST"])
@allow(To.CHANGE_PHRASE_DRAFT, phrase_draft=PhraseDraft)
def add_phrase(phrase_draft: PhraseDraft, phrase_key: str):
    offered = (each for group in phrases.offered(to_class=True).values() for each in group)
    sentence = next((each for each in offered if each.key == phrase_key), None) or abort(404)
    return _fill_in(phrase_draft, sentence, {"class": phrase_draft.school_class.name}, None)


@routes.route("/phrase-drafts/<int:phrase_draft>/lines/<int:number>", methods=["GET", "POST"])
@allow(To.CHANGE_PHRASE_DRAFT, phrase_draft=PhraseDraft)
def change_line(phrase_draft: PhraseDraft, number: int):
    line = next((each for each in phrase_draft.lines if each["id"] == number), None) or abort(404)
    sentence = phrases.found([line["key"]])[line["key"]]
    return _fill_in(phrase_draft, sentence, line["slots"], number)


def _fill_in(draft: PhraseDraft, sentence: Sentence, values: dict, number: int | None):
    form = slots_form(sentence, values)
    if request.method == "GET":
        return show("news/phrase.html", form=form, draft=draft, **_about(sentence, number))
    if not form.validate():
        return refused("news/phrase.html", form=form, draft=draft, **_about(sentence, number))
    line = {"key": sentence.key, "slots": form.values(), "language": i18n.current_language().code}
    try:
        phrasing.put(draft, line, number=number, now=clock.now())
    except TooManyPhrases:
        reason = _("A message has at most %(most)d phrases: nobody reads more.", most=phrases.MOST_LINES)
        return refused("news/phrases.html", **_context(draft, reason))
    except BadSlot as refusal:
        form[refusal.args[0]].errors = [_("This cannot be filled in here.")]
        return refused("news/phrase.html", form=form, draft=draft, **_about(sentence, number))
    return go(".phrase_draft", phrase_draft=draft.id, _anchor="message")


@routes.post("/phrase-drafts/<int:phrase_draft>/lines/<int:number>/<how>")
@allow(To.CHANGE_PHRASE_DRAFT, phrase_draft=PhraseDraft)
def move_line(phrase_draft: PhraseDraft, number: int, how: str):
    if how == "remove":
        phrasing.remove(phrase_draft, number, now=clock.now())
    elif how in WAYS:
        phrasing.move(phrase_draft, number, WAYS[how], now=clock.now())
    else:
        abort(404)
    return go(".phrase_draft", phrase_draft=phrase_draft.id, _anchor="message")


@routes.post("/phrase-drafts/<int:phrase_draft>/publish")
@allow(To.CHANGE_PHRASE_DRAFT, phrase_draft=PhraseDraft)
def publish_phrases(phrase_draft: PhraseDraft):
    is_new, number = phrase_draft.post_id is None, phrase_draft.class_id
    try:
        phrasing.publish(phrase_draft, actor(), folder=pictures.folder(), now=clock.now())
    except phrasing.NothingChosen:
        return refused("news/phrases.html", **_context(phrase_draft, _("Choose a phrase first.")))
    if is_new:
        tell(_("Your message is on the class page. Families hear of it at the time they chose; urgent news at once."))
    else:
        tell(_("Your message is changed. Families see that it was."))
    return go(".class_page", school_class=number)


@routes.post("/phrase-drafts/<int:phrase_draft>/throw-away")
@allow(To.CHANGE_PHRASE_DRAFT, phrase_draft=PhraseDraft)
def throw_phrases_away(phrase_draft: PhraseDraft):
    phrasing.throw_away(phrase_draft)
    tell(_("The draft is gone."))
    return go(".class_page", school_class=phrase_draft.class_id)


def _about(sentence: Sentence, number: int | None) -> dict:
    return {"sentence": sentence, "offer": phrases.offer(sentence, i18n.current_language().code), "number": number}


def _context(draft: PhraseDraft, reason: str = "") -> dict:
    """The message as it is, what it lacks, how it reads in a language, and what can be chosen."""
    code, asked = i18n.current_language().code, request.args.get("in", "")
    lines = phrasing.lines_of(draft)
    complete = phrases.complete_in(lines)
    preview = i18n.language(asked if asked in i18n.LANGUAGES else code)
    return {
        "bank": phrases.bank_in(code, request.args, to_class=True),
        "draft": draft, "school_class": draft.school_class, "reason": reason, "preview": preview,
        "message": phrases.said(lines, code), "read": phrases.said(lines, preview.code),
        "lacks": [each for each in i18n.languages() if each.code not in complete],
    }  # fmt: skip
