"""Put the house together; the only module that knows every room."""

from __future__ import annotations

from pathlib import Path

from flask import Flask, request
from flask_compress import Compress
from flask_migrate import Migrate

from intranet import wiring
from intranet.accounts import security
from intranet.config import Settings
from intranet.core import (
    assets,
    drawing,
    errors,
    forgery,
    htmx,
    i18n,
    moulds,
    permissions,
    site,
    web,
)
from intranet.core.db import db, engine_options

ROOT = Path(__file__).resolve().parent.parent
MEGABYTE = 1024 * 1024


def create_app(settings: Settings | None = None, **overrides: object) -> Flask:
    """Build the application.

    Args:
        settings: what differs per installation; read from the environment if None.
        overrides: Flask settings that win; tests pass TESTING=True.

    Raises:
        SettingError: when a setting in the environment is wrong.

    """
    settings = settings or Settings.read()
    app = Flask(
        "intranet",
        root_path=str(ROOT),
        template_folder="templates",
        static_folder=None,
    )
    app.config.from_mapping(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(settings.database_url),
        BABEL_DEFAULT_LOCALE="nl",
        BABEL_DEFAULT_TIMEZONE="Europe/Amsterdam",
        BABEL_TRANSLATION_DIRECTORIES=str(ROOT / "intranet" / "translations"),
        MAIL_DOMAIN=settings.mail_domain,
        MAX_CONTENT_LENGTH=130 * MEGABYTE,
        MAX_FORM_MEMORY_SIZE=MEGABYTE,
        MAX_FORM_PARTS=200,
        COMPRESS_ALGORITHM=["zstd", "br", "gzip"],
        COMPRESS_BR_LEVEL=4,
        COMPRESS_ZSTD_LEVEL=3,
        COMPRESS_STREAMS=False,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.base_url.startswith("https://"),
        SESSION_REFRESH_EACH_REQUEST=False,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
        PREFERRED_URL_SCHEME=settings.base_url.partition(":")[0] or "http",
    )
    app.config.update(overrides)
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    db.init_app(app)
    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    site.init_app(app)
    web.init_app(app, settings)
    htmx.init_app(app)
    i18n.init_app(app)
    forgery.Guard(app)  # type: ignore[no-untyped-call]
    Compress(app)
    security.init_app(app)
    errors.init_app(app)
    permissions.init_app(app)
    assets.init_app(app)
    drawing.init_app(app)
    moulds.init_app(app)
    wiring.init_app(app)

    @app.context_processor
    def common() -> dict[str, object]:
        """Give every template the organisation, and who reads it."""
        person = permissions.asker()
        return {
            "site": site.current(),
            "me": person if request and person.is_authenticated else None,
        }

    return app
