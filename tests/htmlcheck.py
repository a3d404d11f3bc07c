"""Is this answer good HTML? Every answer in every test is asked.

`check` reads like a browser does (html5lib) and then looks at what a parser lets
through: names for controls, ids, what may stand in what, what the content
security policy would refuse, and whether htmx has all it needs.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
from html5lib.constants import E as ENGLISH

from tests import htmlwords as words

_TOKEN = re.compile(r"[\w-]{16,}\.[\w-]{4,10}\.[\w-]{20,}")
_SEEN: dict[bytes, list[str]] = {}


def check(text: str, *, whole: bool) -> None:
    """Fail with every fault of this answer.

    Args:
        text: the body of the answer.
        whole: True for a page, False for a part that htmx puts into one.

    Raises:
        AssertionError: names all faults, one a line.

    """
    # Reading costs time, and most answers differ in their form token only.
    text = _TOKEN.sub("token", text)
    key = hashlib.sha256(f"{whole}{text}".encode()).digest()
    if key not in _SEEN:
        root, faults = _parse(text, whole=whole)
        _SEEN[key] = [*faults, *Page(root, whole=whole).faults()]
    if _SEEN[key]:
        raise AssertionError("not good HTML:\n- " + "\n- ".join(_SEEN[key]))


def _parse(text: str, *, whole: bool) -> tuple[Element, list[str]]:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    if whole:
        root = parser.parse(text)
    else:
        first = re.search(r"<([a-z][\w-]*)", text)
        inside = words.CONTAINERS.get(first[1] if first else "", "div")
        root = parser.parseFragment(text, container=inside)
    lines = text.splitlines()
    faults = []
    for (row, _column), code, facts in parser.errors:
        near = lines[row - 1].strip()[:120] if 0 < row <= len(lines) else ""
        faults.append(f"line {row}: {ENGLISH.get(code, code) % facts} near {near!r}")
    return root, faults


class Page:
    """One parsed answer, and the questions asked about it."""

    def __init__(self, root: Element, *, whole: bool) -> None:
        self.root = root
        self.whole = whole
        self.elements = [e for e in root.iter() if isinstance(e.tag, str)]
        self.parent = {child: e for e in self.elements for child in e}
        self.ids = Counter(e.attrib["id"] for e in self.elements if "id" in e.attrib)

    def faults(self) -> Iterator[str]:
        """Say everything that is wrong, in the order of the page."""
        yield from (
            f'the id "{i}" stands {n} times' for i, n in self.ids.items() if n > 1
        )
        if self.whole:
            yield from self._frame()
        for e in self.elements:
            for ask in (_policy, self._nesting, self._names, self._points, self._htmx):
                yield from (f"{_show(e)} {fault}" for fault in ask(e))

    def above(self, e: Element) -> Iterator[Element]:
        """Walk from the parent of an element to the root."""
        while (up := self.parent.get(e)) is not None:
            yield up
            e = up

    def _frame(self) -> Iterator[str]:
        if not self.root.get("lang"):
            yield "<html> does not tell its language"
        if not (self.root.findtext("head/title") or "").strip():
            yield "the page has no title"
        mains = [e for e in self.elements if e.tag == "main"]
        if len(mains) != 1:
            yield f"the page has {len(mains)} <main>, not one"
        heads = [e for e in self.elements if e.tag == "h1"]
        if len(heads) != 1:
            yield f"the page has {len(heads)} <h1>, not one"

    def _nesting(self, e: Element) -> Iterator[str]:
        up = self.parent.get(e)
        if up is None:
            return
        if e.tag in words.GONE:
            yield "is an element of the past"
        if up.tag in words.ONLY_CHILDREN and e.tag not in (
            words.ONLY_CHILDREN[up.tag] | words.INVISIBLE
        ):
            yield f"may not stand directly in {_show(up)}"
        if e.tag == "li" and up.tag not in {"ul", "ol", "menu"} and up is not self.root:
            yield f"is a list item outside a list, in {_show(up)}"
        if e.tag in words.BLOCKS:
            tight = next((a for a in self.above(e) if a.tag in words.ONLY_WORDS), None)
            if tight is not None:
                yield f"may not stand in {_show(tight)}, which holds words only"
        if e.tag in words.TOUCHABLE and _is_touchable(e):
            held = {"a", "button"} if e.tag != "label" else {"a", "button", "label"}
            outer = next((a for a in self.above(e) if a.tag in held), None)
            if outer is not None and (outer.tag != "a" or "href" in outer.attrib):
                yield f"may not stand in {_show(outer)}: one touch, two meanings"

    def _names(self, e: Element) -> Iterator[str]:
        if e.tag == "img" and "alt" not in e.attrib:
            yield 'has no alt; write alt="" when it only decorates'
        if e.tag in {"input", "select", "textarea"}:
            if e.get("type") not in words.UNNAMED_INPUTS and not self._is_labelled(e):
                yield "has no label"
        elif e.get("tabindex") == "-1" and e.get("aria-hidden") == "true":
            return  # a second way to the same page, for the mouse only
        elif (e.tag == "a" and "href" in e.attrib) or e.tag in {"button", "summary"}:
            if not _words(e) and not self._is_labelled(e):
                yield "has no words and no aria-label: what does it do?"
        elif e.tag in words.HEADINGS and not _words(e):
            yield "is an empty heading"
        elif e.tag in words.NEEDS_NAME and not (e.get("title") or self._is_labelled(e)):
            yield "has no name"

    def _is_labelled(self, e: Element) -> bool:
        if e.get("aria-label", "").strip() or e.get("aria-labelledby"):
            return True
        if any(a.tag == "label" and _words(a) for a in self.above(e)):
            return True
        mine = e.get("id")
        return bool(mine) and any(
            a.tag == "label" and a.get("for") == mine and _words(a)
            for a in self.elements
        )

    def _points(self, e: Element) -> Iterator[str]:
        if not self.whole:
            return  # a part may point at the page it is put into
        for name in words.POINTS_AT:
            for target in e.get(name, "").split():
                if target not in self.ids:
                    yield f'points with {name} at "{target}", which is not there'
        link = e.get("href", "") if e.tag == "a" else ""
        if link.startswith("#") and len(link) > 1 and link[1:] not in self.ids:
            yield f"leads to {link}, which is not there"

    def _htmx(self, e: Element) -> Iterator[str]:
        own = {
            name.partition(":")[0]: name for name in e.attrib if name.startswith("hx-")
        }
        unknown = {
            n for n in own if n not in words.HTMX and not n.startswith("hx-status")
        }
        yield from (f"has {name}, which htmx does not know" for name in sorted(unknown))
        if e.tag == "form" and e.get("method", "").lower() == "post":
            if not e.get("action") and not e.get("id"):
                yield "is posted but has no action"
            if self.whole and not self._has_token(e):
                yield "is posted without csrf_token"
        if not own.keys() & words.ASKS:
            return
        swap = e.get("hx-swap", "")
        if "hx-target" not in own and swap not in {"none", "delete"}:
            yield "asks something but has no hx-target"
        if not swap:
            yield "asks something but has no hx-swap"
        target = e.get("hx-target", "")
        if self.whole and target.startswith("#") and target[1:] not in self.ids:
            yield f"puts its answer in {target}, which is not there"
        yield from self._without_scripts(e)

    def _without_scripts(self, e: Element) -> Iterator[str]:
        if e.tag == "a" and not e.get("href"):
            yield "does nothing without scripts: no href"
        if e.tag == "form" and not e.get("action"):
            yield "does nothing without scripts: no action"
        if e.tag == "button" and not (
            e.get("formaction") or any(a.tag == "form" for a in self.above(e))
        ):
            yield "does nothing without scripts: no formaction and no form around it"

    def _has_token(self, form: Element) -> bool:
        inside = [e for e in form.iter("input") if e.get("name") == "csrf_token"]
        return bool(inside) or any(
            e.get("name") == "csrf_token" and e.get("form") == form.get("id")
            for e in self.elements
            if e.get("form")
        )


def _policy(e: Element) -> Iterator[str]:
    """Name what the content security policy would refuse."""
    if e.tag == "style" or "style" in e.attrib:
        yield "is or has inline style"
    if e.tag == "script" and not e.get("src") and "json" not in e.get("type", ""):
        yield "is an inline script"
    for name, value in e.attrib.items():
        if name.startswith(("on", "hx-on")):
            yield f"has a script in {name}"
        if value.strip().lower().startswith(("javascript:", "js:")):
            yield f"has a script in {name}"
        if name == "hx-trigger" and "[" in value:
            yield "has a filter in hx-trigger, which is a script"


def _is_touchable(e: Element) -> bool:
    if e.tag == "a":
        return "href" in e.attrib
    return e.tag != "input" or e.get("type") != "hidden"


def _words(e: Element) -> str:
    """Return what a screen reader would say of an element."""
    if e.get("aria-hidden") == "true":
        return ""
    said = [e.get("alt", ""), e.get("aria-label", ""), e.text or ""]
    said += [_words(child) + (child.tail or "") for child in e]
    return " ".join("".join(said).split())


def _show(e: Element) -> str:
    """Return the opening tag of an element, short enough for one line."""
    given = "".join(f' {n}="{v[:60]}"' for n, v in list(e.attrib.items())[:4])
    return f"<{e.tag}{given}>"
