"""A feed's item and its page are one story, in whatever order and batches they come; other pages are not."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from lib.model.cleaned import Doubt
from lib.model.feed import SUMMARY
from lib.model.ledger import Decision
from lib.model.parsed import Parsed, StoryAddresses
from lib.store import originals, receipts, reconcile
from lib.store.batches.merged_stories import keep_aliases
from lib.store.batches.stories import save
from lib.store.journal import ledger, marks
from lib.store.paths import files
from lib.store.removal import remove
from lib.store.removal_again import lift_tombstones, remove_again
from lib.store.upkeep.compact import compact
from tests.builders import MORNING, archive, article, brief, parsed
from tests.lots import few
from tests.store.asked import rows

SITE = "https://harbour.example"
PROXY = "https://proxy.example/r/1"
QUAY, LIVE = f"{SITE}/city/old-quay-reopens", f"{SITE}/news/live-updates"
HEADLINE = "Old quay reopens after the storm"
OPENING = "The old quay has opened again on Monday after three months of work on its oldest walls."


def page(
    headline: str, *body: str, sure: Sequence[str] = (), said: Sequence[str] = (), hour: int = 0
) -> Parsed:
    """Return a capture of a story of these names."""
    story = article(headline, *body, captured_at=MORNING + timedelta(hours=hour))
    text = "\n".join((headline, *body, *sure, *said, str(hour)))
    return replace(parsed(story, text=text), addresses=StoryAddresses(sure=tuple(sure), said=tuple(said)))


def item(headline: str, text: str, link: str, *, hour: int = 0) -> Parsed:
    """Return an item of a feed that is only a summary."""
    seen = page(headline, text, sure=(link,), hour=hour)
    doubt = Doubt(kind="only a part", reason=f"T{SUMMARY[1:]}. Look at the page.", weight=0.2)
    return replace(
        seen, capture=replace(seen.capture, partial=SUMMARY), cleaned=replace(seen.cleaned, doubts=(doubt,))
    )


def filled(folder: Path, *batches: Sequence[Parsed]) -> Path:
    path = archive(folder)
    for batch in batches:
        save(path, batch)
    return path


def seen(path: Path) -> object:
    """Return what an archive holds of its stories, whatever their ids.

    Texts, captures, keys, and what is shown.

    A feed's summary that came after the page is left out, one that came before stays as an earlier version.
    """
    summaries = f"select revision from capture where contains(coalesce(doubts, ''), '{SUMMARY[1:]}')"
    texts = f"select article, revision, shown from article where shown or revision not in ({summaries})"
    captures = "select article, sha256 from capture"
    keys = "select article, key from story_key where kind <> 'headline'"
    stories: dict[object, list[set[object]]] = {}
    for place, sql in enumerate((texts, captures, keys)):
        for story, *what in rows(path, sql):
            stories.setdefault(story, [set(), set(), set()])[place].add(tuple(what))
    return {tuple(frozenset(part) for part in parts) for parts in stories.values()}


# A story under many names, others with the same broken canonical address, a page of the newest report.
BRIDGE = f"{SITE}/?p=7"
CARS = "Cars may use it from today, and so may the buses of the town."
SHIP = "Its first ship came in at noon, with guests from three towns."
WIND = "The wind keeps the evening ferry in the port of the town."
HOUR = "The market opens an hour later from now on, says its board."
WHOLE = (
    page(HEADLINE, OPENING, "It took long.", sure=(QUAY,), said=(PROXY,), hour=2),
    page(HEADLINE, OPENING, "It took longer.", sure=(QUAY,), hour=5),
    page("Quay: what we know now", OPENING, sure=(BRIDGE,), said=(QUAY,), hour=3),
    page("Quay, shortened", CARS, sure=(BRIDGE,)),
    page("Old quay reopens", SHIP, sure=(PROXY,), hour=1),
    page("Old quay reopens", SHIP, said=(QUAY, LIVE)),
    page("Ferry stays in port", WIND, said=(QUAY, f"{SITE}/f/b")),
    page("Market opens later", HOUR, said=(QUAY, f"{SITE}/m/a")),
    page("Market opens later", HOUR, sure=(f"{SITE}/m/9",)),
)


@pytest.mark.parametrize("seed", few(range(12), 1))
def test_the_order_of_arrival_and_the_batches_change_nothing(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    straight = filled(tmp_path / "straight", WHOLE)
    order = chance.sample(WHOLE, len(WHOLE))
    cut = sorted(chance.sample(range(1, len(order)), chance.randint(1, len(order) - 1)))
    batches = [order[a:b] for a, b in zip([0, *cut], [*cut, len(order)], strict=True)]
    other = filled(tmp_path / "other", *batches, order)
    assert seen(other) == seen(straight)
    assert rows(other, "select count(*) from (select article from article where shown group by all)") == rows(
        other, "select count(*) from article where shown"
    )
    state = rows(other, "select value from setting where key = 'state'")
    assert {each.outcome for each in save(other, order).receipts} == {"known"}
    assert rows(other, "select value from setting where key = 'state'") == state


def test_a_broken_canonical_address_makes_no_two_stories_one(tmp_path: Path) -> None:
    path = filled(tmp_path / "a", WHOLE)
    ferry = rows(path, "select count(*) from capture c join stories s on s.article_id = c.article "
                       "where s.headline like 'Ferry%'")  # fmt: skip
    market = rows(path, "select count(*) from stories where headline like 'Market%'")
    assert (ferry, market) == ([(1,)], [(2,)])


CHOICES: tuple[tuple[Any, ...], ...] = (
    ("headline", "opening"),
    ("sure", "said"),
    ((0, 1), (1, 0)),
    (True, False),
)
# The first two hold every choice.
ARRIVALS = sorted(product(range(2), repeat=4), key=lambda way: sum(way) not in (0, 4))


@pytest.mark.parametrize("way", few(ARRIVALS, 2))
def test_a_summary_and_its_page_are_one_story_of_which_the_page_is_shown(
    tmp_path: Path, way: tuple[int, int, int, int]
) -> None:
    """Also where the summary was seen later than the page was saved."""
    same, name, order, together = (choice[place] for choice, place in zip(CHOICES, way, strict=True))
    title, text = (HEADLINE, "More on our page.") if same == "headline" else ("At last", f"{OPENING[:-9]} …")
    pair = item(title, text, PROXY, hour=9), page(HEADLINE, OPENING, "It took long.", **_named(name))
    come = [pair[place] for place in order]
    path = filled(tmp_path / "a", *([come] if together else [[each] for each in come]))
    assert rows(path, "select text like '%took long%' from stories") == [(True,)]
    (story,) = rows(path, "select article_id from stories")
    remove(path, str(story[0]))
    late = item("Another title", "Told in quite other words than those of before.", PROXY, hour=12)
    again = page("Another title", "Told in quite other words.", sure=(QUAY,))
    assert [each.outcome for each in save(path, [*pair, late, again]).receipts] == ["removed"] * 4
    assert {each.article_id for each in save(path, [late, again]).receipts} == {story[0]}
    lift_tombstones(path, str(story[0]))
    assert "removed" not in {each.outcome for each in save(path, [late, again]).receipts}


def _named(name: str) -> dict[str, Any]:
    return {"sure": (QUAY, PROXY)} if name == "sure" else {"sure": (QUAY,), "said": (PROXY,)}


def test_a_page_that_redirects_lead_to_from_many_stories_is_none_of_them(tmp_path: Path) -> None:
    items = [item(f"Story number {n} of the day", f"The {n}th story begins with these words of its own.",
                  f"{SITE}/s/{n}") for n in "abc"]  # fmt: skip
    login = f"{SITE}/account/login"
    wall = "Sign in with your name and your word to read on here."
    walls = [
        page("Sign in to read on", wall, sure=(login,), said=(f"{SITE}/s/{n}",), hour=hour)
        for hour, n in enumerate("abc")
    ]
    for name, order in (("a", (*items, *walls)), ("b", (*walls, *items))):
        path = filled(tmp_path / name, *([each] for each in order))
        assert rows(path, "select count(*) from stories") == [(4,)]


def test_a_page_of_which_a_part_is_missing_does_not_stand_for_the_story(tmp_path: Path) -> None:
    told_part = page(HEADLINE, OPENING, sure=(QUAY,))
    part = replace(told_part, capture=replace(told_part.capture, partial="its end is missing"))
    summary = item(HEADLINE, "More on our page.", QUAY)
    path = filled(tmp_path / "a", [part, summary])
    assert rows(path, "select count(*) from article") == [(2,)]
    saved = save(
        path, [page(HEADLINE, OPENING, "All of it.", sure=(QUAY,)), item(HEADLINE, "Even more.", QUAY)]
    )
    assert [each.outcome for each in saved.receipts] == ["revision", "known"]
    assert len(saved.spare) == 1


def two_and_their_bridge(folder: Path) -> tuple[Path, str, str]:
    """Return an archive in which the second story has become the first one's; the ids of both."""
    one = page(HEADLINE, OPENING, sure=(PROXY,))
    two = replace(
        page("Quay again", "Ships come in.", sure=(QUAY,), hour=1),
        cleaned=replace(page("Quay again", "Ships come in.", hour=1).cleaned, briefs=(brief(),)),
        brief_mentions=((),),
    )
    path = filled(folder, [one], [two])
    seen = rows(path, "select headline, article_id from stories where form = 'story'")
    ids = {str(headline): str(article) for headline, article in seen}
    former = ids["Quay again"]
    marks.set_starred(path, former, True)
    marks.set_note(path, former, "of the second")
    marks.set_note(path, str(ids[HEADLINE]), "of the first")
    marks.add_label(path, former, "mine")
    decision = Decision(id="d1", what="ignore", made_at=MORNING, actor="country/norway", article=former)
    ledger.append(path, decision)
    save(path, [page(HEADLINE, OPENING, "It took long.", sure=(QUAY,), said=(PROXY,), hour=2)])
    return path, str(ids[HEADLINE]), former


