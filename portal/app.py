"""Puts the portal together; FEATURES is the table of contents."""

import logging
from importlib import import_module
from pathlib import Path

from flask import Flask, g
from flask_compress import Compress
from flask_migrate import Migrate
from flask_wtf.csrf import CSRFError
from jinja2 import StrictUndefined
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix

from portal import access, cli, db, health, i18n, pages, retention, vault
from portal.school import queries as school
from portal.settings import ROOT, Settings, from_environment

# Each has portal/<word>/ and, when it shows pages, routes in its views and templates/<word>/.
FEATURES = (
    "accounts",
    "rosters",
    "news",
    "home_context",
    "conversations",
    "help_calls",
    "incidents",
    "kiosk",
    "office",
    "privacy",
    "today",
    "demo",
)

migrate = Migrate()


class UnmarkedView(Exception):
    """A view says neither who may open it nor that everybody may; the portal does not start."""


def create_app(settings: Settings | None = None) -> Flask:
    """The portal, ready to serve; raises UnmarkedView or SettingsError before it would serve anything unsafe."""
    settings = settings or from_environment()
    app = Flask(
        "portal", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"),
        instance_path=str(settings.instance),
    )  # fmt: skip
    app.config.update(_flask_settings(settings))
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension("jinja2.ext.do")
    vault.ring.load(settings.keys, settings.mark_key)
    for part in (db, i18n, pages):
        part.init_app(app)
    migrate.init_app(app, db.db, directory=str(ROOT / "portal" / "migrations"), render_as_batch=True)
    Compress(app)
    app.context_processor(_what_every_page_knows)
    app.before_request(_speak_the_language_of_the_person)
    for feature in FEATURES:
        _add(app, feature)
    app.register_blueprint(health.routes)
    retention.init_app(app)
    cli.init_app(app)
    _handle_errors(app)
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies)  # type: ignore[method-assign]
    forgotten = access.unmarked(app)
    if forgotten:
        raise UnmarkedView(f"Say with @allow or @open_to_all who may open: {', '.join(forgotten)}")
    return app


def _flask_settings(settings: Settings) -> dict:
    return {
        "SETTINGS": settings,
        "SECRET_KEY": settings.secret_key,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "MAX_CONTENT_LENGTH": settings.upload_megabytes * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 512 * 1024,
        "SESSION_COOKIE_NAME": "samen",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.secure_cookies,
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,
        "BABEL_DEFAULT_LOCALE": "en",
        "BABEL_TRANSLATION_DIRECTORIES": str(ROOT / "translations"),
        "COMPRESS_ALGORITHM": ["br", "gzip"],
        "COMPRESS_BR_LEVEL": 4,
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


def _speak_the_language_of_the_person() -> None:
    with db.looking():
        person = access.actor()
    g.language = getattr(person, "language", None)


def _what_every_page_knows() -> dict:
    who = access.actor()
    me = who if isinstance(who, access.Person) else None
    if "school" not in g:
        g.school = school.the_school()
    return {"me": me, "school": g.school, "menu": pages.menu(), "may": access.may, "To": access.To}


def _handle_errors(app: Flask) -> None:
    log = logging.getLogger("portal")

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


def instance_folder(app: Flask, name: str) -> Path:
    """A folder of this deployment for a kind of file, made when it is not there."""
    folder = app.config["SETTINGS"].instance / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder
