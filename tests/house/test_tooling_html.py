"""The check of HTML finds what it should, and lets good HTML through."""

from __future__ import annotations

import pytest

from tests.htmlcheck import check

PAGE = """<!doctype html>
<html lang="nl"><head><title>Home</title></head>
<body><main id="main"><h1>Home</h1>%s</main>
<form id="do" method="post"><input type="hidden" name="csrf_token" value="x"></form>
</body></html>"""

GOOD = [
    '<p>Good morning, <a href="/people/1">An</a></p>',
    '<label for="a">Name</label><input id="a" name="a">',
    (
        '<button form="do" formaction="/1/like" hx-post="/1/like" hx-target="this"'
        ' hx-swap="outerHTML">Like</button>'
    ),
    '<svg viewBox="0 0 1 1" aria-hidden="true"><use href="/i.svg#heart"/></svg>',
    (
        '<div hx-get="/bell" hx-trigger="every 60s" hx-target="this"'
        ' hx-swap="innerHTML">3</div>'
    ),
    '<details><summary aria-label="More">...</summary><ul><li>One</li></ul></details>',
]

BAD = [
    ("<p><div>block</div></p>", "Unexpected end tag"),
    ("<p>never closed</span></p>", "Unexpected end tag"),
    ("<span><ul><li>a</li></ul></span>", "holds words only"),
    ("<ul><div>a</div></ul>", "may not stand directly"),
    ('<a href="/"><button>a</button></a>', "one touch, two meanings"),
    ('<input name="a">', "has no label"),
    ('<a href="/"><img src="a.png" alt=""></a>', "what does it do"),
    ('<img src="a.png">', "has no alt"),
    ('<i id="a">1</i><i id="a">2</i>', "stands 2 times"),
    ('<label for="gone">Name</label>', "which is not there"),
    ('<p style="color: red">a</p>', "inline style"),
    ("<script>alert(1)</script>", "inline script"),
    ('<a href="javascript:a()">a</a>', "has a script in href"),
    ('<p hx-on:click="a()">a</p>', "has a script in hx-on:click"),
    ('<a href="/" hx-get="/" hx-swap="outerHTML">a</a>', "no hx-target"),
    ('<a href="/" hx-get="/" hx-target="this">a</a>', "no hx-swap"),
    ('<a hx-get="/" hx-target="this" hx-swap="none">a</a>', "without scripts"),
    ('<p hx-taget="this">a</p>', "htmx does not know"),
    ('<p hx-get="/" hx-target="#gone" hx-swap="none">a</p>', "which is not there"),
    ('<form method="post" action="/"><button>a</button></form>', "csrf_token"),
]


@pytest.mark.parametrize("part", GOOD)
def test_good_html_passes(part: str) -> None:
    check(PAGE % part, whole=True)


@pytest.mark.parametrize(("part", "told"), BAD)
def test_bad_html_is_told(part: str, told: str) -> None:
    with pytest.raises(AssertionError, match=told):
        check(PAGE % part, whole=True)


def test_a_part_may_be_a_row_of_a_table() -> None:
    check("<tr><td>An</td></tr>", whole=False)


def test_a_page_tells_its_language() -> None:
    with pytest.raises(AssertionError, match="language"):
        check((PAGE % "").replace(' lang="nl"', ""), whole=True)