def test_two_stories_that_turn_out_to_be_one_keep_all_that_they_had(tmp_path: Path) -> None:
    path, first, former = two_and_their_bridge(tmp_path / "a")
    assert rows(path, "select article_id from stories where form = 'story'") == [(first,)]
    texts = rows(path, "select count(*), count(distinct revision) from article where form = 'story'")
    assert texts == [(3, 3)]
    assert rows(path, "select former, article from alias") == [(former, first)]
    assert rows(path, "select host from stories where form = 'brief'") == [(first,)]
    outcomes = [outcome for (outcome,) in rows(path, "select outcome from capture order by batch")]
    assert outcomes == ["stored", "revision", "revision"]
    for _ in range(2):
        marks.move(path, {former: first})
        assert marks.marks_on(path, former) == marks.Marked()
        assert marks.marks_on(path, first) == marks.Marked(
            starred=True, labels=("mine",), note="of the first\n\nof the second"
        )
        assert [each.article for each in ledger.read(path)] == [first]
    lines = files(path).receipts
    (*_, line) = receipts.read(lines)
    assert line.merged == ((former, first),)
    lines.write_bytes(b"".join(lines.read_bytes().splitlines(keepends=True)[:-1]))  # as by a kill
    reconcile.repair(path)
    (*_, line) = receipts.read(lines)
    assert line.merged == ((former, first),)
    compact(path)
    assert rows(path, "select count(*) from alias") == [(1,)]


