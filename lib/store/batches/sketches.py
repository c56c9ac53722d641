"""Sketches (MinHash) of sentences with mentions, by which copies of a story are recognised."""

from collections.abc import Iterable, Sequence
from itertools import chain
from zlib import crc32

import numpy as np
import numpy.typing as npt

from lib.model.length import DENSE, word_count
from lib.model.mention import Mention
from lib.store.batches.identity import split_words
from lib.store.batches.sentences import MentionedText, Named

Hashes = npt.NDArray[np.uint64]

SKETCH = ("id", "sent", "a", "b", "c")  # columns
MIN_SENTENCE_WORDS = 5  # words: shorter sentences are written alike by chance
BANDS = 3  # of a sketch: sentences with one in common are taken for copies
ROWS = 4  # smallest hashes that make up a band, all of which must agree
AT_ONCE = 300  # sentences whose words fit into the processor's cache

_ODD = np.random.default_rng(1962).integers(1, 2**63, size=(2, BANDS * ROWS), dtype=np.uint64) | np.uint64(1)
_LARGEST = np.uint64(2**64 - 1)
_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)


def sketches(sentences: Sequence[str]) -> list[tuple[int, int, int] | None]:
    """Return the three bands of each sentence's sketch; None for one of fewer than MIN_SENTENCE_WORDS."""
    answer: list[tuple[int, int, int] | None] = [None] * len(sentences)
    for first in range(0, len(sentences), AT_ONCE):
        pieces = map(_pieces, sentences[first : first + AT_ONCE])
        long = {place: its for place, its in enumerate(pieces, first) if its}
        for place, (a, b, c) in zip(long, _bands(list(long.values())), strict=True):
            answer[place] = (a, b, c)
    return answer


def _pieces(sentence: str) -> list[bytes]:
    """Return a sentence's words, or its letters if it is Chinese or Japanese; [] if it has too few words."""
    if not sentence.isascii() and 2 * len(DENSE.findall(sentence)) > len(sentence):
        letters = [each.encode() for each in sentence.casefold() if each.isalnum()]
        return letters if word_count(sentence) >= MIN_SENTENCE_WORDS else []
    words = split_words(sentence)
    return words if len(words) >= MIN_SENTENCE_WORDS else []


def _bands(sentences: Sequence[Sequence[bytes]]) -> list[list[int]]:
    """Return three bands, of hashes of triples of words or letters, for each sentence; each has a triple."""
    if not sentences:
        return []
    hashes: Hashes = np.fromiter(map(crc32, chain.from_iterable(sentences)), dtype=np.uint64)
    triples = hashes[:-2] * _MIX[0] + hashes[1:-1] * _MIX[1] + hashes[2:] * _MIX[2]
    triples ^= triples >> np.uint64(29)
    ends = np.cumsum([len(sentence) for sentence in sentences])
    starts, across = np.append(0, ends[:-1]), np.append(ends[:-1] - 2, ends[:-1] - 1)
    least: Hashes = np.empty((BANDS * ROWS, len(sentences)), dtype=np.uint64)
    for row, (factor, shift) in enumerate(_ODD.T):
        mixed = triples * factor + shift
        mixed[across] = _LARGEST  # of words of two sentences
        least[row] = np.minimum.reduceat(mixed, starts)
    bands = least.reshape(BANDS, ROWS, -1)
    sketch = bands[:, 0].copy()
    for row in range(1, ROWS):
        sketch = (sketch ^ (sketch >> np.uint64(31))) * _MIX[0] + bands[:, row]
    return sketch.T.tolist()  # type: ignore[no-any-return]


def sketch_rows(
    texts: Sequence[MentionedText], named: Named, rows: Iterable[int] | None = None
) -> list[tuple[int, ...]]:
    """Return (row, sentence, a, b, c): the sketch of each sentence that names an actor and is not short.

    `rows` limits them to the texts with these rows.
    """
    wanted = None if rows is None else frozenset(rows)
    found: dict[tuple[int, int], Mention] = {}
    mentions = (mention for text in texts for mention in text.mentions)
    places = zip(named.texts.tolist(), named.columns["sent"].tolist(), strict=True)
    for place, mention in zip(places, mentions, strict=True):
        if wanted is None or texts[place[0]].row in wanted:
            found.setdefault(place, mention)
    bands = sketches([
        texts[text].blocks[first.block].text[first.sentence_start : first.sentence_end]
        for (text, _), first in found.items()
    ])  # fmt: skip
    return [(texts[text].row, sent, *its) for (text, sent), its in zip(found, bands, strict=True) if its]
