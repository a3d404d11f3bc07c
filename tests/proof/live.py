"""A house that really answers: a server in a thread, with tokens asked for."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from intranet import create_app
from intranet.core.db import Base, db
from tests.conftest import settings_for


class Quiet(WSGIRequestHandler):
    """A handler that leaves the log to the house."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Write nothing: the house writes its own lines."""


def new_house(url: str, folder: Path, **given: Any) -> Flask:
    """Open an empty house of its own, as strict as a real one.

    Args:
        url: of an empty database.
        folder: for its files.
        given: settings that differ.

    """
    app = create_app(settings_for(url, folder, **given))
    with app.app_context():
        Base.metadata.create_all(db.engine)
    return app


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """Let a house answer for as long as the block lasts; yield its address."""
    server: BaseWSGIServer = make_server(
        "127.0.0.1", 0, app, threaded=True, request_handler=Quiet
    )
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
