"""Reading what was said in Waterhoeve from the text files in content/."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parent / "content"

POST = re.compile(r"= (\d+) (\d\d)\.(\d\d) (\w+)(?: @(\w+))?")
COMMENT = re.compile(r"- (\w+) (?:\+(\d+) )?(\d\d)\.(\d\d): (.+)")
LIKES = re.compile(r"\+ (\d+)((?: \w+)*)")
PICTURE = re.compile(r"! (\w+) \| (.+)")
NAMED = re.compile(r"@([a-z]+)\b")


class ScriptError(Exception):
    """A line of the script cannot be read; the message names it."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment: who, how many working days ago, when, and what."""

    by: str
    back: int
    hour: int
    minute: int
    text: str


@dataclass(slots=True)
class Message:
    """A message with everything that happened to it.

    Attributes:
        by: key of the author in people.csv; "fenna" is the colleague.
        team: key of the team in teams.toml; None for everyone.
        back: how many working days ago.
        picture: name of a file in drawings/, and what is on it.
        likes: how many people like it.
        fans: keys of people who certainly do.

    """

    by: str
    team: str | None
    back: int
    hour: int
    minute: int
    text: str = ""
    picture: tuple[str, str] | None = None
    likes: int = 0
    fans: list[str] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def messages() -> list[Message]:
    """Return everything that was said, in the order of the files."""
    found: list[Message] = []
    for path in sorted(CONTENT.glob("talk-*.txt")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line.startswith("#"):
                continue
            if begun := POST.fullmatch(line):
                found.append(_message(begun))
            elif not found or not _add(found[-1], line):
                msg = f"{path.name}, line {number}: {line}"
                raise ScriptError(msg)
    for message in found:
        message.text = message.text.strip()
    return found


def _message(begun: re.Match[str]) -> Message:
    """Return a message that begins."""
    back, hour, minute, by, team = begun.groups()
    return Message(by, team, int(back), int(hour), int(minute))


def _add(message: Message, line: str) -> bool:
    """Add a line to the message it belongs to; say whether it could be read."""
    if said := COMMENT.fullmatch(line):
        by, later, hour, minute, text = said.groups()
        back = message.back - int(later or 0)
        message.remarks.append(Remark(by, back, int(hour), int(minute), text))
    elif liked := LIKES.fullmatch(line):
        message.likes, message.fans = int(liked[1]), liked[2].split()
    elif drawn := PICTURE.fullmatch(line):
        message.picture = drawn[1], drawn[2]
    elif line.startswith(("= ", "- ", "+ ", "! ")):
        return False
    else:
        message.text += f"{line}\n"
    return True


def with_handles(text: str, handles: dict[str, str]) -> str:
    """Return a text in which "@dewi" is the @name that mentions her."""
    return NAMED.sub(lambda found: f"@{handles.get(found[1], found[1])}", text)


def people() -> Iterator[dict[str, str]]:
    """Return who works in Waterhoeve, as rows of people.csv."""
    with (CONTENT / "people.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter=";")


def teams() -> list[dict[str, Any]]:
    """Return the teams as teams.toml tells them."""
    return list(_toml("teams.toml")["team"])


def governance() -> dict[str, Any]:
    """Return how it works there, and the wishes."""
    return _toml("governance.toml")


def _toml(name: str) -> dict[str, Any]:
    """Return a file of content."""
    return tomllib.loads((CONTENT / name).read_text("utf-8"))
