"""Gemeente Waterhoeve: an organisation that does not exist, to look around in."""

from __future__ import annotations

from intranet.demo.cast import DemoAccount
from intranet.demo.waterhoeve import load

__all__ = ["DemoAccount", "load"]
