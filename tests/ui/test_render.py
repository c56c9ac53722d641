"""Templates escape what they get, and miss no name in silence."""

import pytest
from jinja2 import UndefinedError

from lib.ui.render import Button, Link, Markup, paragraph, render, stack

FOREIGN = '"><script>alert(1)</script>'


def test_nothing_in_a_sentence_becomes_markup() -> None:
    shown = paragraph(FOREIGN, Link(f"/x?a={FOREIGN}", FOREIGN), Button(FOREIGN, {"do": FOREIGN}))
    assert "<script" not in shown and shown.count("&lt;script&gt;") == 5
    shown = paragraph(Link('/x?a="><script>', "<b>"), css_class="")
    assert '<a href="/x?a=&#34;&gt;&lt;script&gt;">&lt;b&gt;</a>' in shown  # no link is broken out of
    assert stack(Markup("<b>a</b>"), Markup("<i>b</i>")) == "<b>a</b><i>b</i>"  # what is markup stays so
    assert "<b>" not in render("page/section.html", name="a", title="A", css_class="k", body="<b>")


def test_a_template_that_lacks_a_value_fails() -> None:
    with pytest.raises(UndefinedError):
        render("page/head.html", title="Without words")
