"""Measures the actors of sixty English news texts against the names that two readers noted in them.

`python -m bench.actors_judged PAGES [--show]`, where PAGES holds the folders `open` and `further`,
with a `truth.jsonl` each. `judged_english.jsonl` names the texts by set, id and the hash of headline, blank
line and body, and holds kind and places of each actor, no text. What only one reader noted, or one called
unsure, is neither right nor wrong. No name of these texts may be the reason for a rule or a row of a table.
Other languages are measured by actors_abroad.py.
"""

import argparse
import hashlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from lib.actors import CoMention, co_mentions, find
from lib.actors.co_mentions import counted_mentions
from lib.model.article import Article, Zone
from tests.builders import article, blocks

JUDGED = Path(__file__).with_name("judged_english.jsonl")
_Node = tuple[str, str, str]  # id, kind and name of an actor
BODIES = {"organisation", "group", "country"}  # what the readers noted as one of the others


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """An actor that the readers noted: places are (start, end) in the text."""

    name: str
    kind: str
    prominent: bool
    unsure: bool
    places: tuple[tuple[int, int], ...]


class _Verdict(NamedTuple):
    """Whether one node, pair or noted actor of a text is right, and the measure that it counts for."""

    measure: str
    name: str
    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A text and the actors noted in it."""

    id: str
    politics: bool
    text: str
    headline: str
    published: datetime | None
    actors: tuple[Noted, ...]
    language: str = "en"


def main() -> int:
    """Print precision of nodes and pairs, and how many prominent actors are found."""
    parser = argparse.ArgumentParser(prog="python -m bench.actors_judged", description=__doc__)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--show", action="store_true", help="names what is wrong and what is missed")
    given = parser.parse_args()
    counts: Counter[str] = Counter()
    for judged in texts(given.pages):
        counts += compared(judged, show=given.show)
    for measure in ("nodes", "nodes of politics", "pairs", "prominent", "all", "organisations"):
        right, wrong = counts[f"{measure} right"], counts[f"{measure} wrong"]
        print(f"{measure:18} {right / max(1, right + wrong):.3f}  ({right} of {right + wrong})")
    return 0


def texts(pages: Path) -> Iterator[Judged]:
    """Yield the judged texts that the corpus holds unchanged; ValueError names one that was changed."""
    truths = truths_of(pages)
    for line in map(json.loads, JUDGED.read_text(encoding="utf-8").splitlines()):
        truth = truths[line["set"], line["id"]]
        headline, text = text_of(truth)
        if hashlib.sha256(text.encode()).hexdigest() != line["sha256"]:
            raise ValueError(f"The text of {line['id']} is another one than the one that was judged.")
        yield Judged(
            id=line["id"],
            politics=line["politics"],
            text=text,
            headline=headline,
            published=instant_of(truth["published"]),
            actors=actors_of(line),
        )


def truths_of(pages: Path) -> dict[tuple[str, str], dict[str, Any]]:
    """Return the truth of each page of the sets `open` and `further`, by set and id."""
    return {
        (folder, truth["id"]): truth
        for folder in ("open", "further")
        for truth in map(json.loads, (pages / folder / "truth.jsonl").read_text("utf-8").splitlines())
    }


def text_of(truth: Mapping[str, Any]) -> tuple[str, str]:
    """Return the headline of a page's truth, "" if it has none, and its text: headline, blank line, body."""
    headline = (truth["title"] or "").strip()
    return headline, f"{headline}\n\n{truth['body']}" if headline else truth["body"]


def actors_of(line: Mapping[str, Any]) -> tuple[Noted, ...]:
    """Return the actors of a line of a file of judged texts."""
    return tuple(
        Noted(
            name=noted["name"],
            kind=noted["kind"],
            prominent=noted["prominent"],
            unsure=noted["unsure"],
            places=tuple((start, end) for start, end in noted["at"]),
        )
        for noted in line["actors"]
    )


