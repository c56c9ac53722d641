"""Numbers the sentences and paragraphs of an article that name somebody, and packs them into 64-bit masks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from lib.model.article import ZONES, Block
from lib.model.mention import ROLES, Mention

WIDTH = 64
ZONE_NUMBER = {zone: number for number, zone in enumerate(ZONES)}
ROLE_NUMBER = {role: number for number, role in enumerate(ROLES)}

Place = tuple[int, int]  # of a mention: number of its sentence, number of its paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class Masks:
    """The lists that schema.py describes; actors by their keys."""

    actors: list[str]
    roles: list[int]
    chunks: list[int]
    smasks: list[int]
    pmasks: list[int]
    szones: list[int]
    pzones: list[int]
    places: list[Place]  # parallel to the mentions


class Printed(Protocol):
    """An article, or what of it is needed here."""

    @property
    def blocks(self) -> Sequence[Block]:
        """Return its blocks."""


def masks_of(article: Printed, mentions: Sequence[Mention]) -> Masks:
    """Return where each actor is named, as parallel lists with one entry for each actor, role and chunk."""
    numbers = _numbers(mentions)
    places = [numbers[mention.block, mention.sentence] for mention in mentions]
    packed: dict[tuple[str, int, int], list[int]] = {}
    for mention, (sentence, paragraph) in zip(mentions, places, strict=True):
        entry = packed.setdefault((mention.actor_id, ROLE_NUMBER[mention.role], sentence // WIDTH), [0, 0])
        entry[0] |= 1 << sentence % WIDTH
        entry[1] |= 1 << paragraph % WIDTH
    return Masks(
        actors=[actor for actor, _, _ in packed],
        roles=[role for _, role, _ in packed],
        chunks=[chunk for _, _, chunk in packed],
        smasks=[entry[0] for entry in packed.values()],
        pmasks=[entry[1] for entry in packed.values()],
        szones=_zones(article, numbers, 0),
        pzones=_zones(article, numbers, 1),
        places=places,
    )


def _numbers(mentions: Sequence[Mention]) -> dict[tuple[int, int], Place]:
    """For each (block, sentence) that names somebody its two numbers; see schema.py for the chunks."""
    blocks: dict[int, list[int]] = {}
    for block, sentence in sorted({(mention.block, mention.sentence) for mention in mentions}):
        blocks.setdefault(block, []).append(sentence)
    numbers: dict[tuple[int, int], Place] = {}
    sentence_number = paragraph_number = 0
    for block, sentences in blocks.items():
        for start in range(0, len(sentences), WIDTH):
            part = sentences[start : start + WIDTH]
            if sentence_number % WIDTH + len(part) > WIDTH:
                sentence_number = paragraph_number = (sentence_number // WIDTH + 1) * WIDTH
            for sentence in part:
                numbers[block, sentence] = (sentence_number, paragraph_number)
                sentence_number += 1
            paragraph_number += 1
            if sentence_number % WIDTH == 0:
                paragraph_number = sentence_number
    return numbers


def _zones(article: Printed, numbers: dict[tuple[int, int], Place], which: int) -> list[int]:
    """For each chunk and zone the mask of its sentences (which=0) or paragraphs (which=1)."""
    chunks = 1 + max((place[0] // WIDTH for place in numbers.values()), default=-1)
    masks = [0] * (chunks * len(ZONES))
    for (block, _), place in numbers.items():
        number = place[which]
        masks[number // WIDTH * len(ZONES) + ZONE_NUMBER[article.blocks[block].zone]] |= 1 << number % WIDTH
    return masks
