"""The house with no memory for cards, to see what keeping them gives."""

from __future__ import annotations

from app import app

app.config["KEEP_CARDS"] = False

__all__ = ["app"]
