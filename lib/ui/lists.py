"""Lists of stories and of sentences, as markup."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from lib.export.citation import quotation
from lib.model.direction import direction
from lib.model.filter import Filter
from lib.model.wording import count, listed
from lib.query import stories
from lib.query.events import Group, grouped
from lib.query.hits import places, snippets, words_of
from lib.query.stories import Picture
from lib.store.files import marks
from lib.store.files.home import files
from lib.store.files.marks import Marked
from lib.store.files.pictures import kept
from lib.ui.answers import ask, current_session, publisher_names
from lib.ui.markup import button, dotted, el, esc, instant, link, marked, present, turned
from lib.ui.view import View, with_author, with_publisher, with_tag

Row = Mapping[str, Any]
BETWEEN = "~~"  # between two actor ids in an address
UNTITLED = "A story without a headline"


def rows(frame: pd.DataFrame) -> list[Row]:
    """Return a frame's rows as mappings."""
    columns = (frame[name].tolist() for name in frame.columns)  # five times as fast as to_dict
    return [dict(zip(frame.columns, values, strict=True)) for values in zip(*columns, strict=True)]


def time_of(row: Row, zone: str) -> str:
    """Return a story's time in words, or that the page does not say."""
    if not present(row["published_at"]):
        return "No date on the page"
    shown = instant(row["published_at"], zone, day_only=row.get("published_precision") == "day")
    return f'<time datetime="{esc(pd.Timestamp(str(row["published_at"])).isoformat())}">{esc(shown)}</time>'


def headline_of(row: Row) -> str:
    """Return a story's headline, else that it has none: a link needs words."""
    return str(row["headline"]) if present(row["headline"]) else UNTITLED


def publisher_name(publisher: str) -> str:
    """Return what a publisher calls itself; its domain where it does not say."""
    return publisher_names().get(publisher, publisher)


def publishers_told(publishers: Sequence[str]) -> dict[str, str]:
    """Return what publishers of one list are called; those of one name are told apart by their domains."""
    said = {each: publisher_name(each) for each in publishers}
    held = Counter(said.values())
    return {each: name if held[name] == 1 else each for each, name in said.items()}


def meta(row: Row, zone: str, more: str = "") -> str:
    """Return the line under a headline: who, when, and more markup."""
    who = el("span", esc(listed(row["authors"])), "who") if len(row["authors"]) else ""
    source = (
        el("span", esc(publisher_name(row["publisher"])), title=row["publisher"])
        if present(row["publisher"])
        else ""
    )
    versions = int(row["revisions"]) if present(row.get("revisions")) else 1
    revised = f"{versions} versions" if versions > 1 else ""
    return el("p", dotted((who, source, time_of(row, zone), revised, more)), "meta")


def kicker(row: Row) -> str:
    """Return the small line above a headline: section, and what the story is when it is no ordinary one."""
    words = [str(row["section"])] if present(row["section"]) else []
    words += {"brief": ["Brief"], "live blog": ["Live"]}.get(str(row["form"]), [])
    return f'<p class="kicker">{esc(" · ".join(words))}</p>' if words else ""


NO_MARK = Marked()


def marks_on(frame: pd.DataFrame) -> Mapping[str, Marked]:
    """Return the reader's marks on the stories of a list."""
    return marks.of_all(current_session().archive, list(frame["article_id"]))


def pictures_of(frame: pd.DataFrame, as_of: datetime | None = None) -> Mapping[str, Picture]:
    """Return for the stories of a list the first picture that was fetched, its address that of the app."""
    archive = current_session().archive
    if not files(archive).pictures.exists():
        return {}
    named = ask(stories.pictures, articles=tuple(frame["article_id"]), as_of=as_of)
    there = kept(archive, (each.url for all_of in named.values() for each in all_of))
    return {
        article: replace(shown[0], url=f"/pictures/{there[shown[0].url]}")
        for article, all_of in named.items()
        if (shown := [each for each in all_of if each.url in there])
    }


def press(archive: Path, word: str) -> None:
    """Do what a key or button says about one story: read, unread, star or unstar, and its id."""
    name, _, article = word.partition(" ")
    if name in ("read", "unread"):
        marks.set_read(archive, article, name == "read")
    elif name in ("star", "unstar"):
        marks.set_starred(archive, article, name == "star")


def state_words(mark: Marked) -> str:
    """Return what the reader has noted on a story, as the end of the line under its headline."""
    read = el("span", "Read", "seen") if mark.read else ""
    star = el("span", "★ Starred", "star") if mark.starred else ""
    return dotted((star, el("span", esc(listed(mark.labels)), "label") if mark.labels else "", read))


