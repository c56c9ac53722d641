"""Counts the sentences and paragraphs of a story that name two actors together."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from lib.model.article import DEFAULT_ZONES, Article
from lib.model.mention import DEFAULT_KINDS, DEFAULT_ROLES, LIST, Mention, codes_of, role_code


@dataclass(frozen=True, slots=True, kw_only=True)
class CoMention:
    """Two actors of one story: how many sentences and paragraphs name both, and which (block, sentence)."""

    a: str
    b: str
    a_id: str
    b_id: str
    sentence: int  # sentences that name both
    paragraph: int  # blocks that name both
    article: int  # 1: the story names both
    evidence: tuple[tuple[int, int], ...]


def counted_mentions(article: Article, mentions: Iterable[Mention]) -> list[Mention]:
    """Return the mentions that count by default: in DEFAULT_ZONES, ROLES and KINDS, and none in doubt."""
    codes = codes_of(DEFAULT_ROLES)
    named = [mention for mention in mentions if article.blocks[mention.block].zone in DEFAULT_ZONES]
    return [each for each in named if role_code(each) in codes and each.kind in DEFAULT_KINDS]


def co_mentions(article: Article, mentions: Iterable[Mention]) -> list[CoMention]:
    """Return all pairs of actors that the story names, those with the most shared sentences first.

    Only mentions that count by default make pairs. A sentence with twelve actors or more is a list: neither
    it nor its paragraph is common to a pair, though the paragraph's other sentences are.
    """
    mentions = list(mentions)
    named: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    for mention in mentions:
        named[mention.block, mention.sentence].add(mention.actor_id)
    listed = {sentence for sentence, actors in named.items() if len(actors) >= LIST}
    places: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
    names: dict[str, str] = {}
    for mention in counted_mentions(article, mentions):
        if (mention.block, mention.sentence) not in listed:
            places[mention.actor_id].add((mention.block, mention.sentence))
            names[mention.actor_id] = mention.canonical
    blocks = {actor: {block for block, _ in at} for actor, at in places.items()}
    listed_blocks = {block for block, _ in listed}
    pairs = [
        CoMention(
            a=names[a], b=names[b], a_id=a, b_id=b, article=1, sentence=len(evidence),
            paragraph=len(blocks[a] & blocks[b] - listed_blocks), evidence=tuple(evidence),
        )
        for a, b in combinations(sorted(places), 2)
        for evidence in [sorted(places[a] & places[b])]
    ]  # fmt: skip
    return sorted(pairs, key=lambda pair: (-pair.sentence, -pair.paragraph, pair.a_id, pair.b_id))
