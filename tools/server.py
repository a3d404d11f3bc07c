"""A real server on this machine, for measuring and for proofs: start, look, kill."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Self

ROOT = Path(__file__).resolve().parents[1]
TICKS = os.sysconf("SC_CLK_TCK")
PATIENCE = 60.0
OURS = ("--config", str(ROOT / "gunicorn.conf.py"), "app:app")


class DeadError(Exception):
    """The server did not answer; the message holds the end of its log."""


def free_port() -> int:
    """Return a port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def flask(env: Mapping[str, str], *words: str) -> str:
    """Run a command of the house; return what it said.

    Raises:
        DeadError: when it fails.

    """
    done = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "app", *words],
        cwd=ROOT,
        env={**os.environ, **env},
        check=False,
        text=True,
        capture_output=True,
    )
    if done.returncode:
        raise DeadError(done.stdout + done.stderr[-2000:])
    return done.stdout


class Server:
    """One gunicorn, in a process group of its own."""

    def __init__(
        self,
        log: Path,
        env: Mapping[str, str],
        words: Sequence[str] = OURS,
        *,
        core: int | None = None,
    ) -> None:
        """Start it, and wait until it answers.

        Args:
            log: file for everything it says.
            env: settings beside those of this process.
            words: what gunicorn is told.
            core: the one processor it may use; None for all.

        """
        self.log, self.port = log, free_port()
        mine = os.sched_getaffinity(0)
        if core is not None:
            os.sched_setaffinity(0, {core})  # what we start inherits it
        try:
            with log.open("ab") as out:
                self.process = subprocess.Popen(
                    [
                        sys.executable,
                        "-m",
                        "gunicorn",
                        *(w.format(port=self.port) for w in words),
                    ],
                    cwd=ROOT,
                    env={
                        **os.environ,
                        "HOST": "127.0.0.1",
                        "INTRANET_RATE_LIMITS": "off",
                        **env,
                        "PORT": str(self.port),
                    },
                    stdout=out,
                    stderr=out,
                    start_new_session=True,
                )
        finally:
            os.sched_setaffinity(0, mine)
        self._wait()

    def _wait(self) -> None:
        """Wait for the first answer."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if self.process.poll() is not None:
                break
            try:
                talk = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
                with closing(talk):
                    talk.request("GET", "/healthz")
                    talk.getresponse().read()
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)
            else:
                return
        said = self.log.read_text("utf-8", "replace")[-2000:]
        self.stop()
        raise DeadError(said)

    def pids(self) -> list[int]:
        """Return our process and its children."""
        found = [self.process.pid]
        for pid in found:
            for path in Path(f"/proc/{pid}/task").glob("*/children"):
                found += [int(child) for child in path.read_text().split()]
        return found

    def cpu(self) -> float:
        """Return the seconds of processor time used so far, by all of it."""
        total = 0
        for pid in self.pids():
            told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += int(told[11]) + int(told[12])
        return total / TICKS

    def memory(self) -> float:
        """Return the resident memory in MB; what processes share counts once."""
        total = 0
        for pid in self.pids():
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
        return total / 1024

    def __enter__(self) -> Self:
        """Let it run for as long as the block lasts."""
        return self

    def __exit__(self, *_trouble: object) -> None:
        """Do not leave it behind."""
        self.stop()

    def kill(self) -> None:
        """End it in the middle of whatever it does, without a word."""
        for pid in reversed(self.pids()):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.process.wait()

    def stop(self) -> None:
        """Ask it to end, and wait."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.kill()