def story_card(
    row: Row,
    view: View,
    zone: str,
    *,
    deck: bool = True,
    chosen: bool = False,
    mark: Marked = NO_MARK,
    snippet: str = "",
    picture: Picture | None = None,
    pick: bool = False,
) -> str:
    """Return one story of a list; the headline leads to it, and weighs less once it was read.

    With `pick` it has a box to choose it by.

    Words searched for are marked; where neither headline nor deck holds one, `snippet` stands for the deck.
    """
    sought = words_of(view.criteria.text)
    href = opened(str(row["article_id"]), view)
    current = ' aria-current="true"' if chosen else ""
    words = (str(row[name]) for name in ("deck", "first_sentence") if present(row.get(name)))
    standfirst = next((said for said in words if said != row["headline"]), "")
    headline = headline_of(row)
    if snippet and not places(headline, sought) and not places(standfirst, sought):
        standfirst = snippet
    shown = marked(standfirst, places(standfirst, sought))
    body = el("p", shown, "deck", **turned(standfirst, direction(headline))) if deck and standfirst else ""
    title = f'<a href="{esc(href)}"{current}>{marked(headline, places(headline, sought))}</a>'
    heading = el("h3", title)
    kind = (
        "card"
        + " brief" * (row["form"] == "brief")
        + " chosen" * chosen
        + " read" * mark.read
        + " starred" * mark.starred
        + " pictured" * bool(picture)
    )
    seen = el("img", kind="thumb", src=picture.url, alt="", loading="lazy") if picture else ""
    box = el("input", kind="pick", type="checkbox", value=str(row["article_id"]), aria_label=headline)
    parts = (box if pick else "") + seen + kicker(row) + heading + body + meta(row, zone, state_words(mark))
    return el("article", parts, kind, data_story=str(row["article_id"]), **turned(headline))


def opened(article_id: str, view: View) -> str:
    """Return the address of a story; in the reading room the list's own place is kept."""
    if view.page != "read":
        return view.to("read", article=article_id)
    return view.here(article=article_id, tab=None, at=None, named=None)


def story_list(
    frame: pd.DataFrame,
    view: View,
    zone: str,
    *,
    chosen: str = "",
    deck: bool = True,
    shape: str = "",
    pick: bool = False,
) -> str:
    """Return a list of stories: the order is the frame's, the shape the style's.

    What other papers tell of the same event is folded under the story that stands first.
    """
    asked, mark, ids = view.criteria, marks_on(frame), tuple(frame["article_id"])
    seen = pictures_of(frame, asked.as_of)
    said = ask(snippets, asked.text, articles=ids, as_of=asked.as_of) if deck and asked.text else {}
    cards = {
        article: story_card(
            row, view, zone, deck=deck, chosen=article == chosen, mark=mark.get(article, NO_MARK),
            snippet=said.get(article, ""), picture=seen.get(article), pick=pick,
        )
        for row in rows(frame) for article in (str(row["article_id"]),)
    }  # fmt: skip
    shown = (
        cards[article]
        + (group.under("".join(cards[other] for other in group.others), chosen) if group else "")
        for article, group in together(frame, view, zone)
    )
    return el("div", "".join(shown), f"stories {shape}".strip())


@dataclass(frozen=True, slots=True)
class Folded:
    """What other papers tell of a story's event: the words for it, and the stories by id."""

    words: str
    others: tuple[str, ...]

    def under(self, items: str, chosen: str = "") -> str:
        """Return their markup folded below the words, open where it holds the chosen story."""
        opened = {"open": "open"} if chosen in self.others else {}
        return el("details", el("summary", esc(self.words)) + items, "folded group", **opened)


def together(frame: pd.DataFrame, view: View, zone: str) -> Iterator[tuple[str, Folded | None]]:
    """Yield the stories of a frame by id, but those that are folded, each with what is folded under it."""
    of = {str(row["article_id"]): row for row in rows(frame)}
    groups = ask(grouped, replace(view.criteria, text="", read="all", labels=()), articles=tuple(of))
    hidden = {other for group in groups.values() for other in group.others}
    for article in of:
        if article not in hidden:
            group = groups.get(article)
            yield article, Folded(_and_more(article, group, of, zone), group.others) if group else None


def _and_more(article: str, group: Group, of: Mapping[str, Row], zone: str) -> str:
    """Return what is folded under a story: "and 4 more of this event, 3 of them copies".

    Which was printed first is told where all copies have a time of day.
    """
    number, copies = len(group.others), len(group.copies)
    if copies < number:
        all_of = f", {copies} of them {'a copy' if copies == 1 else 'copies'}" if copies else ""
        words = f"and {number:,} more of this event{all_of}"
    else:
        words = f"and {count(number, 'copy', 'copies')}"
    by_day = any(of[each].get("published_precision") == "day" for each in (article, *group.copies))
    if by_day or not copies or not present(of[group.printed_first]["published_at"]):
        return words
    first = of[group.printed_first]
    when = instant(first["published_at"], zone)
    by = f"by {publisher_name(first['publisher'])}, " if present(first["publisher"]) else ""
    return f"{words}; first printed {by}{when}"


