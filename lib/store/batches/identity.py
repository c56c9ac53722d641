"""What makes two captures one story: the keys by which it is recognised, and the id made from them.

An id is a short hash and holds no word of the story: it outlives a removal in tombstones and receipts.
"""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from itertools import islice

from lib.model.article import Article
from lib.model.parsed import StoryAddresses
from lib.store.batches.days import aware
from lib.store.names.publishers import publisher_keys

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # no letters that are read as others
_ID_LENGTH = 10

OPENING_PARAGRAPHS = 4  # by which a story is recognised under another address
MIN_OPENING_WORDS, OPENING_WORDS = 8, 12  # that a paragraph has, and that count: a summary may break off
MIN_HEADLINE_WORDS = 4  # words from which on a headline stands for its story on any day

_ZONES = ("deck", "body", "quote", "list")
_WORD = re.compile(r"\w+")
_PLAIN = bytes(ord(letter.lower()) if _WORD.match(letter := chr(code)) else 32 for code in range(256))
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # written without spaces between words


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """The hashes by which a story is recognised: of its addresses, alone or with words of the story.

    The hash of publisher, headline and day counts only where one of the two stories has no address.
    """

    sure: tuple[int, ...] = ()  # of the addresses that identify it
    worded: tuple[int, ...] = ()  # of each address together with words of the story, or with another address
    said: tuple[int, ...] = ()  # of addresses that count only so; the key of one by itself keeps it away
    headline: int
    bare: tuple[int, ...] = ()  # the same by the publisher's domain without its "the"

    @property
    def found_by(self) -> tuple[int, ...]:
        """The keys that identify: two captures that share one of them are one story."""
        return (*self.sure, *self.worded)

    @property
    def titled(self) -> tuple[int, ...]:
        """The keys made from publisher, headline and day."""
        return (self.headline, *self.bare)

    @property
    def first(self) -> int:
        """The key from which a new story's id is made."""
        return (*self.sure, *self.worded, self.headline)[0]

    @property
    def all(self) -> tuple[int, ...]:
        """All keys of the story."""
        return (*self.sure, *self.worded, *self.said, *self.titled)


def keys_of(article: Article, *, addresses: StoryAddresses, day: date | None) -> Keys:
    """Return the keys of a story or brief with these addresses and this day.

    The key of the headline is made with the day of a story or the minute of a brief, else with the text.
    """
    brief = article.form == "brief"
    if not brief:
        when = day.isoformat() if day else article.revision
    elif article.published_at:
        when = aware(article.published_at).replace(second=0, microsecond=0).isoformat()
    else:
        when = words_of(" ".join(block.text for block in article.blocks))
    words, kind = words_of(article.headline), "brief" if brief else "story"
    titled = [  # one publisher's paper and site share one
        _hash_of("headline", kind, publisher, words, when)
        for publisher in publisher_keys(article.publisher) or ("",)
    ]
    if brief:  # it often bears the address of its page, and one headline may stand twice on a day
        return Keys(headline=titled[0], bare=tuple(titled[1:]))
    known = (*addresses.sure, *addresses.said)
    signs = dict.fromkeys(story_signs(article)) if known else ()
    worded = [_hash_of("worded", address, each) for each in signs for address in known]
    if not addresses.sure and len(addresses.said) > 1:  # two unsure addresses together
        worded.insert(0, _hash_of("pair", *sorted(addresses.said[:2])))
    return Keys(
        sure=tuple(map(address_key, addresses.sure)), worded=tuple(worded),
        said=tuple(map(address_key, addresses.said)), headline=titled[0], bare=tuple(titled[1:]),
    )  # fmt: skip


def address_key(address: str) -> int:
    """Return the key for a normalised address."""
    return _hash_of("address", address)


def new_id(key: int, taken: Container[str]) -> str:
    """Return a new story id of ten letters and digits, made from a key and different from all `taken` ids."""
    attempt = 0
    while True:
        digest = int.from_bytes(blake2b(f"{key}/{attempt}".encode(), digest_size=8).digest(), "big")
        made = "".join(_ALPHABET[(digest >> (5 * place)) & 31] for place in range(_ID_LENGTH))
        if made not in taken:
            return made
        attempt += 1


def _hash_of(*parts: str) -> int:
    """Return a hash of 64 bits of several texts; their order counts."""
    return int.from_bytes(blake2b("\n".join(parts).encode("utf-8", "replace"), digest_size=8).digest(), "big")


def story_signs(article: Article) -> Iterator[str]:
    """Yield texts that identify a story: its headline, a short one with the day, and how paragraphs begin."""
    headline = words_of(article.headline)
    day = article.published_at.date().isoformat() if article.published_at else None
    dense = 0 if headline.isascii() else len(_DENSE.findall(headline))  # two of them count as a word
    if len(headline.split()) + dense // 2 >= MIN_HEADLINE_WORDS:
        yield f"headline {headline}"
    elif headline and day:
        yield f"headline {headline} {day}"
    yield from islice(_openings(article), OPENING_PARAGRAPHS)


def words_of(text: str) -> str:
    """Return the words of a text in lower case, separated by single spaces, without punctuation."""
    return b" ".join(split_words(text)).decode()


def split_words(text: str) -> list[bytes]:
    """Return the words of a text in lower case, each as UTF-8 bytes."""
    if text.isascii():  # as most texts are: the same in a third of the time
        return text.encode().translate(_PLAIN).split()
    return [word.encode() for word in _WORD.findall(text.casefold())]


def _openings(article: Article) -> Iterator[str]:
    """Yield the first words of each paragraph that has enough words.

    Of a text without spaces, as in Chinese, twice as many letters are taken.
    """
    for block in article.blocks:
        listed = split_words(block.text[:400]) if block.zone in _ZONES else []
        words = b" ".join(listed).decode()
        dense = 0 if words.isascii() else len(_DENSE.findall(words))
        if len(listed) + dense // 2 >= MIN_OPENING_WORDS:
            whole = dense > len(words) // 2
            yield (
                words.replace(" ", "")[: 2 * OPENING_WORDS]
                if whole
                else b" ".join(listed[:OPENING_WORDS]).decode()
            )
