"""The other side: sends a counted number of requests, and tells how long each took.

Runs as a program of its own, on a processor of its own; it reads one job as JSON
from its input and writes the outcome as JSON.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from typing import Any

from tools.visitor import PART, Visitor


def run(job: dict[str, Any]) -> dict[str, Any]:
    """Send what the job says.

    Args:
        job: port, core, number (of requests), seats (connections at once), method,
            path, form (None for none), part (as htmx), doors: pairs of cookies and
            token. "{n}" in path and form is the number of the request, "{id}" one
            of `ids` in turn.

    Returns:
        Milliseconds of each request, seconds in all, and how many of each status.

    """
    os.sched_setaffinity(0, {job["core"]})
    numbers = iter(range(job["first"], job["first"] + job["number"]))
    lock = threading.Lock()
    took: list[float] = []
    statuses: dict[int, int] = {}

    def sit(seat: int) -> None:
        """Send requests over one connection until all are sent."""
        visitor = Visitor(job["port"])
        cookies, token = job["doors"][seat % len(job["doors"])]
        while True:
            with lock:
                number = next(numbers, None)
            if number is None:
                return visitor.close()
            visitor.cookies = cookies
            here = {"n": number, "id": job["ids"][number % len(job["ids"])]}
            form = None
            if job["form"] is not None:
                form = {k: v.format(**here) for k, v in job["form"].items()}
                form["csrf_token"] = token
            began = time.perf_counter()
            answer = visitor.ask(
                job["method"],
                job["path"].format(**here),
                form,
                {"Accept-Encoding": "zstd, br, gzip", **(PART if job["part"] else {})},
            )
            spent = (time.perf_counter() - began) * 1000
            with lock:
                took.append(spent)
                statuses[answer.status] = statuses.get(answer.status, 0) + 1

    seats = [threading.Thread(target=sit, args=(seat,)) for seat in range(job["seats"])]
    began = time.perf_counter()
    for seat in seats:
        seat.start()
    for seat in seats:
        seat.join()
    return {
        "took": took,
        "seconds": time.perf_counter() - began,
        "statuses": statuses,
    }


if __name__ == "__main__":
    json.dump(run(json.load(sys.stdin)), sys.stdout)