def instant_of(published: str | None) -> datetime | None:
    """Return the truth's day or instant; without a zone it is taken as UTC."""
    if not published:
        return None
    at = datetime.fromisoformat(published)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def compared(judged: Judged, *, show: bool = False) -> Counter[str]:
    """Return how many nodes, pairs and noted actors of a text are right and wrong, by measure."""
    story, starts = _story(judged)
    mentions = find(story)
    places: defaultdict[tuple[str, str, str], list[tuple[int, int]]] = defaultdict(list)
    for each in counted_mentions(story, mentions):
        node = (each.actor_id, each.kind, each.canonical)
        places[node].append((starts[each.block] + each.start, starts[each.block] + each.end))
    noted = {node: _noted(node[1], spans, judged.actors) for node, spans in places.items()}
    verdicts = [*_of_nodes(noted, judged), *_of_pairs(co_mentions(story, mentions), noted)]
    verdicts += _of_noted(set(noted.values()), judged)
    if show:
        print(*(f"{v.measure} of {judged.id}: {v.name}" for v in verdicts if not v.right), sep="\n")
    return Counter(f"{v.measure} {'right' if v.right else 'wrong'}" for v in verdicts)


def _of_nodes(noted: Mapping[_Node, Noted | None], judged: Judged) -> Iterator[_Verdict]:
    """Yield a verdict on each node; a second node of one actor is wrong."""
    seen: set[Noted] = set()
    for (_, kind, name), actor in noted.items():
        if actor and actor.unsure:
            continue
        right = actor is not None and actor not in seen
        seen |= {actor} if actor else set()
        yield _Verdict("nodes", f"{name} ({kind})", right)
        if judged.politics:
            yield _Verdict("nodes of politics", f"{name} ({kind})", right)


def _of_pairs(pairs: Sequence[CoMention], noted: Mapping[_Node, Noted | None]) -> Iterator[_Verdict]:
    """Yield a verdict on each pair of a paragraph: right if both are noted, as two."""
    by_id = {actor_id: actor for (actor_id, _, _), actor in noted.items()}
    for pair in pairs:
        a, b = by_id[pair.a_id], by_id[pair.b_id]
        if pair.paragraph and not any(end and end.unsure for end in (a, b)):
            yield _Verdict("pairs", f"{pair.a} and {pair.b}", a is not None and b is not None and a is not b)


def _of_noted(found: Set[Noted | None], judged: Judged) -> Iterator[_Verdict]:
    """Yield a verdict on each noted actor that is sure: right if a node stands for it."""
    for actor in judged.actors:
        if not actor.unsure:
            measures = ["all", *["prominent"] * actor.prominent]
            measures += ["organisations"] * (actor.kind == "organisation")
            for measure in measures:
                yield _Verdict(measure, f"{actor.name} ({actor.kind})", actor in found)


def _story(judged: Judged) -> tuple[Article, list[int]]:
    """Return the text as a story of paragraphs, and where each of its blocks begins in the text."""
    lines = [line for line in judged.text.split("\n") if line.strip()]
    first: Zone = "headline" if judged.headline else "body"
    parts = blocks((first, lines[0]), *(("body", line) for line in lines[1:]))
    starts, at = [], 0
    for block in parts:
        starts.append(judged.text.index(block.text, at))
        at = starts[-1] + len(block.text)
    story = article(judged.headline, blocks=parts, language=judged.language, published_at=judged.published)
    return story, starts


def _noted(kind: str, spans: Sequence[tuple[int, int]], actors: Sequence[Noted]) -> Noted | None:
    """Return the noted actor of this kind whose places the node's overlap most; None if there is none."""

    def common(actor: Noted) -> int:
        return sum(any(s < end and start < e for start, end in actor.places) for s, e in spans)

    alike = [actor for actor in actors if actor.kind == kind or {actor.kind, kind} <= BODIES]
    best = max(alike, key=common, default=None)
    return best if best and common(best) else None


if __name__ == "__main__":
    sys.exit(main())
