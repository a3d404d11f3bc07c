"""What is asked of the house, and how one answer is measured."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, field
from statistics import quantiles

from tools.server import ROOT, Server
from tools.visitor import Visitor

SERVER_CORE, LOAD_CORE = 0, 1
SEATS = 4
"""Connections at once: a quiet moment in an organisation of two thousand."""

WARM = 25
"""Requests before counting, so that what is kept has been made."""


@dataclass(frozen=True, slots=True)
class Case:
    """One thing people do.

    Attributes:
        goal: smallest share of "hello", in per cent; 0 for none.

    """

    name: str
    path: str
    form: dict[str, str] | None = None
    is_part: bool = False
    is_inside: bool = True
    goal: int = 0

    @property
    def method(self) -> str:
        """How it is sent."""
        return "GET" if self.form is None else "POST"


KEY = "bench-{n}"
HELLO = Case("bare Flask", "/", is_inside=False)
TIMELINE = Case("timeline, 20 messages", "/timeline/", goal=22)
BARE_TIMELINE = Case("timeline, no card kept", "/timeline/", goal=12)
CASES = (
    Case("sign-in page", "/login", is_inside=False),
    Case("home", "/", goal=8),
    TIMELINE,
    Case("team page", "/teams/team-1"),
    Case("Smoelenboek", "/people/"),
    Case("search", "/search?q=vergadering"),
    Case("like", "/timeline/{id}/like", {}, is_part=True, goal=40),
    Case(
        "comment",
        "/timeline/{id}/comments",
        {"body": "Dank je wel!", "form_key": KEY},
        is_part=True,
        goal=40,
    ),
    Case(
        "post a message",
        "/timeline/new",
        {"body": "Goedemorgen allemaal, wie denkt er mee? ({n})", "form_key": KEY},
        is_part=True,
    ),
    Case("badge poll", "/notifications/badge", is_part=True, goal=50),
)


@dataclass(slots=True)
class Outcome:
    """How it went.

    Attributes:
        cpu: milliseconds of processor time of the server, per request.
        rate: requests per second.
        statuses: how many answers of each status.

    """

    cpu: float
    rate: float
    p50: float
    p95: float
    statuses: dict[str, int] = field(default_factory=dict)
    queries: int = 0


class Bench:
    """A server on one processor, and who asks it things from the other."""

    def __init__(self, server: Server, doors: list[Visitor], ids: list[int]) -> None:
        """Remember whom to ask, as whom, and about which messages."""
        self.server, self.doors, self.ids = server, doors, ids or [1]
        self.sent = 0

    def send(self, case: Case, number: int, seats: int = SEATS) -> dict[str, object]:
        """Let the other side send so many requests; return what it tells."""
        doors = [(one.cookies, one.token) for one in self.doors]
        job = {
            "port": self.server.port,
            "core": LOAD_CORE,
            "first": self.sent,
            "number": number,
            "seats": seats,
            "method": case.method,
            "path": case.path,
            "form": case.form,
            "part": case.is_part,
            "doors": doors if case.is_inside and doors else [("", "")],
            "ids": self.ids,
        }
        done = subprocess.run(
            [sys.executable, "-m", "tools.bench.load"],
            cwd=ROOT,
            input=json.dumps(job),
            capture_output=True,
            text=True,
            check=True,
        )
        self.sent += number
        found: dict[str, object] = json.loads(done.stdout)
        return found

    def measure(self, case: Case, number: int) -> Outcome:
        """Measure one case."""
        self.send(case, WARM)
        before = self.server.cpu()
        told = self.send(case, number)
        cpu = (self.server.cpu() - before) * 1000 / number
        took, seconds = told["took"], told["seconds"]
        assert isinstance(took, list)  # noqa: S101 - tells the types
        assert isinstance(seconds, float)  # noqa: S101 - the same
        cuts = quantiles(took, n=20)
        statuses = told["statuses"]
        assert isinstance(statuses, dict)  # noqa: S101 - the same
        return Outcome(cpu, number / seconds, cuts[9], cuts[18], statuses)
