"""Sentences that name somebody: numbered and packed into 64-bit masks, and sketched to recognise copies."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from zlib import crc32

import numpy as np
import numpy.typing as npt

from lib.model.article import ZONES, Block
from lib.model.mention import Mention, role_code

WIDTH = 64
ZONE_NUMBER = {zone: number for number, zone in enumerate(ZONES)}

Position = tuple[int, int]  # of a mention: number of its sentence, number of its paragraph
Hashes = npt.NDArray[np.uint64]

LEAST = 5  # words: shorter sentences are written alike by chance
BANDS, ROWS = 3, 4

_WORD = re.compile(r"\w+")
_ODD = np.random.default_rng(1962).integers(1, 2**63, size=(2, BANDS * ROWS), dtype=np.uint64) | np.uint64(1)
_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)


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
    places: list[Position]  # parallel to the mentions

    def columns(self, numbers: Mapping[str, int]) -> dict[str, list[int]]:
        """Return the lists by the columns of article, actors by the numbers of their keys."""
        lists = ("roles", "chunks", "smasks", "pmasks", "szones", "pzones")
        return {
            "actors": [numbers[key] for key in self.actors],
            **{each: getattr(self, each) for each in lists},
        }


class HasBlocks(Protocol):
    """An article, or what of it is needed here."""

    @property
    def blocks(self) -> Sequence[Block]:
        """Return its blocks."""


def masks_of(article: HasBlocks, mentions: Sequence[Mention]) -> Masks:
    """Return where each actor is named, as parallel lists with one entry for each actor, role and chunk."""
    numbers = _numbers(mentions)
    places = [numbers[mention.block, mention.sentence] for mention in mentions]
    packed: dict[tuple[str, int, int], list[int]] = {}
    for mention, (sentence, paragraph) in zip(mentions, places, strict=True):
        entry = packed.setdefault((mention.actor_id, role_code(mention), sentence // WIDTH), [0, 0])
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


def _numbers(mentions: Sequence[Mention]) -> dict[tuple[int, int], Position]:
    """Return the two numbers of each (block, sentence) that names somebody; chunks: schema.py."""
    blocks: dict[int, list[int]] = {}
    for block, sentence in sorted({(mention.block, mention.sentence) for mention in mentions}):
        blocks.setdefault(block, []).append(sentence)
    numbers: dict[tuple[int, int], Position] = {}
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


def _zones(article: HasBlocks, numbers: dict[tuple[int, int], Position], which: int) -> list[int]:
    """Return for each chunk and zone the mask of its sentences (which=0) or paragraphs (which=1)."""
    chunks = 1 + max((place[0] // WIDTH for place in numbers.values()), default=-1)
    masks = [0] * (chunks * len(ZONES))
    for (block, _), place in numbers.items():
        number = place[which]
        masks[number // WIDTH * len(ZONES) + ZONE_NUMBER[article.blocks[block].zone]] |= 1 << number % WIDTH
    return masks


SKETCH = ("id", "sent", "a", "b", "c")  # columns


def sketch(sentence: str) -> tuple[int, int, int] | None:
    """Return the three bands of a sentence; None where it is too short to be told from others."""
    words = _WORD.findall(sentence.casefold())
    if len(words) < LEAST:
        return None
    hashes: Hashes = np.array([crc32(word.encode()) for word in words], dtype=np.uint64)
    triples = hashes[:-2] * _MIX[0] + hashes[1:-1] * _MIX[1] + hashes[2:] * _MIX[2]
    triples ^= triples >> np.uint64(29)
    least: Hashes = (triples * _ODD[0][:, None] + _ODD[1][:, None]).min(axis=1)
    bands = least.reshape(BANDS, ROWS)
    mixed = bands[:, 0].copy()
    for row in range(1, ROWS):
        mixed = (mixed ^ (mixed >> np.uint64(31))) * _MIX[0] + bands[:, row]
    a, b, c = (int(each) for each in mixed)
    return a, b, c


def sketch_rows(
    number: int, article: HasBlocks, mentions: Sequence[Mention], places: Sequence[Position]
) -> Iterator[tuple[int, ...]]:
    """Yield a row of SKETCH for each sentence that names somebody, under the number the masks give it."""
    done: set[int] = set()
    for mention, (sentence, _) in zip(mentions, places, strict=True):
        if sentence in done:
            continue
        done.add(sentence)
        text = article.blocks[mention.block].text[mention.sentence_start : mention.sentence_end]
        if bands := sketch(text):
            yield (number, sentence, *bands)
