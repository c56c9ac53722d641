"""Decisions are replayed in order from what was found; a text names its actor where no longer name stands."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from lib.actors import decided
from lib.actors.decided import Ledger, key_of
from lib.actors.sentences import sentences
from lib.model.ledger import Decision, What
from lib.model.mention import Mention
from tests.builders import article, mention, mentions
from tests.cases import every_case

NOW = datetime(2024, 4, 9, tzinfo=UTC)
STORY = article("Miller meets Norway", "Miller said Sweden agreed. The Harbour Board met Norway.")
FOUND = mentions(STORY, {"Miller": "person", "Sweden": "country", "Norway": "country"})


def made(what: What, **fields: str) -> Decision:
    return Decision(id="d1", what=what, made_at=NOW, **fields)


def ruled(*decisions: Decision, story: Any = STORY, found: tuple[Mention, ...] = FOUND) -> list[str]:
    now = Ledger(decisions).mentions(found, story.blocks, article="s1", publisher="harbour.example")
    return [f"{each.surface}={each.actor_id}" for each in now]


CASES = {
    "merge": (made("merge", actor="country/norway", to="country/sweden"), [
        "Miller=person/miller", "Norway=country/sweden", "Miller=person/miller", "Sweden=country/sweden",
        "Norway=country/sweden"]),
    "ignore": (made("ignore", actor="country/norway"), [
        "Miller=person/miller", "Miller=person/miller", "Sweden=country/sweden"]),
    "split by paper": (made("split", actor="person/miller", to="person/~b", publisher="harbour.example"), [
        "Miller=person/~b", "Norway=country/norway", "Miller=person/~b", "Sweden=country/sweden",
        "Norway=country/norway"]),
    "identify": (made("identify", text="Miller", article="s1", to="person/~ann"), [
        "Miller=person/~ann", "Norway=country/norway", "Miller=person/~ann", "Sweden=country/sweden",
        "Norway=country/norway"]),
    "alias": (made("alias", text="Harbour Board", to="organisation/~board", called="Harbour Board"), [
        "Miller=person/miller", "Norway=country/norway", "Miller=person/miller", "Sweden=country/sweden",
        "Harbour Board=organisation/~board", "Norway=country/norway"]),
}  # fmt: skip


@every_case(("name", "ruling"), CASES.items())
def test_each_decision_does_what_it_says(name: str, ruling: tuple[Decision, list[str]]) -> None:
    decision, expected = ruling
    assert ruled(decision) == expected


@every_case(
    "decision",
    [
        made("identify", text="Miller", article="other", to="person/~ann"),
        made("split", actor="person/miller", to="person/~b", publisher="fog.example"),
        made("split", actor="person/miller", to="person/~b", text="Mill"),
        made("rename", actor="person/miller", called="Ann Miller"),
        made("alias", text="Harbour Boar", to="organisation/~board"),
        made("ignore", actor="person/nobody"),
    ],
)
def test_what_is_elsewhere_leaves_the_mentions_themselves(decision: Decision) -> None:
    assert Ledger((decision,)).mentions(FOUND, STORY.blocks, article="s1", publisher="h") is FOUND


def test_later_decisions_see_what_earlier_ones_made() -> None:
    first = made("merge", actor="country/norway", to="country/sweden")
    then = made("ignore", actor="country/sweden")
    assert ruled(first, then) == ["Miller=person/miller", "Miller=person/miller"]
    assert "Norway=country/sweden" in ruled(then, first)


PLACES = [
    ("山田花子", "昨日、山田花子氏と会談した。", 1),
    ("习近平", "国家主席习近平访问了港口。", 1),
    ("สมชาย", "ประธานสมชายกล่าว", 1),
    ("ウクライナ", "首相がウクライナを訪問した。", 1),
    ("クライナ", "首相がウクライナを訪問した。", 0),
    ("문재인", "문재인은 말했다. 문재인이 왔다.", 2),
    ("재인", "문재인은 말했다.", 0),
    ("سالم", "قال وسالم وصل. سالم هنا.", 2),
    ("मोद", "मोदी ने कहा", 0),
    ("मोदी", "मोदी ने कहा", 1),
    ("नद", "आनद", 0),
    ("Holm", "Holms @Holm #Holm Holm_x Holm's", 1),
]


@every_case(("alias", "text", "number"), PLACES)
def test_an_alias_stands_where_its_script_lets_a_word_stand(alias: str, text: str, number: int) -> None:
    story = article("Fog", text)
    decision = made("alias", text=alias, to="person/~x")
    now = Ledger((decision,)).mentions((), story.blocks, article="s1", publisher="")
    assert [(each.surface, each.article_id) for each in now] == [(alias, "s1")] * number


@every_case("name", ["ウクライナ", "Norden"])
def test_a_mention_s_own_words_are_its_place_whatever_stands_beside_them(name: str) -> None:
    text = "首相がクウクライナを訪問した。 xNorden met."
    there = mention(article("Fog", f"{name} met."), name)
    there = replace(there, start=text.index(name), end=text.index(name) + len(name))
    identified = Ledger((made("identify", text=name, article="s1", to="country/~x"),))
    found = (there,)
    now = identified.mentions(found, article("Fog", text).blocks, article="s1", publisher="")
    assert [(each.surface, each.actor_id) for each in now] == [(name, "country/~x")]
    assert identified.mentions((), article("Fog", text).blocks, article="s1", publisher="") == ()


def test_each_mention_of_a_block_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    cuts: list[str] = []
    monkeypatch.setattr(decided, "sentences", lambda text: cuts.append(text) or sentences(text))
    story = article("Fog", "Ada Holm said it. " * 400)
    alias = Ledger((made("alias", text="Ada Holm", to="person/~x"),))
    now = alias.mentions((), story.blocks, article="s1", publisher="")
    assert [each.sentence for each in now] == list(range(400))
    assert len(cuts) == 1


def test_a_longer_name_keeps_its_words_and_a_shorter_one_is_nested() -> None:
    story = article("Fog", "The Norway Board met. Bank of Norway Board members left.")
    bank = mention(story, "Bank of Norway", kind="organisation")
    inner = mention(story, "Norway", kind="country")
    decision = made("alias", text="Norway Board", to="organisation/~board")
    now = Ledger((decision,)).mentions((inner, bank), story.blocks, article="", publisher="")
    assert [(each.surface, each.role) for each in now] == [
        ("Norway Board", "name"), ("Norway", "nested"), ("Bank of Norway", "name"),
    ]  # fmt: skip


def test_an_alias_stands_in_its_own_sentence_and_never_in_a_credit() -> None:
    story = article("Fog", "Rain fell. Quay Union met.", credit="Quay Union")
    alias = Ledger((made("alias", text="Quay Union", to="group/~quay"),))
    (now,) = alias.mentions((), story.blocks, article="", publisher="")
    text = story.blocks[now.block].text
    assert text[now.start : now.end] == "Quay Union"
    assert text[now.sentence_start : now.sentence_end] == "Quay Union met."
    assert (now.sentence, now.kind) == (1, "group")


def test_an_identified_surname_is_a_surname_and_an_alias_is_a_name() -> None:
    story = article("Fog", "Lee met Norway.")
    lee = Ledger((made("identify", text="Lee", article="s", to="person/~ann-lee"),))
    assert [m.role for m in lee.mentions((), story.blocks, article="s", publisher="")] == ["surname"]
    named = mention(story, "Lee", kind="person", role="surname")
    known = Ledger((made("alias", text="Lee", to="person/~ann-lee"),))
    assert [m.role for m in known.mentions((named,), story.blocks, article="s", publisher="")] == ["name"]


DOUBTS = {
    "accepted": (made("accept", actor="person/miller"), (False, False)),
    "accepted elsewhere": (made("accept", actor="person/miller", article="other"), (True, True)),
    "accepted by its words": (made("accept", actor="person/miller", text="Miller"), (False, False)),
    "identified": (made("identify", text="Miller", article="s1", to="person/~ann"), (False, False)),
    "parted": (made("split", actor="person/miller", to="person/~b", text="Miller"), (False, False)),
    "of two that are one": (made("merge", actor="person/miller", to="person/~b"), (True, False)),
}


@every_case(("name", "ruling"), DOUBTS.items())
def test_a_decision_ends_the_doubts_that_it_is_about(
    name: str, ruling: tuple[Decision, tuple[bool, bool]]
) -> None:
    decision, expected = ruling
    miller = mention(STORY, "Miller", kind="person", role="surname", undecided=True, unsure=True, block=1)
    *_, now = Ledger((decision,)).mentions((miller,), STORY.blocks, article="s1", publisher="")
    assert (now.undecided, now.unsure) == expected


def test_a_new_actor_s_key_is_made_of_its_name() -> None:
    assert key_of("person", "Zoë O’Hara-Lee") == "person/~zoe-ohara-lee"
    assert key_of("group", "…") == ""


def test_a_surname_is_decided_where_it_was_in_doubt_alone() -> None:
    story = article("Fog", "Mr Moss left. Moss sang. Jane Moss sat.")
    sure, doubted = (
        mention(story, "Moss", "Karl Moss", kind="person", role="surname", nth=n) for n in (0, 1)
    )
    found = (sure, replace(doubted, undecided=True))
    jane = made("identify", text="Moss", article="s1", to="person/~jane-moss", doubt="undecided")
    now = Ledger((jane,)).mentions(found, story.blocks, article="s1", publisher="")
    assert [(each.actor_id, each.undecided) for each in now] == [
        (sure.actor_id, False), ("person/~jane-moss", False),
    ]  # fmt: skip
    with pytest.raises(ValueError, match="is no doubt that a decision ends"):
        made("identify", text="Moss", article="s1", to="person/~jane-moss", doubt="unsure")
