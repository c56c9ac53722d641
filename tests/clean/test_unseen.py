"""Marks that no reader sees stand in no stored text: they hide names, turn letters round, order terminals."""

from dataclasses import replace
from typing import Literal

from bench.cleaning import coverage_violations
from bench.cleaning.coverage import source_text
from lib.clean.clean import clean
from lib.model.controls import UNSEEN
from tests.cases import every_case
from tests.clean.markup import PROSE, capture

MARKS = "\u009b\u202e\u2066\u00ad"
TITLE = f"Old{MARKS} quay reopens before the winter"
PAGE = f"""<html lang=en><head><title>{TITLE}</title><meta name=author content="Ada{MARKS} Obi">
<meta property="article:tag" content="Po{MARKS}rts">
<meta property="article:section" content="Ci{MARKS}ty"></head><body><article>
<h1>{TITLE}</h1><p class=byline>By <a rel=author href=/ada>Ada{MARKS} Obi</a> &#x202e;&#155;</p>
<figure><img src=quay.jpg alt="The{MARKS} quay"><figcaption>The{MARKS} quay at dawn</figcaption></figure>
{"".join(f"<p>{text.replace(' ', f' {MARKS}', 1)}</p>" for text in PROSE)}</article></body></html>"""
TEXT = f"{TITLE}\n\nBy Ada{MARKS} Obi\n12 March 2024\n\n" + "\n\n".join(
    text.replace(" ", f" {MARKS}", 1) for text in PROSE
)


@every_case(("content", "media_type"), [(PAGE, "text/html"), (TEXT, "text/plain")])
def test_no_field_and_no_block_holds_a_mark_that_nobody_sees(
    content: str, media_type: Literal["text/html", "text/plain"]
) -> None:
    found = replace(capture(content), media_type=media_type)
    source = content if media_type == "text/plain" else source_text(found)
    cleaned = clean(found)
    article = cleaned.article
    words = [
        article.headline, article.byline, article.section, *article.authors, *article.tags,
        *(block.text for block in article.blocks), *(cut.text for cut in cleaned.cuts),
        *(text for image in article.images for text in (image.alt, image.caption, image.credit)),
    ]  # fmt: skip
    assert article.authors == ("Ada Obi",) and [text for text in words if text and UNSEEN & set(text)] == []
    assert coverage_violations(source, cleaned) == []


def test_marks_of_direction_that_letters_need_stay() -> None:
    assert not UNSEEN & set("\u200c\u200d\u200e\u200f\u061c\u0085")
