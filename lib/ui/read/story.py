"""The reading view: one article built from its blocks, never from foreign markup, and the boxes around it."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from lib.model.article import Article, Block, Cut, Zone, in_zone
from lib.model.direction import Direction, direction
from lib.model.length import is_estimated, word_count
from lib.model.wording import count, listed, zone_words
from lib.query.hits import places, words_of
from lib.ui.lists import (
    author_links,
    headline_of,
    publisher_link,
    publisher_name,
    rows,
    tag_links,
    time_of,
)
from lib.ui.markup import dotted, el, esc, instant, link, marked, present, turned
from lib.ui.read import pictures, updates
from lib.ui.view import View

ISO = re.compile(r"\d{4}-\d\d-\d\d(?:T|$)")  # a machine's print tells a reader nothing more
LIVE = re.compile(r"^live\b\W*|\W*\blive$", re.IGNORECASE)  # said once, behind the words over the headline
SHOWN = ("body", "quote", "list", "table", "ticker")  # a brief's text keeps the zone ticker
BESIDE: Mapping[Zone, str] = {"biography": "About the author", "appeal": "To the reader"}
WORDS_A_MINUTE = 238  # silent reading of English non-fiction: Brysbaert 2019, doi 10.1016/j.jml.2019.104047
Spans = Mapping[int, Sequence[Sequence[object]]]


def article(
    story: Article,
    view: View,
    zone: str,
    *,
    at: str = "",
    spans: Spans | None = None,
    own: Spans | None = None,
    stood: pd.DataFrame | None = None,
    served: Mapping[str, str] | None = None,
) -> str:
    """Return the article as markup; `at` is 'block-start' of a sentence to show, `spans` names to mark.

    Words that the view's search looks for are marked too, and what the reader highlighted: `own`.

    `stood` tells in which boxes of its publisher's pages the story stood: lib.query.slots.history; `served`
    where the app serves the pictures that are kept: lib.ui.pictures.addresses.
    """
    lang = f' lang="{esc(story.language)}"' if story.language else ""
    sought = words_of(view.criteria.text)
    names = {
        number: [*(spans or {}).get(number, ()), *places(block.text, sought)]
        for number, block in enumerate(story.blocks)
    }
    way = direction(f"{story.headline}\n{story.text}")
    first = story.updates[0].block if story.updates else len(story.blocks)

    def written(number: int, block: Block) -> str:
        if number >= first and block.zone in pictures.ZONES:  # a live blog's pictures stay with their updates
            return el("p", pictures.caption(number, block, at, names.get(number, ())), "meta")
        return _block(number, block, at, names.get(number, ()), way, (own or {}).get(number, ()))

    plain = "" if story.updates else "".join(written(*each) for each in enumerate(story.blocks))
    inside = updates.body(story, zone, written) if story.updates else plain
    head = _head(story, view, zone) + pictures.figure(story, story.blocks[:first], at, names, served)
    beside = _beside(story, lambda n, block: _arrived(n, block, at, names[n], (own or {}).get(n, ())))
    parts = head + el("div", _lists(inside), "body") + beside + _foot(story, view, stood)
    return f'<article class="article" dir="{way}"{lang}>{parts}</article>'


def _head(story: Article, view: View, zone: str) -> str:
    live = story.form == "live blog"
    words = LIVE.sub("", story.kicker or "") if live else story.kicker or ""
    same = words.casefold() == (story.section or "").casefold()
    above = " · ".join(filter(None, (story.section, "" if same else words, "Live" if live else "")))
    parts = [
        el("p", esc(above), "kicker") if above else "",
        f"<h1>{_hits(story.headline, view)}</h1>",
    ]
    parts.append(f'<p class="deck">{_hits(story.deck, view)}</p>' if story.deck else "")
    by = f"By {author_links(story.authors, view)}" if story.authors else "No author on the page"
    source = f" · {publisher_link(story.publisher, view)}" if story.publisher else ""
    parts.append(f'<p class="byline">{by}{source}</p>')
    parts.append(f'<p class="times">{times(story, zone)}</p>')
    return f"<header>{''.join(parts)}</header>"


def _hits(text: str, view: View) -> str:
    return marked(text, places(text, words_of(view.criteria.text)))


def times(story: Article, zone: str) -> str:
    """Return when the story was published, as printed and as understood, and how long it takes to read."""
    parts = []
    if story.published_at:
        own, day_only = in_zone(story.published_at, story.published_zone), story.published_precision == "day"
        shown = el(
            "time", esc(instant(own, zone, day_only=day_only)), datetime=story.published_at.isoformat()
        )
        parts += [shown if day_only else f"{shown}, {_zone(story, zone)}", _as_printed(story)]
    else:
        parts.append("No date on the page")
    if story.updated_at and story.updated_at != story.published_at:
        parts.append(f"updated {esc(instant(story.updated_at, zone))}")
    parts.append(_length(story))
    if story.has_audio:
        parts.append("audio version on the page")
    return dotted(parts)


def _zone(story: Article, zone: str) -> str:
    """Return the zone that a time is told in, and which was assumed where the page gives none."""
    of_page = story.published_zone
    if not of_page or not of_page.assumed:
        return esc(zone_words(zone))
    assumed = "" if of_page.name == zone else f"{zone_words(of_page.name)} "
    return el("span", esc(f"{zone_words(zone)} ({assumed}assumed)"), title=of_page.reason)


def _as_printed(story: Article) -> str:
    printed = story.published_as if story.published_as and not ISO.match(story.published_as) else ""
    return esc(f"printed “{printed}”") if printed else ""


def words_in(blocks: Iterable[Block | Cut]) -> int:
    """Return the words of those blocks that are a story's text."""
    return sum(word_count(block.text) for block in blocks if block.zone in ("deck", *SHOWN))


