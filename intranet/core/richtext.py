"""Safe Markdown: emphasis, lists, links, quotes; raw HTML never."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import mistune
import nh3
from markupsafe import escape

TAGS = {"p", "br", "em", "strong", "del", "ul", "ol", "li", "a", "blockquote"}
SCHEMES = {"http", "https", "mailto", "tel"}
MENTION = re.compile(r"(?<![\w@.])@([a-z0-9]+(?:[.-][a-z0-9]+)*)", re.IGNORECASE)

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ud800-\udfff]")

_markdown = mistune.create_markdown(
    escape=True, hard_wrap=True, plugins=["strikethrough", "url"]
)


def tidy(source: str | None) -> str:
    """Return what somebody typed with one kind of line end and no unseen signs."""
    words = (source or "").replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", words)


def mentioned(source: str) -> list[str]:
    """Return the handles that a text names with @, in order, each once."""
    return list(dict.fromkeys(MENTION.findall(source.lower())))


def render(source: str, links: Mapping[str, tuple[str, str]] | None = None) -> str:
    """Return Markdown as HTML that is safe to show.

    Args:
        source: what somebody typed.
        links: per handle a name to show and an address, for who is mentioned.

    """
    html = str(_markdown(source.replace("\r\n", "\n").strip()))
    html = re.sub(r"<h[1-6]>(.*?)</h[1-6]>", r"<p><strong>\1</strong></p>", html)
    # a link that may not be is not a link: only its words stay
    html = re.sub(r'<a href="#harmful-link">(.*?)</a>', r"\1", html, flags=re.DOTALL)
    html = nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes=SCHEMES,
        link_rel="noopener nofollow",
    ).strip()
    return _mentions(html, links or {})


def _mentions(html: str, links: Mapping[str, tuple[str, str]]) -> str:
    """Turn known handles into links, outside of tags and of other links."""
    if not links:
        return html

    def link(found: re.Match[str]) -> str:
        known = links.get(found[1].lower())
        if known is None:
            return found[0]
        name, address = (escape(word) for word in known)
        return f'<a class="mention" href="{address}">@{name}</a>'

    return _outside_links(html, lambda words: re.sub(MENTION, link, words))


def _outside_links(html: str, change: Callable[[str], str]) -> str:
    """Apply a change to the words that stand in no tag and in no link."""
    parts = re.split(r"(<a\b.*?</a>|<[^>]*>)", html, flags=re.DOTALL)
    return "".join(part if part.startswith("<") else change(part) for part in parts)


def plain(html: str) -> str:
    """Return the bare words of HTML we made: for search, mail and titles."""
    words = nh3.clean(re.sub(r"</(p|li|blockquote)>|<br ?/?>", " ", html), tags=set())
    return " ".join(
        words.replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&nbsp;", " ")
        .split()
    )


def tags_in(html: str) -> list[str]:
    """Return the names of the tags in a piece of HTML, in order of opening."""
    return re.findall(r"<([a-z0-9]+)", html)
