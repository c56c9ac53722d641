"""The sentences of texts that name somebody, numbered and packed into the masks that schema.py describes.

Arrays are parallel: an entry for each mention, `texts` being the place of its text among all, in their order.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from lib.model.article import ALL_ZONES, ZONES
from lib.model.mention import role_code
from lib.store.batches.deduplicate import NewText

WIDTH = 64
ZONE_NUMBER = {zone: number for number, zone in enumerate(ALL_ZONES)}

Ints = npt.NDArray[np.int64]

_GIVEN = ("block", "start", "end", "sentence_start", "sentence_end", "surface")  # columns, attributes


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The mentions of texts."""

    count: int  # of texts
    texts: Ints  # the place of each mention's text among them
    columns: Mapping[str, Any]  # those of the table `mention`

    @classmethod
    def of(cls, texts: Sequence[NewText], actors: Mapping[str, int]) -> Self:
        """Return who is named in the texts, in their order; `actors` gives numbers by keys."""
        mentions = [mention for text in texts for mention in text.mentions]
        places = np.repeat(np.arange(len(texts)), [len(text.mentions) for text in texts])
        zones = [
            ZONE_NUMBER[text.article.blocks[mention.block].zone]
            for text in texts
            for mention in text.mentions
        ]
        given = {name: list(map(attrgetter(name), mentions)) for name in _GIVEN}
        sentences = [mention.sentence for mention in mentions]
        sent, para = numbered(places, _ints(given["block"]), _ints(sentences))
        columns = {
            "id": _ints([text.text.id for text in texts])[places],
            "actor_id": _ints([actors[mention.actor_id] for mention in mentions]),
            "role": _ints(list(map(role_code, mentions))),
            "zone": _ints(zones), "sent": sent, "para": para, **given,
        }  # fmt: skip
        return cls(count=len(texts), texts=places, columns=columns)

    def masks(self) -> dict[str, pa.ListArray]:
        """Return the columns of `article` that say where each text names each actor."""
        actors, roles, zones, sent, para = (
            self.columns[name] for name in ("actor_id", "role", "zone", "sent", "para")
        )
        return {
            **actor_masks(self.count, self.texts, actors=actors, roles=roles, sent=sent, para=para),
            "szones": zone_masks(self.count, self.texts, zones, sent),
            "pzones": zone_masks(self.count, self.texts, zones, para),
        }


def _ints(values: Sequence[int]) -> Ints:
    return np.array(values, np.int64)


def numbered(texts: Ints, blocks: Ints, sentences: Ints) -> tuple[Ints, Ints]:
    """Return the numbers that each sentence and its paragraph (block) have among those of its text."""
    order = np.lexsort((sentences, blocks, texts))
    changed = np.diff(np.stack((texts, blocks, sentences))[:, order], axis=1, prepend=-1) != 0
    text, block, sentence = np.logical_or.accumulate(changed)
    sent, para = np.empty_like(texts), np.empty_like(texts)
    for numbers, begins in ((sent, sentence), (para, block)):
        count, firsts = np.cumsum(begins), np.flatnonzero(text)
        numbers[order] = count - np.repeat(count[firsts], np.diff(firsts, append=len(texts)))
    for long in np.unique(texts[sent >= WIDTH]):
        here = np.flatnonzero(texts == long)
        places = list(zip(blocks[here].tolist(), sentences[here].tolist(), strict=True))
        in_chunks = _in_chunks(places)
        sent[here], para[here] = zip(*(in_chunks[place] for place in places), strict=True)
    return sent, para


def _in_chunks(named: Iterable[tuple[int, int]]) -> dict[tuple[int, int], tuple[int, int]]:
    """Return the two numbers of each (block, sentence) of a text of several chunks."""
    blocks: dict[int, list[int]] = {}
    for block, sentence in sorted(set(named)):
        blocks.setdefault(block, []).append(sentence)
    numbers: dict[tuple[int, int], tuple[int, int]] = {}
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


def zone_masks(count: int, texts: Ints, zones: Ints, numbers: Ints) -> pa.ListArray:
    """Return for each of so many texts the masks of its numbered sentences, or paragraphs, by chunk and zone.

    `zones` gives the number of the zone of each.
    """
    lengths = np.zeros(count, np.int64)
    np.maximum.at(lengths, texts, (numbers // WIDTH + 1) * len(ZONES))
    starts = np.cumsum(np.append(0, lengths))
    masks = _united(starts[texts] + numbers // WIDTH * len(ZONES) + zones, numbers, starts[-1])
    return pa.ListArray.from_arrays(pa.array(starts, pa.int32()), pa.array(masks))


def actor_masks(
    count: int, texts: Ints, *, actors: Ints, roles: Ints, sent: Ints, para: Ints
) -> dict[str, pa.ListArray]:
    """Return the parallel lists of so many texts, with one entry for each actor, role and chunk as they come.

    Raises ValueError where they are more than 64 bits can number.
    """
    keys = np.stack((texts, actors, roles, sent // WIDTH))
    each = np.ravel_multi_index(tuple(keys), tuple(keys.max(axis=1, initial=0) + 1))
    _, firsts, entries = np.unique(each, return_index=True, return_inverse=True)
    order = np.argsort(firsts)
    entries, firsts = np.argsort(order)[entries], firsts[order]
    starts = pa.array(np.searchsorted(texts[firsts], np.arange(count + 1)), pa.int32())
    lists = dict(zip(("actors", "roles", "chunks"), keys[1:, firsts], strict=True))
    lists |= {"smasks": _united(entries, sent, len(firsts)), "pmasks": _united(entries, para, len(firsts))}
    return {name: pa.ListArray.from_arrays(starts, pa.array(values)) for name, values in lists.items()}


def _united(entries: Ints, numbers: Ints, count: int) -> npt.NDArray[np.uint64]:
    """Return the mask of each of so many entries: the bits of its numbers."""
    masks = np.zeros(count, np.uint64)
    np.bitwise_or.at(masks, entries, np.uint64(1) << (numbers % WIDTH).astype(np.uint64))
    return masks
