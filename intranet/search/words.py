"""Words made equal: without capitals, accents and Dutch endings.

"Vergaderingen" and "vergadering" have one stem, "coördinator" is found by
"coordinator". Both databases get these words, so neither needs to know Dutch.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from threading import Lock

import snowballstemmer
from markupsafe import Markup, escape

WORD = re.compile(r"[^\W_]+")
LONGEST = 60
MOST_WORDS = 8
"""More words than this in one question add nothing to the answer."""

# Not "dutch": its newer rules give gemeente and gemeentelijk different stems.
_stemmer = snowballstemmer.stemmer("dutch_porter")
_one_at_a_time = Lock()  # the stemmer keeps its word in itself
SOFT = {"z": "s", "v": "f"}


@lru_cache(maxsize=50_000)
def flat(word: str) -> str:
    """Return a word without capitals and accents."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the stem of a flat word; the word itself when it has no other.

    A z or v at its end was an s or f before the ending came: huizen, brieven.
    """
    with _one_at_a_time:
        found = str(_stemmer.stemWord(word)) or word
    return found[:-1] + SOFT[found[-1]] if found[-1] in SOFT else found


def _all(text: str) -> Iterable[str]:
    """Return the flat words of a text in order."""
    whole = unicodedata.normalize("NFC", text)
    for found in WORD.findall(whole):
        # taking a word apart may leave other signs between its letters
        yield from (word[:LONGEST] for word in WORD.findall(flat(found)))


def indexed(*texts: str) -> str:
    """Return what is searched of these texts: each word, and its stem, once."""
    words: dict[str, None] = {}
    for text in texts:
        for word in _all(text):
            words[word] = None
            words[stem(word)] = None
    return " ".join(words)


def asked(question: str) -> list[tuple[str, str]]:
    """Return each word of a question with its stem; every one of them must fit."""
    words = list(dict.fromkeys(_all(question)))[:MOST_WORDS]
    return [(word, stem(word)) for word in words]


def _parts(question: Sequence[tuple[str, str]], form: str) -> list[str]:
    """Write each word in the language of an index: it, or its stem, is a beginning."""
    return [
        " OR ".join(form.format(part) for part in dict.fromkeys(pair))
        for pair in question
    ]


def for_sqlite(kind: str, question: Sequence[tuple[str, str]]) -> str:
    """Return the question for FTS5."""
    words = " AND ".join(f"({part})" for part in _parts(question, '"{}"*'))
    return f'kind : "{kind}" AND words : ({words})'


def for_postgres(question: Sequence[tuple[str, str]]) -> str:
    """Return the question for a tsvector."""
    parts = [part.replace(" OR ", " | ") for part in _parts(question, "'{}':*")]
    return " & ".join(f"({part})" for part in parts)


def fits(word: str, question: Sequence[tuple[str, str]]) -> bool:
    """Say whether a word of a text is one that was asked for."""
    for one in _all(word):
        mine = (one, stem(one))
        for pair in question:
            if any(m.startswith(sought) for m in mine for sought in pair):
                return True
    return False


def marked(text: str, question: Sequence[tuple[str, str]]) -> Markup:
    """Return a text, escaped, in which the words asked for stand out."""
    parts, last = [], 0
    for found in WORD.finditer(text):
        if fits(found[0], question):
            parts += [
                escape(text[last : found.start()]),
                Markup("<mark>{}</mark>").format(found[0]),
            ]
            last = found.end()
    return Markup().join([*parts, escape(text[last:])])


def excerpt(text: str, question: Sequence[tuple[str, str]], length: int = 180) -> str:
    """Return the part of a text around the first word asked for; else its start."""
    at = next(
        (found.start() for found in WORD.finditer(text) if fits(found[0], question)), 0
    )
    begin = 0 if at < length // 2 else text.rfind(" ", 0, at - length // 3) + 1
    part = text[begin : begin + length]
    if begin + length < len(text):
        part = part.rsplit(" ", 1)[0] + " …"
    return ("… " if begin else "") + part
