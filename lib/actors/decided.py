"""Applies a reader's decisions about actors to the mentions that were found.

All decisions are always applied anew, so undoing one means applying the others.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from lib.actors.dictionary import slug, stands_alone
from lib.actors.sentences import sentences
from lib.model.article import SILENT_ZONES, Block
from lib.model.ledger import Decision, kind_of
from lib.model.mention import Kind, Mention, Role


@dataclass(frozen=True, slots=True)
class Ledger:
    """The reader's decisions about actors that are not undone, in the order in which they were made."""

    decisions: tuple[Decision, ...] = ()

    def mentions(
        self, found: Sequence[Mention], blocks: Sequence[Block], *, article: str, publisher: str
    ) -> Sequence[Mention]:
        """Apply all decisions to a story's mentions; return them in reading order, `found` if unchanged."""
        now: Sequence[Mention] = found
        present = {mention.actor_id for mention in found}
        for decision in self.decisions:
            if (
                not decision.moves
                or (decision.article or article) != article
                or (decision.publisher or publisher) != publisher
            ):
                continue
            if decision.what in ("identify", "alias"):
                changed = _with_target(now, decision, blocks, article)
            elif decision.actor in present:
                changed = _moved(now, decision)
            else:
                continue
            if changed is not now:
                now, present = changed, {mention.actor_id for mention in changed}
        if now is found:
            return found
        return tuple(sorted(now, key=lambda m: (m.block, m.start, -m.end)))


def key_of(kind: Kind, name: str) -> str:
    """Return the key of an actor without a record, e.g. "person/~ada-holm"; "" if the name has no letter."""
    return f"{kind}/~{slug(name)}" if slug(name) else ""


def _moved(mentions: Sequence[Mention], decision: Decision) -> Sequence[Mention]:
    """Return the mentions after one decision: mentions of its actor get its target, become certain, or go."""
    meant, others = list[Mention](), list[Mention]()
    for mention in mentions:
        is_meant = mention.actor_id == decision.actor and decision.text in ("", mention.surface)
        (meant if is_meant else others).append(mention)
    if not meant:
        return mentions
    if decision.what == "accept":
        moved = [replace(mention, undecided=False, unsure=False) for mention in meant]
    else:
        moved = [_as_decided(mention, decision) for mention in meant] if decision.to else []
    return [*others, *moved]


def _as_decided(mention: Mention, decision: Decision, role: Role | None = None) -> Mention:
    """Return the mention as one of the decision's target actor, and with the role if one is given."""
    return replace(
        mention, actor_id=decision.to, canonical=decision.called, kind=cast(Kind, kind_of(decision.to)),
        role=role or mention.role, undecided=mention.undecided and decision.what == "merge", unsure=False,
    )  # fmt: skip


def _with_target(
    mentions: Sequence[Mention], decision: Decision, blocks: Sequence[Block], article: str
) -> Sequence[Mention]:
    """Return the mentions, with the target's where the decision's text stands outside longer names."""
    apart: dict[int, list[Mention]] = {
        number: []
        for number, block in enumerate(blocks)
        if decision.text in block.text and block.zone not in SILENT_ZONES
    }
    named = list[Mention]()
    for mention in mentions:
        apart.get(mention.block, named).append(mention)
    model = mentions[0] if mentions else None
    is_changed = False
    for number, here in apart.items():
        changed = _with_target_in_block(here, decision, number, blocks[number], model, article)
        is_changed = is_changed or changed is not here
        named += changed
    return named if is_changed else mentions


def _with_target_in_block(
    mentions: list[Mention],
    decision: Decision,
    number: int,
    block: Block,
    model: Mention | None,
    article: str,
) -> list[Mention]:
    """Return the mentions of block `number`, with the target's where the text stands outside longer names.

    Mentions inside the text become nested. New ones are of the story of `model`, of `article` without one.
    """
    places = _places(mentions, decision.text, block.text)
    touched: list[list[Mention]] = [[] for _ in places]
    for mention in mentions:  # each once, as a block may hold thousands
        first = bisect_right(places, mention.start, key=lambda place: place[1])
        for place in range(first, bisect_left(places, mention.end, key=lambda place: place[0])):
            touched[place].append(mention)
    spans = sentences(block.text)
    gone, added = set[int](), list[Mention]()
    for (start, end), names in zip(places, touched, strict=True):
        if any(m.start < start or m.end > end for m in names):
            continue
        if decision.doubt and not any(m.undecided for m in names):
            continue
        gone.update(map(id, names))
        same = [m for m in names if (m.start, m.end) == (start, end)]
        added += [replace(m, role="nested") for m in names if m not in same]
        if same:
            role: Role | None = "name" if decision.what == "alias" and same[0].role == "surname" else None
            added.append(_as_decided(same[0], decision, role))
            continue
        sentence = bisect_right(spans, start, key=lambda span: span[1])
        lone = decision.what == "identify" and kind_of(decision.to) == "person" and " " not in decision.text
        added.append(Mention(
            article_id=model.article_id if model else article, revision=model.revision if model else "",
            surface=decision.text, canonical=decision.called, actor_id=decision.to,
            kind=cast(Kind, kind_of(decision.to)), role="surname" if lone else "name", block=number,
            sentence=sentence, start=start, end=end, sentence_start=spans[sentence][0],
            sentence_end=spans[sentence][1],
        ))  # fmt: skip
    return [*(m for m in mentions if id(m) not in gone), *added] if added else mentions


def _places(mentions: Sequence[Mention], text: str, where: str) -> list[tuple[int, int]]:
    """Return the spans in the passage `where` at which `text` is a mention or a whole word, none twice."""
    own = {(mention.start, mention.end) for mention in mentions}
    places: list[tuple[int, int]] = []
    for found in re.finditer(f"(?={re.escape(text)})", where):
        span = found.start(), found.start() + len(text)
        is_free = not places or places[-1][1] <= span[0]
        if is_free and (span in own or stands_alone(where, *span)):
            places.append(span)
    return places
