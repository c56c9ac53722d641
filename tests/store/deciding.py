"""A small archive whose names overlap, and decisions about them by chance."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from lib.actors.decided import Ledger
from lib.model.ledger import WHATS, Decision, What
from lib.model.mention import Kind
from lib.model.parsed import Parsed
from lib.store.batches.stories import save
from tests.builders import archive, article, once, parsed

NOW = datetime(2024, 4, 9, tzinfo=UTC)
NAMES: dict[str, Kind] = {
    "Ann Miller": "person", "Bo Miller": "person", "Lee": "person", "Norway": "country", "Sweden": "country",
    "Harbour Board": "organisation",
}  # fmt: skip
TEXTS = (
    ("Ann Miller meets Lee", "Ann Miller met Lee in Norway. Miller left at noon. Lee stayed."),
    ("Lee speaks", "Lee spoke of Sweden. The Harbour Board of Norway heard Lee. Miller did not."),
    ("Bo Miller sails", "Bo Miller sailed to Norway. Sweden waved. Miller waved back."),
    ("Board meets", "The Harbour Board met. Ann Miller and Bo Miller voted. Norway and Sweden watched."),
    ("Quay Union", "The Quay Union met nobody. Miller was asked."),
)
KEYS = (
    *(f"{kind}/{name.lower().replace(' ', '-')}" for name, kind in NAMES.items()),
    "person/~someone", "group/~quay-union", "country/~elsewhere",
)  # fmt: skip
WORDS = ("Miller", "Lee", "Quay Union", "Harbour Board", "Norway", "Board", "Union met")
STORIES = tuple(f"story-{number}" for number, _ in enumerate(TEXTS))
PUBLISHERS = ("harbour.example", "fog.example")


def pages() -> list[Parsed]:
    """Return a capture of each text; names are found in full, Lee undecided and the board unsure."""
    return [
        in_doubt(parsed(
            article(headline, body, publisher=PUBLISHERS[number % 2],
                    canonical_url=f"https://harbour.example/{number}"),
            names=NAMES,
        ))
        for number, (headline, body) in enumerate(TEXTS)
    ]  # fmt: skip


def in_doubt(page: Parsed) -> Parsed:
    """Return the capture with its doubts."""
    doubtful = (
        replace(each, undecided=each.surface == "Lee", unsure=each.surface == "Harbour Board")
        for each in page.mentions
    )
    return replace(page, mentions=tuple(doubtful))


def filled(folder: Path, decisions: Sequence[Decision] = (), taken: Sequence[Parsed] | None = None) -> Path:
    """Return an archive that was filled with the decisions holding from its start."""
    if not decisions and taken is None:
        return undecided(folder)
    path = archive(folder)
    taken = pages() if taken is None else taken
    ids = {page.capture.sha256: story for page, story in zip(pages(), STORIES, strict=True)}
    resolver = Ledger(tuple(decisions))
    if decisions:
        from lib.store.mentions.follow import follow

        follow(path, resolver)
    save(path, taken, ids=ids, resolver=resolver)
    return path


@once
def undecided(folder: Path) -> Path:
    """Return an archive that follows no decision."""
    return filled(folder, taken=pages())


def made(what: What, number: str = "d1", **fields: str) -> Decision:
    """Return a decision."""
    return Decision(id=number, what=what, made_at=NOW, **fields)


def any_decision(chance: random.Random, number: str) -> Decision:
    """Return a decision about anybody."""
    actor, to = chance.sample(KEYS, 2)
    what = chance.choice(WHATS)
    word, story, publisher = chance.choice(WORDS), chance.choice(STORIES), chance.choice(PUBLISHERS)
    called = chance.choice(("", f"Name {number}"))
    if what == "split":
        only = chance.choice(({"text": word}, {"article": story}, {"publisher": publisher}))
        return made("split", number, actor=actor, to=to, called=called, **only)
    fields: dict[What, dict[str, str]] = {
        "merge": {"actor": actor, "to": to, "called": called},
        "rename": {"actor": actor, "called": f"Renamed {number}"},
        "ignore": {"actor": actor} | chance.choice(({}, {"article": story}, {"text": word})),
        "identify": {"text": word, "article": story, "to": to, "called": called}
        | chance.choice(({}, {"doubt": "undecided"})),
        "alias": {"text": word, "to": to, "called": called},
        "apart": {"actor": actor, "to": to},
        "accept": {"actor": actor} | chance.choice(({}, {"article": story}, {"text": word})),
    }
    return made(what, number, **fields[what])
