"""The timeline's pages, by what a reader does there: read, write, change, talk."""

from __future__ import annotations

from intranet.timeline.views import blocks, changing, reading, talking, writing
from intranet.timeline.views.base import bp

__all__ = ["blocks", "bp", "changing", "reading", "talking", "writing"]
