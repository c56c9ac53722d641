"""Ticker items that several captures carry are one brief each, in whatever order the captures come."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from lib.clean.clean import clean
from lib.model.article import Article
from lib.model.capture import Capture
from lib.model.parsed import Parsed, StoryAddresses
from lib.store.archive import create
from lib.store.batches.stories import save
from lib.store.sql import ask
from tests.clean.markup import PROSE, story
from tests.lots import few

BRIDGE = "The rail bridge over the lower river is closed because of cracks in one of its pillars."
FERRY = "The evening ferry stays in port because of the wind, the harbour office says on its board."
MARKET = "The fish market opens an hour later from now on, so that the boats of the night can land."
EDITED = f"{MARKET} Stalls are free until June."
HEAD = "<meta property='article:published_time' content='2024-12-31T15:00:00+00:00'>"
SHOWN = (
    "select headline, published_at, text, article_id from stories where form = 'brief' order by published_at"
)


def item(clock: str, headline: str, text: str) -> str:
    return f"<li><span>{clock}</span><h4>{headline}</h4><p>{text}</p></li>"


def page(saved: datetime, *items: str, url: str = "https://harbourpost.example/city/quay") -> Parsed:
    made = story(head=HEAD)
    ticker = f"<aside class=news-ticker><ul>{''.join(items)}</ul></aside>"
    fields = {name: getattr(made, name) for name in Capture.__slots__}
    content = made.content.replace("Old quay reopens", f"Old quay reopens at {url[-4:]}")
    content = content.replace("</article>", f"</article>{ticker}")
    given = {"captured_at": saved, "url": url, "content": content, "origin": f"{saved:%d-%H}.html"}
    found = Capture(**{**fields, **given, "sha256": sha256(f"{url}{saved}".encode()).hexdigest()})
    cleaned = clean(found)
    return Parsed(
        capture=found, cleaned=cleaned, mentions=(), brief_mentions=((),) * len(cleaned.briefs),
        addresses=StoryAddresses(main=url, sure=(url,)),
    )  # fmt: skip


CAPTURES = (
    page(
        datetime(2024, 12, 31, 20, tzinfo=UTC),
        item("19:40", "Rail bridge closed", BRIDGE),
        item("18:05", "Market opens later", MARKET),
    ),
    page(
        datetime(2024, 12, 31, 23, 30, tzinfo=UTC),
        item("23:10", "Rail bridge closed", FERRY),
        item("19:40", "Rail bridge closed", BRIDGE),
        item("18:05", "Market opens later", EDITED),
    ),
    page(
        datetime(2025, 1, 1, 7, tzinfo=UTC),
        item("00:20", "Ferry stays in port", FERRY),
        item("23:10", "Rail bridge closed", FERRY),
        item("18:05", "Market opens later", EDITED),
    ),
    page(
        datetime(2025, 1, 1, 8, tzinfo=UTC),
        item("00:20", "Ferry stays in port", FERRY),
        item("23:10", "Rail bridge closed", FERRY),
        url="https://harbourpost.example/city/pier",
    ),
)
WANTED = [
    ["Market opens later", "2024-12-31 18:05", EDITED],
    ["Rail bridge closed", "2024-12-31 19:40", BRIDGE],
    ["Rail bridge closed", "2024-12-31 23:10", FERRY],
    ["Ferry stays in port", "2025-01-01 00:20", FERRY],
]


def stored(path: Path, order: tuple[Parsed, ...]) -> Path:
    create(path, archive_zone="UTC")
    for each in order:
        save(path, [each])
    return path


def ids(path: Path) -> list[str]:
    return list(ask(path, SHOWN)["article_id"])


@pytest.mark.parametrize("order", few(list(itertools.permutations(CAPTURES[:3]))[:0:-1], 2))
def test_three_captures_in_any_order_make_the_same_archive(tmp_path: Path, order: tuple[Parsed, ...]) -> None:
    found = stored(tmp_path / "order.duckdb", order)
    rows = ask(found, SHOWN)
    note = [
        [headline, f"{at:%Y-%m-%d %H:%M}", text.removeprefix(headline).strip()]
        for headline, at, text in zip(rows["headline"], rows["published_at"], rows["text"], strict=True)
    ]
    assert note == WANTED
    assert ids(found) == ids(stored(tmp_path / "straight.duckdb", CAPTURES[:3]))


def test_an_edited_item_is_a_revision_and_another_page_carries_the_same_briefs(tmp_path: Path) -> None:
    path = stored(tmp_path / "a.duckdb", CAPTURES)
    assert len(ids(path)) == 4
    carried = ask(path, "select count(*) as hosts from carried group by article order by all")
    assert carried["hosts"].tolist() == [1, 1, 2, 2]
    sql = "select count(*) as texts from article join article_text using (id) where headline like 'Market%'"
    assert ask(path, sql)["texts"].tolist() == [2]


def test_a_page_copied_as_text_carries_the_same_brief(tmp_path: Path) -> None:
    found = CAPTURES[0].capture
    text = "\n\n".join((
        "Old quay reopens at quay", "By Ada Obi", "December 31, 2024 3:00 PM", *PROSE, "News feed",
        "19:40", "Rail bridge closed", BRIDGE, "All rights reserved",
    ))  # fmt: skip
    fields = {name: getattr(found, name) for name in Capture.__slots__}
    given = {"content": text, "media_type": "text/plain", "sha256": "f" * 64, "original": text.encode()}
    copied = Capture(**{**fields, **given})
    cleaned = clean(copied)
    path = stored(
        tmp_path / "a.duckdb",
        (CAPTURES[0], Parsed(capture=copied, cleaned=cleaned, mentions=(), brief_mentions=((),))),
    )
    assert [brief.headline for brief in cleaned.briefs] == ["Rail bridge closed"]
    assert len(ids(path)) == 2
    assert ask(path, "select count(*) as texts from article where form = 'brief'")["texts"].tolist() == [2]


def test_an_item_without_a_time_is_known_by_its_text(tmp_path: Path) -> None:
    undated = [
        replace(each, cleaned=replace(each.cleaned, briefs=tuple(map(without_time, each.cleaned.briefs))))
        for each in CAPTURES[:2]
    ]
    rows = ask(stored(tmp_path / "a.duckdb", tuple(undated)), SHOWN)
    assert len(rows) == 4  # the bridge, the ferry, and the market before and after it was edited


def without_time(brief: Article) -> Article:
    return replace(brief, published_at=None, published_as=None, published_zone=None)
