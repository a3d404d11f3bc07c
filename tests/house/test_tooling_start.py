"""Opening the house: what stands in the way is told in one sentence."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from pathlib import Path
from urllib.error import URLError

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120


def settings(data: Path, **given: str) -> dict[str, str]:
    """Return the environment of a house in this folder, and nothing of ours."""
    mine = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return {**mine, "INTRANET_DATA": str(data), **given}


def start(data: Path, **given: str) -> subprocess.CompletedProcess[str]:
    """Start the house, expecting that it stays shut."""
    return subprocess.run(
        [sys.executable, "-m", "tools.run"],
        cwd=ROOT,
        env=settings(data, **given),
        check=False,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )


def told(ended: subprocess.CompletedProcess[str]) -> str:
    """Return the one sentence a shut house says."""
    assert ended.returncode == 1
    [sentence] = ended.stderr.splitlines()
    return sentence


def free_port() -> str:
    """Return a port that nobody uses."""
    with closing(socket.create_server(("127.0.0.1", 0))) as door:
        return str(door.getsockname()[1])


def test_a_taken_port_is_told(tmp_path: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as door:
        port = str(door.getsockname()[1])
        ended = start(tmp_path, PORT=port)

    assert told(ended).startswith(f"We cannot open port {port} on 127.0.0.1:")


@pytest.mark.parametrize("port", ["0", "99999", "eighty"])
def test_a_port_that_is_none_is_told(tmp_path: Path, port: str) -> None:
    assert f"not {port}." in told(start(tmp_path, PORT=port))


def test_a_folder_we_cannot_write_in_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ended = start(tmp_path / "file" / "data", PORT=free_port())

    assert "INTRANET_DATA" in told(ended)


def test_a_database_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "hofje.db").write_text("these are not rows, but words " * 100)

    assert "file is not a database" in told(start(tmp_path, PORT=free_port()))


def test_a_database_that_is_newer_than_the_code_is_told(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "hofje.db")) as rows:
        rows.execute("create table alembic_version (version_num varchar(32))")
        rows.execute("insert into alembic_version values ('9999')")
        rows.commit()

    assert "The database is newer" in told(start(tmp_path, PORT=free_port()))


def test_the_demo_opens_on_this_machine_only(tmp_path: Path) -> None:
    ended = start(tmp_path, PORT=free_port(), HOST="0.0.0.0")  # noqa: S104

    assert "INTRANET_DEMO_ANYWHERE=yes" in told(ended)


def test_a_house_without_tables_says_how_to_make_them(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "app:app"],
        cwd=ROOT,
        env=settings(tmp_path, PORT=free_port()),
        check=False,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )

    assert ended.returncode
    assert "flask --app app db upgrade" in ended.stderr


def test_the_house_opens_with_everything_it_needs(tmp_path: Path) -> None:
    port = free_port()
    with subprocess.Popen(
        [sys.executable, "-m", "tools.run"],
        cwd=ROOT,
        env=settings(tmp_path, PORT=port),
        stdout=subprocess.PIPE,
        text=True,
    ) as house:
        try:
            answer = knock(f"http://127.0.0.1:{port}/healthz", house)
        finally:
            house.terminate()
        said = house.stdout.read() if house.stdout else ""

    assert answer == "ok"
    assert f"http://127.0.0.1:{port}/" in said
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(tmp_path / "hofje.db")) as rows:
        assert rows.execute("pragma journal_mode").fetchone() == ("wal",)


def knock(address: str, house: subprocess.Popen[str]) -> str:
    """Ask until the house answers, for as long as it lives."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and house.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310
                return str(answer.read().decode().strip())
        except URLError:
            time.sleep(0.1)
    return "no answer"
