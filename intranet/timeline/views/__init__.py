"""The timeline's pages, by what a reader does there: read, write, talk."""

from __future__ import annotations

from intranet.timeline.views import blocks, reading, talking, writing
from intranet.timeline.views.base import bp

__all__ = ["blocks", "bp", "reading", "talking", "writing"]
