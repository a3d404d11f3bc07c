"""Scripts of others under static/vendor: fetch them again, or check every byte.

`check` needs nothing but Python and is part of `make check`; `update` asks npm
for the versions in vendor.toml and writes vendor.lock.json.
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path
from typing import Any  # what JSON and TOML hold is checked where it is used

SHELF = Path(__file__).resolve().parents[1] / "static" / "vendor"
LOCK = SHELF / "vendor.lock.json"
OURS = {"vendor.toml", "vendor.lock.json"}


def wanted() -> dict[str, dict[str, Any]]:
    """Return the packages of vendor.toml, by the name of their folder."""
    return tomllib.loads((SHELF / "vendor.toml").read_text("utf-8"))


def digest(file: Path) -> str:
    """Return the sha384 of a file, written as browsers write it."""
    raw = hashlib.sha384(file.read_bytes()).digest()
    return "sha384-" + base64.b64encode(raw).decode()


def problems() -> list[str]:
    """Say what on the shelf is not as the lock says; empty when all is well."""
    if not LOCK.exists():
        return ["vendor.lock.json is missing. Run: make vendor"]
    locked = json.loads(LOCK.read_text("utf-8"))
    found = []
    for folder, package in wanted().items():
        if locked.get(folder, {}).get("version") != package["version"]:
            found.append(f"{folder}: not at {package['version']}. Run: make vendor")
    told = {
        f"{folder}/{name}": mark
        for folder, package in locked.items()
        for name, mark in package["files"].items()
    }
    there = {
        file.relative_to(SHELF).as_posix()
        for file in SHELF.rglob("*")
        if file.is_file() and file.name not in OURS
    }
    found += [f"{name}: missing" for name in sorted(told.keys() - there)]
    found += [f"{name}: not in the lock" for name in sorted(there - told.keys())]
    found += [
        f"{name}: changed since it was fetched"
        for name in sorted(told.keys() & there)
        if digest(SHELF / name) != told[name]
    ]
    return found


def _member(parcel: tarfile.TarFile, name: str) -> bytes:
    """Return one file out of a parcel."""
    file = parcel.extractfile(name)
    if file is None:
        msg = f"{name} is no file in the parcel of npm"
        raise ValueError(msg)
    return file.read()


def fetch(folder: str, package: dict[str, Any], into: Path) -> dict[str, Any]:
    """Bring one package to the shelf and return its lines for the lock."""
    asked = f"{package['package']}@{package['version']}"
    answer = subprocess.run(
        ["npm", "pack", "--json", "--ignore-scripts", asked],
        cwd=into,
        check=True,
        capture_output=True,
        text=True,
    )
    [told] = json.loads(answer.stdout)
    shutil.rmtree(SHELF / folder, ignore_errors=True)
    (SHELF / folder).mkdir(parents=True)
    with tarfile.open(into / Path(told["filename"]).name) as parcel:
        licence = next(
            name for name in parcel.getnames() if name.startswith("package/LICENSE")
        )
        for name in [*(f"package/{file}" for file in package["files"]), licence]:
            (SHELF / folder / Path(name).name).write_bytes(_member(parcel, name))
        facts = json.loads(_member(parcel, "package/package.json"))
    return {
        "package": package["package"],
        "version": package["version"],
        "licence": facts["license"],
        "parcel": told["integrity"],
        "files": {
            file.name: digest(file) for file in sorted((SHELF / folder).iterdir())
        },
    }


def update() -> None:
    """Fetch every package again and write the lock."""
    with tempfile.TemporaryDirectory() as room:
        lock = {
            folder: fetch(folder, package, Path(room))
            for folder, package in wanted().items()
        }
    for old in SHELF.iterdir():
        if old.is_dir() and old.name not in lock:
            shutil.rmtree(old)
    LOCK.write_text(json.dumps(lock, indent=2) + "\n", "utf-8")


def main(words: list[str]) -> int:
    """Check the shelf, or fill it first when asked to update."""
    if words not in (["check"], ["update"]):
        print("Usage: python -m tools.vendor check|update", file=sys.stderr)
        return 2
    if words == ["update"]:
        if not shutil.which("npm"):
            print("make vendor needs npm. Install it and try again.", file=sys.stderr)
            return 1
        update()
    for problem in (found := problems()):
        print(f"static/vendor/{problem}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
