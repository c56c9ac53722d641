"""What a sentence is recognised by wherever it is printed again: wire copy, a quotation passed on.

Three MinHash bands of four over word triples (Broder 1997; Leskovec, Rajaraman and Ullman, "Mining of Massive
Datasets", chapter 3): of two sentences that share nine in ten of their triples 96 % agree in a band, of two
that share half 18 %, of two that share a tenth 0.03 %.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt

from lib.model.mention import Mention
from lib.store.batches.masks import Place, Printed

Hashes = npt.NDArray[np.uint64]

LEAST = 5  # words: shorter sentences are written alike by chance
BANDS, ROWS = 3, 4

_WORD = re.compile(r"\w+")
_ODD = np.random.default_rng(1962).integers(1, 2**63, size=(2, BANDS * ROWS), dtype=np.uint64) | np.uint64(1)
_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)


class SketchRow(NamedTuple):
    """A row of the table sentence_sketch."""

    id: int
    sent: int
    a: int
    b: int
    c: int


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
    number: int, article: Printed, mentions: Sequence[Mention], places: Sequence[Place]
) -> Iterator[SketchRow]:
    """Yield a row for each sentence of the article that names somebody, under the number the masks give
    it.
    """
    done: set[int] = set()
    for mention, (sentence, _) in zip(mentions, places, strict=True):
        if sentence in done:
            continue
        done.add(sentence)
        text = article.blocks[mention.block].text[mention.sentence_start : mention.sentence_end]
        if bands := sketch(text):
            yield SketchRow(number, sentence, *bands)