def _length(story: Article) -> str:
    words = words_in(story.blocks)
    if story.read_minutes:
        return f"{story.read_minutes} min read, says the publisher"
    about = "about " if is_estimated(story.text) else ""
    return f"{max(1, round(words / WORDS_A_MINUTE))} min read ({about}{count(words, 'word')})"


def _block(
    number: int,
    block: Block,
    at: str,
    spans: Sequence[Sequence[object]],
    around: Direction,
    own: Sequence[Sequence[object]],
) -> str:
    if block.zone not in SHOWN:
        return ""
    text = _arrived(number, block, at, spans, own)
    place = f' id="b{number}"' + "".join(f' dir="{way}"' for way in turned(block.text, around).values())
    if block.level:
        return f"<h2{place}>{text}</h2>"
    if block.zone == "quote":
        return f"<blockquote{place}><p>{text}</p></blockquote>"
    if block.zone == "list":
        return f"<li{place}>{text}</li>"
    return f'<p class="cells"{place}>{text}</p>' if block.zone == "table" else f"<p{place}>{text}</p>"


def _arrived(
    number: int,
    block: Block,
    at: str,
    spans: Sequence[Sequence[object]],
    own: Sequence[Sequence[object]],
) -> str:
    place, _, start = at.partition("-")
    if place != str(number) or not start.isdigit():
        return marked(block.text, spans, own=own)
    begin = min(int(start), len(block.text))
    end = _sentence_end(block.text, begin)
    before, after = marked(block.text[:begin], spans, own=own), marked(block.text[end:], spans, end, own=own)
    sentence = marked(block.text[begin:end], spans, begin, own=own)
    return f'{before}<span class="arrived" data-arrive>{sentence}</span>{after}'


def _sentence_end(text: str, begin: int) -> int:
    from lib.actors import sentences

    return next((end for start, end in sentences(text) if start <= begin < end), len(text))


def _beside(story: Article, written: Callable[[int, Block], str]) -> str:
    """Return what the page printed about its authors and to its reader, folded; "" where there is nothing."""
    parts = dict.fromkeys(BESIDE, "")
    for number, block in enumerate(story.blocks):
        if block.zone in parts:
            parts[block.zone] += el("p", written(number, block), id=f"b{number}")
    found = {BESIDE[zone]: body for zone, body in parts.items() if body}
    summary = el("summary", esc(" · ".join(found)))
    return el("details", summary + "".join(found.values()), "folded beside") if found else ""


def _lists(body: str) -> str:
    opened = body.replace("<li", "<ul><li").replace("</li>", "</li></ul>")
    return opened.replace("</ul><ul>", "")


def _foot(story: Article, view: View, stood: pd.DataFrame | None) -> str:
    tags = tag_links(story.tags, view) if story.tags else ""
    return f"<footer>{tags}{_original(story)}{stood_in(stood)}</footer>"


def _original(story: Article) -> str:
    captured = f"Captured {esc(instant(story.captured_at, 'UTC'))} UTC"
    if not (story.canonical_url or "").startswith(("http://", "https://")):
        return f'<p class="meta">{captured}</p>'
    away = link(str(story.canonical_url), "Original page", target="_blank", rel="noopener noreferrer")
    return f'<p class="meta">{captured} · {away}</p>'


