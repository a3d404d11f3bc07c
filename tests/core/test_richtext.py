"""Safe Markdown: what people may write, and what never gets through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intranet.core import richtext


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Hallo **jij**", "<p>Hallo <strong>jij</strong></p>"),
        ("een\ntwee", "<p>een<br>\ntwee</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("> wijs", "<blockquote>\n<p>wijs</p>\n</blockquote>"),
        ("# Kop", "<p><strong>Kop</strong></p>"),
        ("<b>vet</b>", "<p>&lt;b&gt;vet&lt;/b&gt;</p>"),
    ],
)
def test_a_text_is_shown_like_this(typed: str, shown: str) -> None:
    assert richtext.render(typed) == shown


@pytest.mark.parametrize(
    "typed",
    [
        "[klik](javascript:alert(1))",
        "[klik](JaVaScRiPt:alert(1))",
        "[klik](data:text/html,<script>alert(1)</script>)",
        "<img src=x onerror=alert(1)>",
        "<script>alert(1)</script>",
        "<svg/onload=alert(1)>",
        '[x](http://x.nl "\' onmouseover=alert(1)")',
        "![x](javascript:alert(1))",
        "<a href='javascript:alert(1)'>x</a>",
        "`<script>alert(1)</script>`",
        '<https://x.nl/"onclick=alert(1)>',
    ],
)
def test_a_script_stays_text(typed: str) -> None:
    shown = richtext.render(typed).lower()

    assert "<script" not in shown
    assert "<img" not in shown
    assert "<svg" not in shown
    assert 'href="javascript' not in shown
    assert 'href="data' not in shown
    assert "<a onmouseover" not in shown


@given(st.text(max_size=300))
def test_whatever_is_typed_leaves_only_allowed_tags(typed: str) -> None:
    shown = richtext.render(typed)

    assert set(richtext.tags_in(shown)) <= richtext.TAGS


def test_a_mention_becomes_a_link_and_mail_does_not() -> None:
    links = {"an.de-wit": ("An de <Wit>", "/people/1")}

    shown = richtext.render("Dag @an.de-wit, mail x@an.de-wit en @bo", links)

    assert '<a class="mention" href="/people/1">@An de &lt;Wit&gt;</a>' in shown
    assert shown.count("mention") == 1
    assert "@bo" in shown


def test_names_are_found_once_and_in_order() -> None:
    assert richtext.mentioned("@bo en @An.Wit. En @bo, niet a@b.nl") == ["bo", "an.wit"]


def test_plain_words_keep_no_markup() -> None:
    html = richtext.render("Hallo **jij** & ik\n\n- een\n- twee")

    assert richtext.plain(html) == "Hallo jij & ik een twee"