def tag_links(tags: Iterable[str], view: View) -> str:
    """Return tags, each narrowing the selection."""
    links = (link(view.narrowed(with_tag(view.criteria, tag)), tag, "tag", rel="tag") for tag in tags)
    return f'<p class="tags">{"".join(links)}</p>'


def author_links(authors: Iterable[str], view: View) -> str:
    """Return authors, each leading to all their stories."""
    chosen = {author: view.narrowed(with_author(Filter(), author)) for author in authors}
    return listed(link(href, author, rel="author") for author, href in chosen.items())


def publisher_link(publisher: str, view: View) -> str:
    """Return a publisher, leading to all its stories."""
    return link(
        view.narrowed(with_publisher(Filter(), publisher)), publisher_name(publisher), title=publisher
    )


def evidence_list(frame: pd.DataFrame, view: View, zone: str, ids: Sequence[str]) -> str:
    """Return the sentences behind a mark, its names marked, each leading into its story.

    Those of other papers on a story's event are folded under its own.
    """
    of: dict[str, str] = {}
    for row in rows(frame):
        article = str(row["article_id"])
        of[article] = of.get(article, "") + _evidence(row, view, zone, ids)
    shown = ""
    for article, group in together(frame, view, zone):
        others = el("ol", "".join(of[other] for other in group.others)) if group else ""
        shown += of[article] + (el("li", group.under(others), "rest") if group else "")
    return el("ol", shown, "evidence")


def _evidence(row: Row, view: View, zone: str, ids: Sequence[str]) -> str:
    place = f"{row['block']}-{row['sentence_start']}"
    href = view.to("read", article=str(row["article_id"]), at=place, named=BETWEEN.join(ids))
    sentence = str(row["sentence"])
    quote = marked(sentence, [span for span in row["spans"] if span[2] in ids])
    where = "" if row["zone"] == "body" else f'<span class="zone">{esc(row["zone"])}</span> '
    source = f"{where}{link(href, headline_of(row), 'from')}"
    who = esc(listed(row["authors"])) or esc(publisher_name(row["publisher"]))
    copies = int(row.get("copies") or 0)
    also = f" · copied in {count(copies, 'more story', 'more stories')}" if copies else ""
    cited = {**row, "publisher": publisher_name(str(row["publisher"] or ""))}
    copy = button("Copy", "copy", data_copy=quotation(cited, zone))
    about = el("p", f"{source}<br>{who} · {time_of(row, zone)}{also} {copy}", "meta")
    return el("li", el("blockquote", quote, **turned(sentence)) + about)


def spark(counts: Sequence[int]) -> str:
    """Return counts over equal parts of time as small bars, the most of them as high as the line."""
    most, wide = max(1, *counts), 96 / len(counts)
    bars = "".join(
        f"M{wide * place:.1f} 20v-{max(2, 18 * number / most):.0f}h{0.7 * wide:.1f}V20z"
        for place, number in enumerate(counts)
        if number
    )
    shape = el("path", d=f"M0 19.5h96v.5h-96z{bars}")
    return el("svg", shape, "spark", viewBox="0 0 96 20", preserveAspectRatio="none", aria_hidden="true")


def page_number(view: View, of: int, size: int, name: str = "page") -> int:
    """Return the page of a list that the address asks for, held within the list."""
    written = view.own.get(name, "")[:9]
    asked = int(written) if written.isascii() and written.isdecimal() else 1
    return min(max(1, asked), max(1, -(-of // size)))


def pager(
    view: View,
    shown: int,
    of: int,
    page: int,
    size: int,
    *,
    name: str = "page",
    nouns: tuple[str, str] = ("story", "stories"),
    stay: bool = False,
    words: tuple[str, str] = ("← Newer", "Older →"),
) -> str:
    """Return where the list stands and the links to its other pages, which `stay` where the reader is."""
    if of <= size:
        return ""
    more = {"data_stay": "1"} if stay else {}
    before, after = {name: str(page - 1) if page > 2 else None}, {name: str(page + 1)}
    links = [link(view.here(**before), words[0], **more)] if page > 1 else []
    links += [link(view.here(**after), words[1], "next", **more)] if page * size < of else []
    first = (page - 1) * size + 1
    place = el("span", f"{first:,}–{first + shown - 1:,} of {count(of, *nouns)}")
    called = "list" if name == "page" else name
    return el("nav", place + " ".join(links), "pager", aria_label=f"Pages of the {called}")


def named_list(title: str, entries: Sequence[tuple[str, str, int]], more: str = "") -> str:
    """Return names with their numbers, each a link (address, name, number), under a title; "" for none."""
    items = "".join(
        el("li", el("a", el("span", esc(name)) + el("span", f"{int(number):,}", "number"), href=href))
        for href, name, number in entries
    )
    last = el("p", more, "note") if more else ""
    return el("section", el("h3", esc(title)) + el("ul", items) + last) if entries else ""
