"""The small programs around the house see what they should see."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from tools import machine, setup, vendor, words

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(name="dutch")
def make_dutch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty catalogue in a folder of its own."""
    monkeypatch.setattr(words, "TRANSLATIONS", tmp_path)
    file = tmp_path / "nl" / "LC_MESSAGES" / "messages.po"
    file.parent.mkdir(parents=True)
    file.touch()
    return file


def source() -> Catalog:
    catalog = Catalog()
    catalog.add("Hello %(name)s")
    catalog.add(("%(num)s cake", "%(num)s cakes"))
    return catalog


GOOD = """
msgid "Hello %(name)s"
msgstr "Hoi %(name)s"

msgid "%(num)s cake"
msgid_plural "%(num)s cakes"
msgstr[0] "%(num)s taart"
msgstr[1] "%(num)s taarten"
"""


def test_a_complete_catalogue_has_no_problems(dutch: Path) -> None:
    dutch.write_text(GOOD)
    assert list(words.problems(dutch, source())) == []


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('"Hoi %(name)s"', '""', "is not translated"),
        ('"%(num)s taarten"', '""', "is not translated"),
        ('"Hoi %(name)s"', '"Hoi %(naam)s"', "unknown named placeholder"),
        ('msgid "Hello', '#, fuzzy\nmsgid "Hello', "fuzzy"),
        ('msgid "Hello', 'msgid "Hullo', "said nowhere"),
        ('msgid "Hello', 'msgid "Hullo', "is missing"),
    ],
)
def test_a_flaw_in_the_catalogue_is_told(
    dutch: Path, before: str, after: str, told: str
) -> None:
    dutch.write_text(GOOD.replace(before, after))
    assert told in "\n".join(words.problems(dutch, source()))


def test_loose_translations_fill_what_is_empty_and_nothing_else(
    dutch: Path, tmp_path: Path
) -> None:
    dutch.write_text(GOOD.replace("Hoi %(name)s", ""))
    loose = tmp_path / "loose.po"
    loose.write_text(GOOD.replace("taart", "koek"))

    assert words.merge([str(loose)]) == 0

    catalog = words.read(dutch)
    assert catalog["Hello %(name)s"].string == "Hoi %(name)s"
    assert catalog["%(num)s cake"].string == ("%(num)s taart", "%(num)s taarten")


def test_the_scripts_of_others_are_as_their_makers_published_them() -> None:
    assert vendor.problems() == []


def test_a_changed_byte_in_a_script_of_others_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = tmp_path / "vendor"
    shutil.copytree(vendor.SHELF, shelf)
    monkeypatch.setattr(vendor, "SHELF", shelf)
    monkeypatch.setattr(vendor, "LOCK", shelf / "vendor.lock.json")
    with (shelf / "htmx" / "htmx.min.js").open("a") as file:
        file.write(" ")
    (shelf / "stray.js").touch()

    assert vendor.problems() == [
        "stray.js: not in the lock",
        "htmx/htmx.min.js: changed since it was fetched",
    ]


@pytest.mark.parametrize("pins", ["run.txt", "dev.txt"])
def test_every_package_is_pinned_with_hashes_and_without_addresses(pins: str) -> None:
    text = (ROOT / "requirements" / pins).read_text("utf-8")
    wanted = [line for line in text.splitlines() if line and line[0] not in " #"]

    assert wanted
    assert all("==" in line and line.endswith("\\") for line in wanted)
    assert "://" not in text


def test_a_python_without_venv_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup, "INSIDE", tmp_path / "python")
    monkeypatch.setattr("shutil.which", lambda _name: None)
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(setup.SetupError, match="apt-get install python3-venv"):
        setup.make_room()


def test_an_old_python_is_told_the_age_it_should_have(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(setup, "OLDEST", (99, 0))
    with pytest.raises(setup.SetupError, match="or newer and this is"):
        setup.make_room()


def test_a_browser_that_is_not_there_is_told_not_skipped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CHROMIUM", "no-such-browser")
    with pytest.raises(machine.LacksError, match="no-such-browser"):
        machine.chromium()


def test_the_tally_tells_what_ran_where(tmp_path: Path) -> None:
    story = tmp_path / "test_story.py"
    story.write_text(
        "import pytest\n"
        "@pytest.mark.parametrize('app', ['sqlite', 'postgres'])\n"
        "def test_rows(app): pass\n"
        "@pytest.mark.browser\n"
        "def test_visit(): assert False\n"
        "@pytest.mark.browser\n"
        "def test_left_out(): pytest.skip('tired')\n"
        "def test_alone(): pass\n"
    )
    tally = tmp_path / "tally.json"
    ask = ["-m", "pytest", "-q", "-n", "2", "-p", "tools.tally", "--confcutdir"]
    subprocess.run(
        [sys.executable, *ask, str(tmp_path), f"--tally={tally}", str(story)],
        cwd=ROOT,
        check=False,
        capture_output=True,
    )
    assert json.loads(tally.read_text()) == {
        "ends": {"passed": 3, "failed": 1, "skipped": 1},
        "grounds": {"sqlite": 1, "postgres": 1, "browser": 1},
    }


def test_every_target_of_make_tells_what_it_is_for() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    [targets] = [row for row in makefile.splitlines() if row.startswith(".PHONY")]
    told = subprocess.run(
        ["make", "--no-print-directory", "help"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout

    assert {line.split()[1] for line in told.splitlines()} == set(targets.split()[1:])
