"""Measure, print a table, and write it into docs/performance.md.

There is no pass or fail by time: a busy machine makes everything slow alike, and
the share of a bare Flask page measured in the same run stays true.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from tools.bench.cases import (
    BARE_TIMELINE,
    CASES,
    HELLO,
    LOAD_CORE,
    SEATS,
    SERVER_CORE,
    Bench,
    Case,
    Outcome,
)
from tools.bench.weight import Weight, weigh
from tools.server import OURS, ROOT, Server, flask
from tools.visitor import Visitor

PASSWORD = "vier-eenden-op-de-dijk"  # noqa: S105 - of the demo, told to everybody
LOGINS = [f"collega{number}@waterhoeve.example" for number in (1, 2, 3)]
SIZES = (1_000, 10_000, 100_000)
PEOPLE = 1_000
NUMBER = 400
LONG_RUN = 10_000
WRITERS, READERS, EACH = 8, 2, 100
PAGES = 5
PAGE = ROOT / "docs" / "performance.md"
MARKS = "<!-- table -->", "<!-- end of table -->"
GUNICORN = [
    "--config",
    "python:tools.bench.hello",
    "--worker-class",
    "gthread",
    "--workers",
    "1",
    "--threads",
    "100",
    "--keep-alive",
    "5",
    "--no-control-socket",
    "--log-level",
    "warning",
]

Table = list[tuple[Case, Outcome]]


def house(folder: Path, posts: int) -> dict[str, str]:
    """Make a house with so many messages; return its settings."""
    env = {
        "INTRANET_DATA": str(folder),
        "DATABASE_URL": "",
        "INTRANET_BASE_URL": "",
        "INTRANET_SMTP_URL": "",
    }
    print(f"Making an organisation with {posts:,} messages ...", flush=True)
    flask(env, "db", "upgrade")
    flask(env, "demo", "--people", str(PEOPLE), "--posts", str(posts))
    return env


def sign_in(server: Server) -> list[Visitor]:
    """Sign a few people in."""
    found = []
    for login in LOGINS:
        visitor = Visitor(server.port)
        visitor.sign_in(login, PASSWORD)
        found.append(visitor)
    return found


def seen_by_all(doors: list[Visitor]) -> list[int]:
    """Return keys of messages that each of these people may see."""
    found: set[int] = set()
    for place, visitor in enumerate(doors):
        mine: set[int] = set()
        for _page in range(PAGES):
            before = f"&before={min(mine)}" if mine else ""
            page = visitor.ask("GET", f"/timeline/?show=all{before}").text
            mine |= {int(key) for key in re.findall(r"/timeline/(\d+)/like", page)}
        found = mine if place == 0 else found & mine
    return sorted(found)


def hello(folder: Path, number: int) -> Outcome:
    """Measure the measure."""
    words = (*GUNICORN, "--bind", "127.0.0.1:{port}", "tools.bench.hello:app")
    with Server(folder / "hello.txt", {}, words, core=SERVER_CORE) as server:
        return Bench(server, [], []).measure(HELLO, number * 10)


def uncached(folder: Path, env: dict[str, str], number: int) -> Outcome:
    """Measure the timeline with cards drawn anew for every page."""
    words = (*OURS[:-1], "tools.bench.uncached:app")
    with Server(folder / "uncached.txt", env, words, core=SERVER_CORE) as server:
        return Bench(server, sign_in(server), []).measure(BARE_TIMELINE, number)


def count_queries(env: dict[str, str], table: Table, cookies: str, token: str) -> None:
    """Note how many queries each case takes, in a process of its own."""
    cases = [[c.method, c.path, c.form, c.is_part, c.is_inside] for c, _o in table]
    told = subprocess.run(
        [sys.executable, "-m", "tools.bench.queries"],
        cwd=ROOT,
        env={**_environ(), **env, "INTRANET_RATE_LIMITS": "off"},
        input=json.dumps({"cases": cases, "cookies": cookies, "token": token}),
        capture_output=True,
        text=True,
        check=True,
    )
    counts = json.loads(told.stdout.splitlines()[-1])
    for (_case, outcome), count in zip(table, counts, strict=True):
        outcome.queries = count


def _environ() -> dict[str, str]:
    """Return the environment of this process."""
    import os  # noqa: PLC0415 - the only use

    return dict(os.environ)


def crowd_in(bench: Bench) -> dict[str, int]:
    """Let eight write while two read; return how many answers of each status."""
    statuses: dict[str, int] = {}
    cases = {case.name: case for case in CASES}

    def go(case: Case, seats: int) -> None:
        """Send, and count what came back."""
        told = bench.send(case, EACH * seats, seats)["statuses"]
        assert isinstance(told, dict)  # noqa: S101 - tells the types
        for status, count in told.items():
            statuses[status] = statuses.get(status, 0) + count

    both = [
        threading.Thread(target=go, args=(cases["post a message"], WRITERS)),
        threading.Thread(target=go, args=(cases["home"], READERS)),
    ]
    for one in both:
        one.start()
    for one in both:
        one.join()
    return statuses


def measure(folder: Path, posts: int, number: int) -> tuple[Table, list[str]]:
    """Measure one size; return its table, and sentences about the rest."""
    env = house(folder, posts)
    notes = []
    log = folder / "server.txt"
    with Server(log, env, core=SERVER_CORE) as server:
        bench = Bench(server, sign_in(server), [])
        bench.ids = seen_by_all(bench.doors)
        first, second = weigh(bench.doors[0], "/")
        notes += [told(first, "first"), told(second, "second")]
        table: Table = []
        for case in CASES:
            print(f"  {case.name} ...", flush=True)
            table.append((case, bench.measure(case, number)))
        met = crowd_in(bench)
        short = LONG_RUN - bench.sent
        if posts == SIZES[1] and short > 0:
            bench.send(CASES[2], short // 2)
            bench.send(CASES[-1], short - short // 2)
        notes.append(
            f"Memory of the whole process after {bench.sent:,} requests: "
            f"{server.memory():.0f} MB."
        )
        cookies, token = bench.doors[0].cookies, bench.doors[0].token
    locked = len(re.findall("database is locked", log.read_text("utf-8")))
    notes.append(
        f"{WRITERS} writers and {READERS} readers at once, answers by status: "
        f'{met}; "database is locked": {locked} times.'
    )
    at = next(place for place, (case, _o) in enumerate(table) if case is CASES[2])
    table.insert(at + 1, (BARE_TIMELINE, uncached(folder, env, number)))
    count_queries(env, table, cookies, token)
    return table, notes


def told(weight: Weight, which: str) -> str:
    """Return what a visit weighs, in a sentence."""
    return (
        f"A {which} visit of home: {weight.whole / 1000:.1f} KB "
        f"(page {weight.page / 1000:.1f}, styles, scripts and font "
        f"{weight.parts / 1000:.1f}, drawings {weight.drawings / 1000:.1f})."
    )


def rows(table: Table, measure_: Outcome) -> list[str]:
    """Return a table of one size as lines of Markdown."""
    lines = [
        "| | CPU ms | share of hello | goal | req/s | p50 ms | p95 ms | queries |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for case, one in [(HELLO, measure_), *table]:
        odd = {s: c for s, c in one.statuses.items() if s != "200"}
        goal = f"{case.goal} %" if case.goal else ""
        lines.append(
            f"| {case.name}{f' {odd}' if odd else ''} | {one.cpu:.2f} "
            f"| {100 * measure_.cpu / one.cpu:.0f} % | {goal} | {one.rate:.0f} "
            f"| {one.p50:.1f} | {one.p95:.1f} | {one.queries or ''} |"
        )
    return lines


def write(lines: Sequence[str]) -> None:
    """Put the tables in the page about performance, between its marks."""
    page = PAGE.read_text("utf-8")
    start, end = (page.index(mark) for mark in MARKS)
    body = "\n".join([MARKS[0], "", *lines, ""])
    PAGE.write_text(page[:start] + body + page[end:], "utf-8")


def main(words: Sequence[str]) -> int:
    """Measure what was asked, and tell."""
    asked = argparse.ArgumentParser(prog="make bench", description=__doc__)
    asked.add_argument("--sizes", default=",".join(map(str, SIZES)))
    asked.add_argument("--number", type=int, default=NUMBER)
    asked.add_argument("--no-docs", action="store_true", help="only print")
    told_ = asked.parse_args(words)
    lines = [
        (
            f"Measured on {datetime.now(UTC):%d %B %Y}, Python "
            f"{sys.version.split()[0]}, SQLite; server on processor {SERVER_CORE}, "
            f"load on processor {LOAD_CORE}, {SEATS} connections, {told_.number} "
            f"requests each, {PEOPLE:,} people."
        )
    ]
    with tempfile.TemporaryDirectory(prefix="hofje-bench-") as place:
        for size in map(int, told_.sizes.split(",")):
            folder = Path(place) / str(size)
            folder.mkdir()
            standard = hello(folder, told_.number)
            table, notes = measure(folder, size, told_.number)
            lines += ["", f"### {size:,} messages", "", *rows(table, standard), ""]
            lines += [f"- {note}" for note in notes]
    print("\n".join(lines))
    if not told_.no_docs:
        write(lines)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
