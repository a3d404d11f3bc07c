"""Static files: kept in memory, addressed by content, sent small, kept a year."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import brotli
from flask import Flask, Response, abort, current_app, request

from intranet.core.permissions import everyone

BUNDLES = {
    "app.css": (
        "css/tokens.css",
        "css/colours.css",
        "css/base.css",
        "css/layout.css",
        "css/components.css",
        "css/pages.css",
        "css/parts.css",
        "css/matter.css",
        "css/admin.css",
        "css/teams.css",
        "css/talk.css",
        "css/utilities.css",
    ),
    "app.js": (
        "vendor/htmx/htmx.min.js",
        "js/ui.js",
        "js/poll.js",
        "js/draft.js",
        "js/photos.js",
        "js/mention.js",
        "js/welcome.js",
    ),
}
"""What the browser gets as one file, in the order of its parts."""

FONT = "fonts/atkinson-next.woff2"
FOREVER = "public, max-age=31536000, immutable"
SMALL = 500
"""Bytes; below this, compressing costs more than it saves."""

KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
}


@dataclass
class Stored:
    """One file: its bytes, its kind, and its bytes made small when first asked."""

    body: bytes
    kind: str
    mark: str = ""
    small: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Name the file by what is in it."""
        self.mark = hashlib.sha256(self.body).hexdigest()[:12]

    def packed(self, accepted: str) -> tuple[bytes, str]:
        """Return the smallest bytes the browser can read, and their encoding.

        Args:
            accepted: the Accept-Encoding header of the request.

        """
        if len(self.body) < SMALL or self.kind == KINDS[".woff2"]:
            return self.body, ""
        for name, press in (("br", _brotli), ("gzip", _gzip)):
            if name in accepted:
                if name not in self.small:
                    self.small[name] = press(self.body)
                return self.small[name], name
        return self.body, ""


def _brotli(body: bytes) -> bytes:
    """Press as small as it goes; it happens once."""
    return bytes(brotli.compress(body, quality=11))


def _gzip(body: bytes) -> bytes:
    """Press for browsers behind an old proxy; the same bytes each time."""
    return gzip.compress(body, 9, mtime=0)


@lru_cache(maxsize=4)
def shelf(folder: Path) -> dict[str, Stored]:
    """Read every static file once, and make the bundles of their parts."""
    found = {
        path.relative_to(folder).as_posix(): Stored(path.read_bytes(), _kind(path.name))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    for name, parts in BUNDLES.items():
        body = b"\n".join(found[part].body for part in parts)
        if name.endswith(".css"):
            # seen from the bundle the font lies one folder nearer
            address = f'url("{FONT}?v={found[FONT].mark}")'
            body = body.replace(f'url("../{FONT}")'.encode(), address.encode())
        found[name] = Stored(body, _kind(name))
    return found


def _kind(name: str) -> str:
    """Return the media type that goes with the end of a name."""
    guessed = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return KINDS.get(Path(name).suffix, guessed)


def asset(path: str) -> str:
    """Return the address of a static file; it changes when the file does.

    Raises:
        KeyError: when there is no such file.

    """
    stored: Stored = current_app.extensions["assets"][path]
    return f"{request.script_root}/static/{path}?v={stored.mark}"


def serve(filename: str) -> Response:
    """Send a static file; for a year when it is asked for by its content."""
    stored: Stored | None = current_app.extensions["assets"].get(filename)
    if stored is None:
        abort(404)
    body, encoding = stored.packed(request.headers.get("Accept-Encoding", ""))
    answer = Response(body, content_type=stored.kind)
    if encoding:
        answer.headers["Content-Encoding"] = encoding
    if body is not stored.body or stored.small:
        answer.vary.add("Accept-Encoding")
    is_named = request.args.get("v") == stored.mark
    answer.headers["Cache-Control"] = FOREVER if is_named else "public, no-cache"
    answer.set_etag(f"{stored.mark}-{encoding}" if encoding else stored.mark)
    answer.make_conditional(request)
    return answer


serve.__dict__["rule"] = everyone


def init_app(app: Flask) -> None:
    """Serve the static folder from memory and offer asset() in templates."""
    app.extensions["assets"] = shelf(Path(app.root_path) / "static")
    app.add_url_rule("/static/<path:filename>", "static", serve)
    app.add_template_global(asset)
