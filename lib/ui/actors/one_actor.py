"""The page of one actor: its names, days, partners, publishers and quotations."""

from typing import Any

import pandas as pd

from lib.export.tables import as_csv
from lib.model.filter import Filter
from lib.model.wording import count
from lib.query import actors, authors, ego, one_actor, publishers, quotations, tags
from lib.query.filter import names
from lib.query.names_sought import coverage_note
from lib.store.archive import open_for_reading
from lib.ui import so_far
from lib.ui.actors import decision_form, drawer, link_table
from lib.ui.cache import archive_zone, ask
from lib.ui.component import draw
from lib.ui.downloads import FILES, save_menu
from lib.ui.evidence import evidence_list
from lib.ui.named_lists import NamedList, named_list
from lib.ui.options import Option
from lib.ui.render import Choices, Link, RichText
from lib.ui.view import View, with_actors, with_author, with_publisher, with_tag
from lib.ui.widgets import set_title
from lib.ui.wording import day, present, publishers_called, records, story_count

LISTED = 8  # names in a list
QUOTED = Option("quoted", "Show", {"8": "the newest 8", "200": "the newest 200"})  # passages on the page
SURFACES = 12  # ways of writing the name that are listed
KINDS = {
    "person": "Person", "organisation": "Organisation", "country": "Country", "group": "Group",
    "place": "Place", "other": "Product, event or work",
}  # fmt: skip
ROLES = {
    "name": "", "surname": "by surname", "metonym": "for its capital or seat", "demonym": "for its people",
    "title": "in a title", "nested": "inside another name",
}  # fmt: skip


def show(view: View, actor: str) -> None:
    """Show below an actor's network its name, form of corrections, days, partners and quotations."""
    span = ask(one_actor.span, view.criteria, actor=actor)
    if len(span):
        _head(span.iloc[0], view, actor)
    decision_form.form(view, actor)
    others = [
        Link(view.here(ego=str(row["actor_id"]), actor=None, pair=None), str(row["actor"]))
        for row in records(ask(actors.counts, view.criteria, limit=LISTED))
        if row["actor_id"] != actor
    ]
    draw("page/choices.html", "others", groups=[Choices("Or read about", others)] if others else [])
    if len(span):
        link_table.show(drawer.clickable("over_time", view, "profile-time", actor=actor), view)
        narrowed = with_actors(view.criteria, actor)
        draw("browse/beside.html", "profile", lists=_columns(view, narrowed, actor))
        _show_quotations(view, actor)


def _show_quotations(view: View, actor: str) -> None:
    """Show passages that quote the actor, and a button that saves them.

    The reader chooses whom they name and how many are shown.
    """
    about, most = view.own.get("about", ""), int(QUOTED.chosen(view))
    quoted = ask(quotations.of_actor, view.criteria, actor=actor, about=about, limit=most)
    if not (len(quoted) or about):
        return
    named = ask(quotations.others_named, view.criteria, actor=actor, limit=LISTED)
    offered = {"": "anyone"} | {str(each["actor_id"]): str(each["actor"]) for each in records(named)}
    offered.setdefault(about, ask(names.actor_name, about))
    total = int(quoted.attrs["total"])
    groups = [Option("about", "About", offered)] if len(offered) > 1 else []
    groups += [QUOTED] if total > int(QUOTED.default) else []
    draw(
        "actors/quoted.html",
        "quoted",
        title=f"{ask(names.actor_name, actor)}: quoted as saying",
        words=quoted_words(quoted),
        groups=[each.links(view) for each in groups],
        evidence=evidence_list(quoted, view, archive_zone(), [actor]),
    )

    def file_of_quotations(suffix: str) -> bytes:
        with open_for_reading(view.archive) as db:
            found = quotations.of_actor(db, view.criteria, actor=actor, about=about, limit=total)
        return as_csv(found[[*quotations.SAVED]])

    if total:
        formats = {"csv": FILES["csv"].label}
        save_menu("Save quotations", "quotations", "quotations", formats, file_of_quotations)


def quoted_words(quoted: pd.DataFrame) -> str:
    """Return a sentence: in how many passages the actor is quoted, and how many are shown."""
    total = int(quoted.attrs["total"])
    if not total:
        return "Quoted in no passage that names this actor."
    more = f" The newest {len(quoted)} are shown." if total > len(quoted) else ""
    return f"Quoted in {count(total, 'passage')}.{more}"


def _head(row: Any, view: View, actor: str) -> None:
    """Show the actor's name, how often it is named, since when, and in which forms."""
    kind, often = KINDS[row["kind"]], _drawer_link(view, actor, count(row["mentions"], "time"))
    seen = ask(one_actor.surfaces, view.criteria, actor=actor)
    among = Link(view.to("read", with_actors(view.criteria, actor)), story_count(row["stories"]))
    set_title(row["actor"])
    surfaces: list[RichText] = []
    for each in records(seen.head(SURFACES)):
        role = f" {ROLES[each['role']]}" if ROLES[each["role"]] else ""
        mentions = _drawer_link(view, actor, f"{int(each['mentions']):,}", seen=str(each["surface"]))
        surfaces.append((f"“{each['surface']}”{role} (", mentions, ")"))
    draw(
        "actors/head.html",
        "profile-head",
        name=row["actor"],
        words=(
            f"{kind}. Named ",
            often,
            " in ",
            among,
            f" of {row['of']:,}",
            *since(row, view, actor),
            ". ",
            so_far.link(view, with_actors(view.criteria, actor)),
        ),
        note=ask(coverage_note, view.criteria),
        surfaces=surfaces,
        more=f" and {seen.attrs['of'] - SURFACES:,} more" if len(seen) > SURFACES else "",
    )


def since(row: Any, view: View, actor: str) -> RichText:
    """Return words: first and last day that name the actor, as links, and how many stories have no date.

    () if no story has a date.
    """
    if not present(row["first_day"]):
        return ()
    both = dict.fromkeys((row["first_day"], row["last_day"]))
    ends = [_drawer_link(view, actor, day(each), on=f"{each}..{each}") for each in both]
    left = f", {int(row['undated']):,} without a date" if row["undated"] else ""
    if ends[1:]:
        return (", first on ", ends[0], " and last on ", ends[1], left)
    return (f", {'' if left else 'all '}on ", ends[0], left)


def _drawer_link(view: View, actor: str, words: str, **own: str) -> Link:
    return Link(drawer.with_drawer(view, actor, **own).href(), words, stay=True)


def _columns(view: View, narrowed: Filter, actor: str) -> list[NamedList]:
    """Return the lists of an actor's page: partners, tags, publishers and authors of its stories."""
    own = ask(ego.partners, ego.EgoRequest(criteria=view.criteria, ego=actor, minimum=1, most=LISTED))
    partners = tuple(
        (
            Link(
                drawer.with_drawer(view, str(r["source_id"]), str(r["target_id"])).href(),
                str(r["target"] if r["source_id"] == actor else r["source"]),
            ),
            int(r["weight"]),
        )
        for r in records(own)
    )
    lists = [NamedList("Most often with", partners)]
    for title, question, column, narrow in (
        ("Tags", tags.counts, "tag", with_tag),
        ("Publishers", publishers.counts, "publisher", with_publisher),
        ("Written by", authors.counts, "author", with_author),
    ):
        frame = ask(question, narrowed).head(LISTED)
        numbers = dict(zip(map(str, frame[column]), map(int, frame["stories"]), strict=True))
        called = publishers_called([*numbers]) if column == "publisher" else {}
        lists.append(named_list(title, numbers, view, narrowed, narrow, called=called))
    return lists
