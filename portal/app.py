"""Puts the portal together; FEATURES is the table of contents."""

import logging
from importlib import import_module
from io import BytesIO
from pathlib import Path

from flask import Flask, Request, g, request, session
from flask_compress import Compress
from flask_migrate import Migrate
from flask_wtf.csrf import CSRFError
from jinja2 import StrictUndefined
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.middleware.proxy_fix import ProxyFix

from portal import access, cli, db, health, i18n, logs, outbox, pages, phones, retention, texts, vault
from portal.accounts.rules import SESSION_LIVES
from portal.compiled import CompiledTemplates
from portal.school import queries as school
from portal.settings import ROOT, Settings, from_environment

# Each has portal/<word>/ and, when it shows pages, routes in its views and templates/<word>/.
FEATURES = (
    "accounts",
    "invitations",
    "rosters",
    "translating",
    "photos",
    "phrases",
    "news",
    "home_context",
    "norms",
    "conversations",
    "chains",
    "agenda",
    "contact",
    "guidance",
    "class_group",
    "taking_part",
    "help_calls",
    "incidents",
    "aftercare",
    "measures",
    "recovery",
    "evaluations",
    "yearly",
    "disclosure",
    "watch",
    "kiosk",
    "office",
    "privacy",
    "today",
    "demo",
)

migrate = Migrate()

# A file with citizen numbers may not rest on a disk, not even for the moment in which it is read.
KEPT_IN_MEMORY = "/office/rosters"


class QuietRequest(Request):
    """A request whose uploads stay in memory where they must leave no trace; only of who is signed in."""

    def _get_file_stream(self, *args, **kwargs):
        if self.path == KEPT_IN_MEMORY and "_user_id" in session:
            return BytesIO()
        return super()._get_file_stream(*args, **kwargs)


class UnmarkedView(Exception):
    """A view says neither who may open it nor that everybody may; the portal does not start."""


def create_app(settings: Settings | None = None) -> Flask:
    """The portal, ready to serve; raises UnmarkedView or SettingsError before it would serve anything unsafe."""
    settings = settings or from_environment()
    app = Flask(
        "portal", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"),
        instance_path=str(settings.instance),
    )  # fmt: skip
    app.request_class = QuietRequest
    app.config.update(_flask_settings(settings))
    app.jinja_env.undefined, app.jinja_env.bytecode_cache = StrictUndefined, CompiledTemplates(settings.instance)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension("jinja2.ext.do")
    _tell_the_machinery(settings)
    for part in (db, i18n, texts, pages):
        part.init_app(app)
    migrate.init_app(app, db.db, directory=str(ROOT / "portal" / "migrations"), render_as_batch=True)
    Compress(app)
    app.context_processor(_what_every_page_knows)
    app.before_request(_know_who_asks)
    for feature in FEATURES:
        _add(app, feature)
    app.register_blueprint(health.routes)
    retention.init_app(app)
    cli.init_app(app)
    _handle_errors(app)
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies)  # type: ignore[method-assign]
    if forgotten := access.unmarked(app):
        raise UnmarkedView(f"Say with @allow or @open_to_all who may open: {', '.join(forgotten)}")
    return app


def _tell_the_machinery(settings: Settings) -> None:
    """What the parts below the features cannot know by themselves."""
    vault.ring.load(settings.keys, settings.mark_key)
    phones.at_home_in(settings.phone_region)
    if settings.log_json:
        logs.write_as_json()
    outbox.signed_by(_name_of_the_school)


def _name_of_the_school() -> str:
    here = school.the_school()
    return here.name if here is not None else "Samen"


def _flask_settings(settings: Settings) -> dict:
    return {
        "SETTINGS": settings,
        "SECRET_KEY": settings.secret_key,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "MAX_CONTENT_LENGTH": settings.upload_megabytes * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 512 * 1024,
        # A browser takes a cookie of this name over https only, for this host and all of its pages (RFC 6265bis).
        "SESSION_COOKIE_NAME": "__Host-samen" if settings.secure_cookies else "samen",
        "PERMANENT_SESSION_LIFETIME": SESSION_LIVES,
        "SESSION_REFRESH_EACH_REQUEST": False,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.secure_cookies,
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,
        "BABEL_DEFAULT_LOCALE": "en",
        "BABEL_TRANSLATION_DIRECTORIES": str(ROOT / "translations"),
        "COMPRESS_ALGORITHM": ["br", "gzip"],
        "COMPRESS_ALGORITHM_STREAMING": ["br", "deflate"],
        "COMPRESS_BR_LEVEL": 5,
        "COMPRESS_MIN_SIZE": 600,
    }


def _add(app: Flask, feature: str) -> None:
    """A feature's routes, and whatever else it plugs in through `init_app` in its views."""
    if not any((ROOT / "portal" / feature / name).exists() for name in ("views.py", "views")):
        import_module(
            f"portal.{feature}.models" if (ROOT / "portal" / feature / "models.py").exists() else f"portal.{feature}"
        )
        return
    views = import_module(f"portal.{feature}.views")
    app.register_blueprint(views.routes)
    if hasattr(views, "init_app"):
        views.init_app(app)


def _know_who_asks() -> None:
    if request.endpoint == "static":
        return
    with db.looking():
        person = access.actor()
        if request.method in db.LOOKING and isinstance(person, access.Person):
            # What rights, menu and page all ask; what is theirs then need not be looked up again. Who may change
            # something is asked for it in that transaction, after waiting for its turn.
            school.children_of(person)
    g.language = getattr(person, "language", None)


def _what_every_page_knows() -> dict:
    who = access.actor()
    me = who if isinstance(who, access.Person) else None
    if "school" not in g:
        g.school = school.the_school()
    return {"me": me, "school": g.school, "menu": pages.menu(), "may": access.may, "To": access.To}


def _handle_errors(app: Flask) -> None:
    _handle_refusals(app)
    _handle_faults(app)


def _handle_refusals(app: Flask) -> None:
    @app.errorhandler(CSRFError)
    def forged(error):
        return pages.error_page(400)

    @app.errorhandler(HTTPException)
    def refused(error):
        if error.code is None or error.code < 400:
            return error
        answer = pages.error_page(error.code)
        if retry := getattr(error, "retry_after", None):
            answer.headers["Retry-After"] = str(retry)
        return answer


def _handle_faults(app: Flask) -> None:
    log = logging.getLogger("portal")

    @app.errorhandler(OperationalError)
    def no_database(error):
        log.error("the database does not answer: %s", type(error.orig).__name__)
        db.db.session.rollback()
        return pages.plain_error_page(503)

    @app.errorhandler(Exception)
    def broken(error):
        # The address alone: what a person typed does not belong in a log.
        log.exception("a page broke")
        db.db.session.rollback()
        return pages.plain_error_page(500)

    @app.errorhandler(InternalServerError)
    def not_kept(error):
        # The answer was there, and then what was done could not be kept.
        cause = error.original_exception
        return no_database(cause) if isinstance(cause, OperationalError) else broken(cause)


def instance_folder(app: Flask, name: str) -> Path:
    """A folder of this deployment for a kind of file, made when it is not there."""
    folder = app.config["SETTINGS"].instance / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder
