"""What a stranger might write where a name belongs (faults.md R9): each would run something if it could.

The families of the cheat sheets are in payloads.txt, as written, one a line; here is what is made of parts, and
what cannot be seen. What runs calls `alert(1)` or asks `evil.example` for something.
"""

from __future__ import annotations

from itertools import product
from pathlib import Path

_EVENTS = """
abort afterprint animationend animationiteration animationstart auxclick beforecopy beforecut beforeinput beforematch
beforepaste beforeprint beforetoggle beforeunload begin blur bounce cancel canplay change click close contextmenu copy
cuechange cut dblclick drag dragend dragenter dragleave dragover dragstart drop durationchange end ended error finish
focus focusin focusout formdata fullscreenchange gotpointercapture hashchange input invalid keydown keypress keyup load
loadeddata loadedmetadata loadstart message mousedown mouseenter mouseleave mousemove mouseout mouseover mouseup
mousewheel pagehide pageshow paste pause play playing pointerdown pointerenter pointerleave pointermove pointerout
pointerover pointerrawupdate pointerup popstate progress ratechange readystatechange repeat reset resize scroll scrollend
search seeked seeking select selectionchange selectstart show start storage submit suspend timeupdate toggle touchend
touchmove touchstart transitioncancel transitionend transitionrun transitionstart unhandledrejection unload volumechange
webkitanimationstart wheel
"""
_HANDLERS = (
    '" on{}=alert(1) x="',
    "' on{}=alert(1) x='",
    "x on{}=alert(1)",
    "<b on{}=alert(1) tabindex=1 style=display:block>x</b>",
)
_CLOSERS = """
"> '> `> > "/> /> --> --!> ]]> */ %> ?> '"></a></p> "</time> </title> </style> </script> </textarea> </noscript>
</template> </svg> </math> </select> </table> </summary></details> </bdi></a> </code></pre> </main></body></html>
"""
_RUNNERS = ("<script>alert(1)</script>", "<img src=x onerror=alert(1)>")
_LOADS = ("error", "load", "pageshow", "focus", "resize", "wheel", "pointerover")
_UNSEEN = (
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "jav\u00adascript:alert(1)",
    "javascript\u200b:alert(1)",
    "https://ex\u202eelpmaxe.example",
    "<script\t>alert(1)</script\t>",
    "    <script>alert(1)</script>",
    "klzzwxh:0001 \x02klzzwxh:0000\x03",
    "<scr\u200bipt>alert(1)</scr\u200bipt>",
    "<img src=x onerror\u3000=alert(1)>",
    "<img\u00a0src=x\u00a0onerror=alert(1)>",
    "\u00a0\u2003<script>alert(1)</script>",
    "\ufeff<script>alert(1)</script>",
    "\u202e>tpircs/<)1(trela>tpircs<",
    "\u2066<b>\u2069<script>alert(1)</script>",
    "x\u2028alert(1)\u2029",
    "\u0085<script>alert(1)</script>",
    "a\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307" * 12,
    "\U000e0041\U000e0042<script>alert(1)</script>",
    "\ud7ff\ue000\uffff<img src=x onerror=alert(1)>",
    "\x1b]52;c;x\x07<script>alert(1)</script>",
    "\x00<script>alert(1)</script>",
    "<script\x0balert(1)</script>",
)


def _written() -> list[str]:
    lines = (Path(__file__).parent / "payloads.txt").read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("== ")]


def _made() -> list[str]:
    handlers = [_HANDLERS[at % len(_HANDLERS)].format(event) for at, event in enumerate(_EVENTS.split())]
    loads = [f"<{tag} src=x on{event}=alert(1)>" for tag, event in product(("img", "svg", "body"), _LOADS)]
    return [*handlers, *loads, *("".join(parts) for parts in product(_CLOSERS.split(), _RUNNERS))]


PAYLOADS = tuple(dict.fromkeys([*_written(), *_made(), *_UNSEEN]))
"""All of them, each once, in a fixed order."""
