"""Applies a reader's decisions about actors to the mentions that were found.

All decisions are always applied anew, so undoing one means applying the others.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from lib.actors.dictionary import slug
from lib.actors.sentences import sentences
from lib.model.article import SILENT_ZONES, Block
from lib.model.ledger import Decision, kind_of
from lib.model.mention import Kind, Mention, Role


@dataclass(frozen=True, slots=True)
class Ledger:
    """The reader's decisions about actors that hold, in the order in which they were made."""

    decisions: tuple[Decision, ...] = ()

    def mentions(
        self, found: Sequence[Mention], blocks: Sequence[Block], *, article: str, publisher: str
    ) -> Sequence[Mention]:
        """Return a story's mentions after all decisions, in reading order; `found` if nothing changes."""
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
                changed = _named(now, decision, blocks)
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
    """Return the mentions, those of the decision's actor given its new key, freed of doubt, or removed."""
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
    return replace(
        mention, actor_id=decision.to, canonical=decision.called, kind=cast(Kind, kind_of(decision.to)),
        role=role or mention.role, undecided=mention.undecided and decision.what == "merge", unsure=False,
    )  # fmt: skip


def _named(mentions: Sequence[Mention], decision: Decision, blocks: Sequence[Block]) -> Sequence[Mention]:
    """Return the mentions, and one for the decision's text wherever it stands outside longer names."""
    text = re.compile(rf"(?<![\w@#]){re.escape(decision.text)}(?!\w)")
    for number, block in enumerate(blocks):
        if decision.text in block.text and block.zone not in SILENT_ZONES:
            for place in text.finditer(block.text):
                mentions = _with_mention_at(mentions, decision, number, block, place.start(), place.end())
    return mentions


def _with_mention_at(
    mentions: Sequence[Mention], decision: Decision, number: int, block: Block, start: int, end: int
) -> Sequence[Mention]:
    """Return the mentions with one for the decision's text at this place, if no longer name is there."""
    touched = [m for m in mentions if m.block == number and m.start < end and start < m.end]
    if any(m.start < start or m.end > end for m in touched):
        return mentions
    if decision.doubt and not any(m.undecided for m in touched):
        return mentions
    rest = [m for m in mentions if m not in touched]
    same = [m for m in touched if (m.start, m.end) == (start, end)]
    inside = [replace(m, role="nested") for m in touched if m not in same]
    if same:
        role: Role | None = "name" if decision.what == "alias" and same[0].role == "surname" else None
        return [*rest, *inside, _as_decided(same[0], decision, role)]
    place, (first, last) = next((n, s) for n, s in enumerate(sentences(block.text)) if start < s[1])
    lone = decision.what == "identify" and kind_of(decision.to) == "person" and " " not in decision.text
    added = Mention(
        article_id=mentions[0].article_id if mentions else "",
        revision=mentions[0].revision if mentions else "", surface=decision.text, canonical=decision.called,
        actor_id=decision.to, kind=cast(Kind, kind_of(decision.to)), role="surname" if lone else "name",
        block=number, sentence=place, start=start, end=end, sentence_start=first, sentence_end=last,
    )  # fmt: skip
    return [*rest, *inside, added]
