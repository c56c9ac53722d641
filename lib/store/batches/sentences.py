"""The sentences with mentions, numbered as the bit masks of schema.py number them.

Arrays are parallel, with an entry for each mention; `texts` is the index of the mention's text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from lib.model.article import ZONE_NUMBER, Block
from lib.model.mention import Mention, role_code

WIDTH = 64

Ints = npt.NDArray[np.int64]

_GIVEN = ("block", "start", "end", "sentence_start", "sentence_end", "surface")  # columns, attributes


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionedText:
    """A text, by its row, and who is named in it."""

    row: int
    blocks: Sequence[Block]
    mentions: Sequence[Mention]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The mentions in some texts, as columns."""

    texts: Ints  # the place of each mention's text among them
    columns: Mapping[str, Any]  # those of the table `mention`

    @classmethod
    def of(cls, texts: Sequence[MentionedText], actors: Mapping[str, int]) -> Self:
        """Return the mentions in the texts, in order, as columns; `actors` gives actors' numbers by key."""
        mentions = [mention for text in texts for mention in text.mentions]
        places = np.repeat(np.arange(len(texts)), [len(text.mentions) for text in texts])
        zones = [ZONE_NUMBER[text.blocks[each.block].zone] for text in texts for each in text.mentions]
        given = {name: list(map(attrgetter(name), mentions)) for name in _GIVEN}
        numbers = [each for text in texts for each in numbered(text.mentions)]
        columns = {
            "id": _ints([text.row for text in texts])[places],
            "actor_id": _ints([actors[mention.actor_id] for mention in mentions]),
            "role": _ints(list(map(role_code, mentions))),
            "zone": _ints(zones), "sent": _ints([sent for sent, _ in numbers]),
            "para": _ints([para for _, para in numbers]), **given,
        }  # fmt: skip
        return cls(texts=places, columns=columns)


def _ints(values: Sequence[int]) -> Ints:
    return np.array(values, np.int64)


def numbered(mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Return, for each mention of a text, the numbers of its sentence and its paragraph in the masks."""
    blocks: dict[int, list[int]] = {}
    for block, sentence in sorted({(each.block, each.sentence) for each in mentions}):
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
    return [numbers[each.block, each.sentence] for each in mentions]