def test_a_former_id_is_kept_in_an_archive_that_was_built_anew(tmp_path: Path) -> None:
    path, first, former = two_and_their_bridge(tmp_path / "a")
    keep_aliases(path, {former: first, "another": "nowhere", "third": first, first: former})
    assert rows(path, "select former, article from alias order by all") == sorted(
        [(former, first), ("third", first)]
    )


def test_a_story_whose_other_half_is_removed_goes_whole(tmp_path: Path) -> None:
    """Where a backup of before they were one is restored: the other half bears a removed capture."""
    path, first, _ = two_and_their_bridge(tmp_path / "a")
    remove(path, first)
    lines = list(receipts.read(files(path).receipts))
    one = page(HEADLINE, OPENING, sure=(PROXY,))
    two = page("Quay again", "Ships come in.", sure=(QUAY,), hour=1)
    earlier = filled(tmp_path / "earlier", [one], [two])
    assert remove_again(earlier, lines) == 2
    assert rows(earlier, "select count(*) from stories") == [(0,)]
    assert list(originals.hashes_in(files(earlier).originals)) == []


def test_no_new_story_gets_an_id_of_a_removed_one(tmp_path: Path) -> None:
    """Neither its own nor one that it had before, here and in an archive that is built anew."""
    bare, whole = page("Quay again", "Ships come in."), page(HEADLINE, OPENING, sure=(QUAY,))
    path = filled(tmp_path / "a", [whole], [bare])
    ids = rows(path, "select article from article")
    save(path, [page("Quay again", "Ships come and go.", sure=(QUAY,), hour=2)])
    ((story,),) = rows(path, "select distinct article from article")
    assert rows(path, "select article from alias") == [(story,)]
    remove(path, str(story))
    other = filled(tmp_path / "other")
    remove_again(other, list(receipts.read(files(path).receipts)))
    for each in (path, other):
        save(each, [page("Quay again", "Quite another quay.", hour=3)])
        ((fresh,),) = rows(each, "select article from article")
        assert (fresh,) not in ids
