"""The pages of this room: the desk, people, settings, and the first day."""

from __future__ import annotations

from intranet.admin.views import desk, people, set_up, settings
from intranet.admin.views.frame import bp

__all__ = ["bp", "desk", "people", "set_up", "settings"]
