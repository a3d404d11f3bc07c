"""The tables in docs/architecture.md, made from the code: facts, slots and chores.

`python -m tools.tables` writes them; a test of the house compares.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable
from pathlib import Path

from intranet import wiring

PAGE = Path(__file__).resolve().parents[1] / "docs" / "architecture.md"


def first_line(thing: object) -> str:
    """Return what the docstring of a thing begins with, without its full stop."""
    return (inspect.getdoc(thing) or "").partition("\n")[0].rstrip(".")


def named(work: Callable[..., object]) -> str:
    """Return a function as `room.name`, and what it does."""
    does = first_line(work)
    room = work.__module__.split(".")[1]
    return f"`{room}.{work.__name__}`: {does[:1].lower()}{does[1:]}"


def facts() -> list[str]:
    """Return the table of who hears what."""
    rows = ["| fact | of | when | who hears it |", "|---|---|---|---|"]
    for fact, listeners in wiring.HEARS.items():
        who = "<br>".join(map(named, listeners)) or "nobody yet"
        room = fact.__module__.split(".")[1]
        rows.append(f"| `{fact.__name__}` | {room} | {first_line(fact)} | {who} |")
    return rows


def slots() -> list[str]:
    """Return the table of who fills which slot."""
    rows = ["| slot | filled by |", "|---|---|"]
    for slot, fillers in wiring.SLOTS.items():
        who = "<br>".join(map(named, fillers)) or "nobody yet"
        rows.append(f"| `{slot}` | {who} |")
    return rows


def chores() -> list[str]:
    """Return the table of chores and their hours."""
    rows = ["| chore | when | what |", "|---|---|---|"]
    for chore in wiring.CHORES:
        when = "every minute" if chore.at is None else f"{chore.at:%H:%M}"
        days = ", on weekdays" if chore.weekdays else ""
        rows.append(f"| `{chore.name}` | {when}{days} | {named(chore.work)} |")
    return rows


def in_step(text: str) -> str:
    """Return the page with its tables as the code says them now."""
    for name, rows in (("facts", facts()), ("slots", slots()), ("chores", chores())):
        block = "\n".join([f"<!-- {name} -->", *rows, "<!-- end -->"])
        marks = rf"<!-- {name} -->.*?<!-- end -->"
        text = re.sub(marks, block.replace("\\", r"\\"), text, flags=re.DOTALL)
    return text


def main() -> int:
    """Write the tables."""
    PAGE.write_text(in_step(PAGE.read_text("utf-8")), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
