"""Whole pages copied as text: which lines are the story's, and which are the page's."""

from pathlib import Path
from typing import Any

import yaml

from lib.clean.clean import clean
from tests.cases import every_case
from tests.clean.label.test_heads import _found
from tests.clean.markup import text_capture

PAGES: dict[str, dict[str, Any]] = {
    page["name"]: page
    for page in yaml.safe_load(Path(__file__).with_name("copied.yaml").read_text(encoding="utf-8"))
}


@every_case("name", PAGES)
def test_a_copied_page_keeps_its_story_alone(name: str) -> None:
    """Of a page's lines, those behind a plus sign are the story's text, those behind a minus sign are not."""
    page = PAGES[name]
    signed = [line for line in page["page"].splitlines() if line]
    copied = "\n".join(line[2:] for line in page["page"].splitlines())
    article = clean(text_capture(copied, captured_assumed=None)).article
    kept = article.text.splitlines()
    signed += ["+ " + page["kept"]] if "kept" in page else []
    assert [line[2:] for line in signed if line[0] == "+" and line[2:] not in kept] == []
    assert [line[2:] for line in signed if line[0] == "-" and line[2:] in kept] == []
    wanted = page.get("wanted", {})
    assert _found(article, wanted) == wanted


def test_spaces_that_do_not_break_part_words_of_the_page_as_others_do() -> None:
    page = (
        "Larkhaven opens its\u00a0quay\nBy\u00a0Ada Obi\nOct.\u00a03, 2025\n\n"
        + "The ferry left the quay at noon and came back before dark, with all its guests. " * 3
        + "\n\nThis article\u00a0is more than 2\u202fyears old\n\n"
        + "The crews were called back to the quay, and the owner thanked them for it. " * 3
    )
    article = clean(text_capture(page)).article
    assert (article.headline, article.authors) == ("Larkhaven opens its quay", ("Ada Obi",))
    assert article.published_at and "years old" not in article.text
