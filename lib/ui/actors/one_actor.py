"""One actor's own page, below its network: names, time, partners, carriers, quotations."""

from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd

from lib.model.filter import Filter
from lib.model.wording import count
from lib.query import actors, authors, ego, facets, one_actor, tags
from lib.ui.actors import deciding, drawer, link_table
from lib.ui.answers import ask, desk_zone
from lib.ui.chart import chart
from lib.ui.lists import evidence_list, named_list, publishers_told, rows
from lib.ui.markup import day, el, esc, link, present, story_count
from lib.ui.pieces import titled
from lib.ui.sheet import sheet
from lib.ui.view import View, with_author, with_publisher, with_tag

LISTED = 8
KINDS = {
    "person": "Person", "organisation": "Organisation", "country": "Country", "group": "Group",
    "place": "Place", "other": "Product, event or work",
}  # fmt: skip
ROLES = {
    "name": "", "surname": "by surname", "metonym": "for its capital or seat", "demonym": "for its people",
    "title": "in a title", "nested": "inside another name",
}  # fmt: skip


def most_named(view: View) -> str:
    """Return the actor that most stories of the selection name, "" where they name nobody."""
    most = ask(actors.counts, view.criteria, limit=1)
    return str(most["actor_id"].iloc[0]) if len(most) else ""


def opening(view: View, actor: str) -> None:
    """Show who the actor is, and the way to others: what stands above its network."""
    span = ask(one_actor.span, view.criteria, actor=actor)
    if len(span):
        _head(span.iloc[0], view, actor)
    deciding.desk(view, actor)
    most = ask(actors.counts, view.criteria, limit=LISTED)
    items = "".join(
        el("dd", link(view.here(ego=str(row["actor_id"]), actor=None, pair=None), str(row["actor"])))
        for row in rows(most)
        if row["actor_id"] != actor
    )
    words = el("dl", el("div", el("dt", "Or read about") + items)) if items else ""
    sheet(el("div", words, "choices"), "others")


def show(view: View, actor: str) -> None:
    """Show all that the selection tells of the actor, below its network."""
    span = ask(one_actor.span, view.criteria, actor=actor)
    if not len(span):
        return
    row = span.iloc[0]
    pick, cleared = partial(drawer.pick, view=view), not drawer.is_open(view)
    drawn = chart(
        "over_time",
        view,
        "profile-time",
        select="points",
        on_pick=pick,
        cleared=cleared,
        actor=actor,
    )
    link_table.show(drawn, view)
    narrowed = _narrowed(view, actor)
    sheet(el("div", "".join(_columns(view, narrowed, actor)), "profile"), "profile")
    quoted = ask(one_actor.quotations, view.criteria, actor=actor, limit=LISTED)
    if len(quoted):
        title = el("h2", esc(f"{row['actor']}: quoted as saying"))
        listed = evidence_list(quoted, view, desk_zone(), [actor])
        sheet(el("section", title + el("p", esc(_quoted(quoted)), "note") + listed), "quoted")


def _quoted(quoted: pd.DataFrame) -> str:
    """Return in how many passages the actor is quoted, and among how many paragraphs these were sought."""
    total, looked_at, of = (int(quoted.attrs[name]) for name in ("total", "looked_at", "of"))
    sought = f" of the newest {looked_at:,} paragraphs of {of:,} that give the name" if looked_at < of else ""
    more = f" The newest {len(quoted)} are shown." if total > len(quoted) else ""
    return f"Quoted in {count(total, 'passage')}{sought}.{more}"


def _head(row: Any, view: View, actor: str) -> None:
    often = _opened(view, actor, count(row["mentions"], "time"))
    among = link(view.to("read", _narrowed(view, actor)), story_count(row["stories"]))
    titled(row["actor"])
    words = f"{KINDS[row['kind']]}. Named {often} in {among} of {row['of']:,}{_since(row, view, actor)}."
    seen = ask(one_actor.seen, view.criteria, actor=actor)
    surfaces = ", ".join(_surface(each, view, actor) for each in rows(seen.head(12)))
    more = f" and {seen.attrs['of'] - 12:,} more" if len(seen) > 12 else ""
    sheet(
        el("h2", esc(row["actor"]))
        + el("p", words, "note")
        + el("p", f"Written as {surfaces}{more}.", "note"),
        "profile-head",
    )


def _since(row: Any, view: View, actor: str) -> str:
    """From when to when, each day open to its sentences."""
    if not present(row["first_day"]):
        return ""
    both = dict.fromkeys((row["first_day"], row["last_day"]))
    ends = [_opened(view, actor, day(each), on=f"{each}..{each}") for each in both]
    left = f", {int(row['undated']):,} without a date" if row["undated"] else ""
    when = (
        f"first on {ends[0]} and last on {ends[1]}" if ends[1:] else f"{'' if left else 'all '}on {ends[0]}"
    )
    return f", {when}{left}"


def _surface(row: Any, view: View, actor: str) -> str:
    how = f" {ROLES[row['role']]}" if ROLES[row["role"]] else ""
    number = _opened(view, actor, f"{int(row['mentions']):,}", seen=str(row["surface"]))
    return f"“{esc(row['surface'])}”{how} ({number})"


def _opened(view: View, actor: str, words: str, **own: str) -> str:
    return link(drawer.opened(view, actor, **own).href(), words, data_stay="1")


def _narrowed(view: View, actor: str) -> Filter:
    rest = tuple(dict.fromkeys((*view.criteria.actors.all, actor)))
    return replace(view.criteria, actors=replace(view.criteria.actors, all=rest))


def _columns(view: View, narrowed: Filter, actor: str) -> list[str]:
    own = ask(ego.partners, ego.EgoRequest(criteria=view.criteria, ego=actor, minimum=1, most=LISTED))
    partners = [
        (drawer.opened(view, str(r["source_id"]), str(r["target_id"])).href(),
         r["target"] if r["source_id"] == actor else r["source"], int(r["weight"]))
        for r in rows(own)
    ]  # fmt: skip
    lists = [("Most often with", partners)]
    for title, question, column, narrow in (
        ("Tags", tags.counts, "tag", with_tag),
        ("Publishers", facets.publishers, "publisher", with_publisher),
        ("Written by", authors.counts, "author", with_author),
    ):
        frame = ask(question, narrowed).head(LISTED)
        called = publishers_told(list(frame[column])) if column == "publisher" else {}
        lists.append((title, [
            (view.to("read", narrow(narrowed, str(r[column]))), called.get(r[column], r[column]),
             int(r["stories"]))
            for r in rows(frame)
        ]))  # fmt: skip
    return [named_list(title, entries) for title, entries in lists if entries]
