"""The words of the house: from the code into the catalogues, and checked.

`update` brings the catalogues in step with the code, `check` tells what is not
translated well, `compile` makes what the app reads, and `merge` fills empty
translations from loose files.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
TRANSLATIONS = ROOT / "intranet" / "translations"
WHERE = [("intranet/**.py", "python"), ("templates/**.*", "jinja2")]
OPTIONS = {"templates/**.*": {"trimmed": "true", "silent": "false"}}
KEYWORDS = {**DEFAULT_KEYWORDS, "_l": None}

WHOLE = "nl"
"""The catalogue that must be complete; others hold only what differs from it."""


def told() -> Catalog:
    """Return every word the code and the templates say, with its rooms."""
    rooms: dict[tuple[str | None, str | tuple[str, ...]], set[str]] = {}
    for file, _line, words, _notes, context in extract_from_dir(
        ROOT,
        WHERE,
        OPTIONS,
        KEYWORDS,
        directory_filter=lambda name: not Path(name).name.startswith((".", "var")),
    ):
        rooms.setdefault((context, words), set()).add(Path(file).parts[1])
    catalog = Catalog()
    for (context, words), names in rooms.items():
        catalog.add(words, auto_comments=[", ".join(sorted(names))], context=context)
    return catalog


def catalogues() -> list[Path]:
    """Return the catalogues that are kept."""
    return sorted(TRANSLATIONS.glob("*/LC_MESSAGES/messages.po"))


def language(file: Path) -> str:
    """Return the language of a catalogue, as its folder says it."""
    return file.parts[-3]


def read(file: Path, locale: str = WHOLE) -> Catalog:
    """Read a catalogue; ours have no header, so the locale tells the plurals.

    Raises:
        ValueError: when the file is no catalogue, naming the line.

    """
    with file.open("rb") as stream:
        return read_po(stream, locale=locale, abort_invalid=True)


def write(file: Path, catalog: Catalog) -> None:
    """Write a catalogue without dates and line numbers, so that nothing moves."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as stream:
        write_po(
            stream,
            catalog,
            width=100,
            no_location=True,
            omit_header=True,
            sort_output=True,
            ignore_obsolete=True,
        )


def is_translated(message: Message) -> bool:
    """Say whether every form of a message has words."""
    forms = message.string
    return all(forms) if isinstance(forms, list | tuple) else bool(forms)


def spoken(catalog: Catalog) -> Iterator[Message]:
    """Go through the messages, without the header."""
    return (message for message in catalog if message.id)


def problems(file: Path, source: Catalog) -> Iterator[str]:
    """Say what is wrong with one catalogue.

    Args:
        file: the catalogue.
        source: what the code says now.

    """
    catalog = read(file, language(file).partition("_")[0])
    known = {(message.context, message.id) for message in spoken(source)}
    here = {(message.context, message.id) for message in spoken(catalog)}
    if language(file) == WHOLE:
        lacking = sorted(repr(words) for _context, words in known - here)
        yield from (f"{words} is missing; run: make words" for words in lacking)
    for message in spoken(catalog):
        if (message.context, message.id) not in known:
            yield f"{message.id!r} is said nowhere any more; run: make words"
        elif message.fuzzy:
            yield f"{message.id!r} is marked as a guess (fuzzy)"
        elif not is_translated(message):
            yield f"{message.id!r} is not translated"
        yield from (f"{message.id!r}: {error}" for error in message.check(catalog))


def check() -> int:
    """Tell everything that is wrong with the catalogues; 1 when something is."""
    source = told()
    files = catalogues()
    found = [
        f"{language(file)}: {problem}"
        for file in files
        for problem in problems(file, source)
    ]
    if WHOLE not in map(language, files) and len(source):
        found.append(f"{WHOLE}: there is no catalogue; run: make words")
    for problem in found:
        print(problem, file=sys.stderr)
    return 1 if found else 0


def update() -> int:
    """Bring every catalogue in step with the code."""
    source = told()
    whole = TRANSLATIONS / WHOLE / "LC_MESSAGES" / "messages.po"
    for file in {whole, *catalogues()}:
        locale = language(file).partition("_")[0]
        catalog = read(file, locale) if file.exists() else Catalog(locale=locale)
        catalog.update(source, no_fuzzy_matching=True)
        if file != whole:
            for message in list(spoken(catalog)):
                if not is_translated(message):
                    catalog.delete(message.id, message.context)
        write(file, catalog)
        todo = sum(not is_translated(message) for message in spoken(catalog))
        print(f"{language(file)}: {len(catalog)} messages, {todo} to translate")
    return 0


def merge(fragments: list[str]) -> int:
    """Fill what is not translated yet from loose files; tell what fits nowhere."""
    file = TRANSLATIONS / WHOLE / "LC_MESSAGES" / "messages.po"
    catalog = read(file)
    filled = 0
    for fragment in fragments:
        for message in spoken(read(Path(fragment))):
            mine = catalog.get(message.id, message.context)
            if mine is None or bool(mine.pluralizable) != bool(message.pluralizable):
                print(f"{fragment}: nobody says {message.id!r}", file=sys.stderr)
            elif not is_translated(mine) and is_translated(message):
                mine.string = message.string
                filled += 1
    write(file, catalog)
    print(f"{filled} translations filled in")
    return 0


def make() -> int:
    """Write the .mo files that the app reads."""
    for file in catalogues():
        with file.with_suffix(".mo").open("wb") as stream:
            write_mo(stream, read(file, language(file).partition("_")[0]))
    return 0


def main(words: list[str]) -> int:
    """Do what the first word says."""
    ways = {"check": check, "update": update, "compile": make}
    if words[:1] == ["merge"] and len(words) > 1:
        return merge(words[1:])
    if len(words) == 1 and words[0] in ways:
        return ways[words[0]]()
    usage = "Usage: python -m tools.words check|update|compile|merge FILE..."
    print(usage, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
