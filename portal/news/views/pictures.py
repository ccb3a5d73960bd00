"""The pictures and documents of a post, for who may read it; a picture at an address of its reader's own."""

from flask import abort, send_file

from portal import clock, documents, i18n, pictures
from portal.access import To, actor, allow, may
from portal.news import queries
from portal.news.models import Attachment, Picture, Post
from portal.news.views.addresses import address_for, only_by_own_address
from portal.news.views.blueprint import routes
from portal.pages import show
from portal.school import queries as school


@routes.get("/pictures/<int:picture>")
@allow(To.SEE_PICTURE, picture=Picture)
def large_picture(picture: Picture):
    """One picture as large as the screen, and the way to the next one of the same post."""
    now = clock.now()
    around = _around(picture, now)
    language = i18n.current_language().code
    said = queries.versions_for([picture.post_id], language, actor()).get(picture.post_id, queries.NOTHING)
    return show(
        "news/picture.html", picture=picture, around=around, place=[each.id for each in around].index(picture.id),
        address=address_for(actor(), now), class_id=_class_of(picture),
        translated=said.of_picture(picture.id), language_of_it=said.language or picture.post.language,
    )  # fmt: skip


@routes.get("/pictures/<int:picture>/<int:size>")
@allow(To.SEE_PICTURE, picture=Picture)
def picture(picture: Picture, size: int):
    """A picture in one of its sizes, kept by the browser of whom its address was made for, and by nothing between."""
    now = clock.now()
    _around(picture, now)
    path = pictures.path_of(picture.key, size, pictures.folder())
    if path is None:
        abort(404)
    seconds = only_by_own_address(picture, actor(), now)
    response = send_file(path, mimetype="image/webp")
    response.headers["Cache-Control"] = f"private, max-age={seconds}, immutable"
    response.headers["Vary"] = "Cookie"
    return response


def _around(picture: Picture, now) -> list[queries.Shown]:
    """The pictures of its post that this reader may see; not there when it is none of them."""
    # Also what is hidden, for who has to decide about it.
    is_team = any(school.teaches(actor(), number) for number in picture.class_ids)
    seen = queries.pictures_of([picture.post_id], with_hidden=is_team).get(picture.post_id, ())
    is_out = picture.post.withdrawn_at or (picture.post.published_at > now and not is_team)
    if is_out or picture.id not in [each.id for each in seen]:
        abort(404)
    return list(seen)


def _class_of(picture: Picture) -> int:
    """The class page from which this reader comes."""
    person = actor()
    own = (number for number in picture.class_ids if school.has_child_in(person, number))
    return next(own, None) or next((n for n in picture.class_ids if school.teaches(person, n)), picture.class_ids[0])


@routes.get("/documents/<int:document>")
@allow(To.FETCH_DOCUMENT, document=Attachment)
def document(document: Attachment):
    """A document, always to be saved: what is inside never opens as a page of the portal."""
    path = documents.path_of(document.key, documents.folder())
    if path is None or not _is_out(document.post):
        abort(404)
    kind = documents.KINDS[document.kind]
    response = send_file(path, mimetype=kind, as_attachment=True, download_name=document.name)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _is_out(post: Post) -> bool:
    """Families see it from its moment until it is withdrawn; its team also before."""
    if post.withdrawn_at:
        return False
    return post.published_at <= clock.now() or may(To.CHANGE_NEWS, post)
