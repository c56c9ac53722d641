"""Headline, authors, time and picture of copied pages, in the layouts of many languages."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from lib.clean.clean import clean
from lib.model.article import Article, in_zone
from tests.cases import every_case
from tests.clean.markup import text_capture

_FILE: Mapping[str, Any] = yaml.safe_load(Path(__file__).with_name("heads.yaml").read_text(encoding="utf-8"))
STORIES: Mapping[str, Mapping[str, str]] = _FILE["stories"]
PAGES: Mapping[str, Mapping[str, Any]] = {page["name"]: page for page in _FILE["pages"]}


def _found(article: Article, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of an article that are wanted, written as they are in the table."""
    lead = next((image for image in article.images if image.lead), None)
    local = in_zone(article.published_at, article.published_zone)
    fields = {
        "headline": article.headline,
        "kicker": article.kicker,
        "deck": article.deck,
        "tags": list(article.tags),
        "publisher": article.publisher,
        "authors": list(article.authors),
        "at": local.isoformat()[: len(wanted.get("at", ""))] if local else None,
        "caption": lead and lead.caption,
        "credit": lead and lead.credit,
    }
    return {name: fields[name] for name in wanted}


@every_case("name", PAGES)
def test_the_fields_are_those_a_reader_finds(name: str) -> None:
    page = PAGES[name]
    story = STORIES[page.get("language", "en")]
    capture = text_capture(
        page["page"].format(**{**story, "text": story["text"].strip()}), captured_assumed=None
    )
    wanted = {"headline": story["title"], **page["wanted"]}
    article = clean(capture).article
    assert _found(article, wanted) == wanted
    assert story["text"].split("\n\n")[1] in article.text
