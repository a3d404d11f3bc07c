"""What HTML and htmx allow, as far as `tests.htmlcheck` looks at it."""

from __future__ import annotations

_BLOCKS = (
    "address article aside blockquote details dialog div dl fieldset figure footer"
    " form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul"
)
_ONLY_WORDS = (
    "abbr b button cite code em h1 h2 h3 h4 h5 h6 i kbd label mark p pre q s small"
    " span strong sub sup time u"
)
_TOUCHABLE = "a button details embed iframe input label select textarea"
_GONE = "acronym big center font marquee strike tt"
_HTMX = (
    "boost config confirm disable encoding headers ignore include indicator method"
    " preserve push-url replace-url select select-oob swap swap-oob sync target trigger"
    " validate vals"
)

BLOCKS = frozenset(_BLOCKS.split())
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
ONLY_WORDS = frozenset(_ONLY_WORDS.split())
TOUCHABLE = frozenset(_TOUCHABLE.split())
GONE = frozenset(_GONE.split())
ONLY_CHILDREN = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd", "div"},
    "tr": {"td", "th"},
}
INVISIBLE = frozenset({"template", "script"})
UNNAMED_INPUTS = frozenset({"hidden", "submit", "button", "reset"})
NEEDS_NAME = frozenset({"dialog", "iframe", "meter", "progress"})

# Attributes that hold ids of other elements.
POINTS_AT = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "form")

# Attributes that make htmx ask the server, and all others that this house may use.
ASKS = frozenset(f"hx-{way}" for way in ("get", "post", "put", "patch", "delete"))
HTMX = ASKS | {f"hx-{word}" for word in _HTMX.split()}

# The element that a part of a table or list must be read inside of.
CONTAINERS = {
    "tr": "tbody",
    "td": "tr",
    "th": "tr",
    "tbody": "table",
    "option": "select",
}