def asides(
    related: pd.DataFrame, briefs: pd.DataFrame, view: View, zone: str, elsewhere: pd.DataFrame | None = None
) -> str:
    """Return who prints the same sentences, and what else stood on the page: other stories and briefs."""
    parts = []
    if elsewhere is not None and len(elsewhere):
        items = "".join(_printed(row, view, zone) for row in rows(elsewhere))
        left = int(elsewhere.attrs.get("of", 0)) - len(elsewhere)
        more = el("p", f"And in {count(left, 'more story', 'more stories')}.", "meta") if left > 0 else ""
        parts.append(f"<h2>The same sentences elsewhere</h2><ul>{items}</ul>{more}")
    if len(briefs):
        items = "".join(_brief(row, view, zone) for row in rows(briefs))
        parts.append(f"<h2>Briefs on the same page</h2><ul>{items}</ul>")
    parts += cards(related, view)
    return f'<aside class="asides">{"".join(parts)}</aside>' if parts else ""


def _brief(row: Mapping[str, Any], view: View, zone: str) -> str:
    headline = link(view.to("read", article=str(row["article_id"])), headline_of(row))
    day_only = row["published_precision"] == "day"
    said = instant(row["published_at"], zone, day_only=day_only)
    return el("li", f"{headline} {el('span', esc(said), 'meta')}")


def _printed(row: Mapping[str, Any], view: View, zone: str) -> str:
    """Return a story that prints sentences of this one: how many, and whether it did so earlier."""
    headline = link(view.to("read", article=str(row["article_id"])), headline_of(row))
    shared = f"{row['shared']:,} of {count(row['sentences'], 'longer sentence')} with a name"
    earlier = "printed there earlier" if row["earlier"] else ""
    said = dotted((esc(publisher_name(row["publisher"])), time_of(row, zone), shared, earlier))
    return el("li", f"{headline} {el('span', said, 'meta')}")


UNNAMED = "The page also led to"
MOST = 3  # boxes of a story that are named one by one


def cards(related: pd.DataFrame, view: View) -> list[str]:
    """Return the cards of a page, each box under its own heading; a numbered list where places are known."""
    if not len(related):
        return []
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows(related):
        groups.setdefault(str(row["slot"]) if present(row["slot"]) else "", []).append(row)
    return [_box(slot, found, view) for slot, found in sorted(groups.items(), key=lambda item: not item[0])]


def _box(slot: str, found: Iterable[Mapping[str, Any]], view: View) -> str:
    items = "".join(_card(row, view) for row in found)
    return el("h2", esc(slot or UNNAMED)) + el("ol" if slot else "ul", items)


def _card(row: Mapping[str, Any], view: View) -> str:
    headline, shown = str(row["headline"]), el("b", esc(row["headline"]))
    if present(row["article_id"]):
        shown = link(view.to("read", article=str(row["article_id"])), headline)
    publisher = publisher_name(str(row["publisher"] or ""))
    by = " · ".join(part for part in (publisher, listed(row["authors"])) if part)
    deck = f" {esc(row['deck'])}" if present(row["deck"]) else ""
    place = {"value": str(row["rank"])} if present(row["rank"]) else {}
    return el("li", shown + deck + (f" {el('span', esc(by), 'meta')}" if by else ""), **place)


def stood_in(history: pd.DataFrame | None) -> str:
    """Return one line on the boxes a story stood in: 'Stood in Most popular of X on 3 days, best rank 2.'"""
    if history is None or not len(history):
        return ""
    boxes = [_stood(box, found) for box, found in history.groupby(["slot", "publisher"], sort=False)]
    boxes.sort(key=lambda each: -each[0])
    words = "; ".join(words for _, words in boxes[:MOST])
    more = f"; and in {count(len(boxes) - MOST, 'more box', 'more boxes')}" if len(boxes) > MOST else ""
    return el("p", esc(f"Stood in {words}{more}."), "meta stood")


def _stood(box: object, found: pd.DataFrame) -> tuple[int, str]:
    slot, publisher = box if isinstance(box, tuple) else (box, "")
    number = found["day"].nunique()
    ranks = [int(rank) for rank in found["rank"] if present(rank)]
    of = f" of {publisher_name(publisher)}" if publisher else ""
    best = f", best rank {min(ranks)}" if ranks else ""
    return number, f"“{slot}”{of} on {count(number, 'day')}{best}"
