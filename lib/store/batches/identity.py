"""Keys by which a story is recognised when it is captured again, and the id of a new one.

An id is a short hash and holds no word of the story: it outlives a removal in tombstones and receipts.
"""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import blake2b
from itertools import islice
from zoneinfo import ZoneInfo

from lib.model.article import Article, Names

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # no letters that are read as others
_ID_LENGTH = 10

_DESK = re.compile(
    r"\b(desk|staff|newsroom|editors?|editorial|team|bureau|agenc(y|ies)|correspondents|reporters|"
    r"reuters|afp|associated press|ap|upi|dpa|efe|ansa|interfax|xinhua|tass|bloomberg)\b",
    re.I,
)
OPENINGS = 4  # paragraphs
LEAST, WIDTH = 8, 12  # words that a paragraph must have, and that count: a summary may break off behind
SPEAKING = 4  # words from which on a headline stands for its story on any day

_ZONES = ("deck", "body", "quote", "list")
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # written without spaces between words


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """What a story is recognised by: its addresses, else publisher, headline and day."""

    sure: tuple[int, ...] = ()  # of the addresses that tell it from all others
    worded: tuple[int, ...] = ()  # of each address together with words of the story, or with another address
    said: tuple[int, ...] = ()  # of addresses that count only so; the key of one by itself keeps it away
    headline: int

    @property
    def found_by(self) -> tuple[int, ...]:
        """The keys each of which makes two captures one story."""
        return (*self.sure, *self.worded)

    @property
    def first(self) -> int:
        """The key that gives a new story its id."""
        return (*self.sure, *self.worded, self.headline)[0]

    @property
    def all(self) -> tuple[int, ...]:
        """Every key."""
        return (*self.sure, *self.worded, *self.said, self.headline)


def keys_of(article: Article, *, names: Names, day: date | None) -> Keys:
    """Return the keys of a story or brief; without a day its text stands in for it."""
    who = _publisher(article.publisher), words_of(article.headline)
    if article.form == "brief":
        # A ticker item often bears the address of its page, and one headline may stand twice on a day.
        return Keys(headline=_key("headline", "brief", *who, _when(article)))
    when = day.isoformat() if day else article.revision
    return Keys(
        sure=tuple(map(address_key, names.sure)), worded=tuple(_worded(article, names)),
        said=tuple(map(address_key, names.said)), headline=_key("headline", "story", *who, when),
    )  # fmt: skip


def _worded(article: Article, names: Names) -> Iterator[int]:
    """Yield a key for each address with each sign of the story, and one for two unsure addresses together."""
    if not names.sure and len(names.said) > 1:
        yield _key("pair", *sorted(names.said[:2]))
    for each in dict.fromkeys(signs_of(article)):
        yield from (_key("worded", name, each) for name in (*names.sure, *names.said))


def address_key(address: str) -> int:
    """Return the key of the story at a folded address."""
    return _key("address", address)


def _when(brief: Article) -> str:
    """Return a brief's minute; its text where it has no time."""
    if brief.published_at:
        return aware(brief.published_at).replace(second=0, microsecond=0).isoformat()
    return words_of(" ".join(block.text for block in brief.blocks))


def new_id(key: int, taken: Container[str]) -> str:
    """Return a short id for the story of this key that no other story has."""
    attempt = 0
    while True:
        digest = int.from_bytes(blake2b(f"{key}/{attempt}".encode(), digest_size=8).digest(), "big")
        made = "".join(_ALPHABET[(digest >> (5 * place)) & 31] for place in range(_ID_LENGTH))
        if made not in taken:
            return made
        attempt += 1


def desk_day(moment: datetime | None, zone: ZoneInfo) -> date | None:
    """Return the day of the moment in the desk zone."""
    return aware(moment).astimezone(zone).date() if moment else None


def aware(moment: datetime) -> datetime:
    """Return the moment in UTC; one without a zone is taken as UTC."""
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def is_desk(author: str) -> bool:
    """Return whether an author's name is that of a desk or an agency."""
    return bool(_DESK.search(author))


def _key(*parts: str) -> int:
    return int.from_bytes(blake2b("\n".join(parts).encode("utf-8", "replace"), digest_size=8).digest(), "big")


def _publisher(name: str) -> str:
    """Return the publisher's name as a text capture ("The Harbour Post") and a domain (harbourpost.com)
    share it.
    """
    folded = re.sub(r"^(www\.|the\s+)", "", name.casefold().strip())
    folded = re.sub(r"(\.(com?|org|net|gov|info|news|[a-z]{2}))+$", "", folded)
    return "".join(re.findall(r"\w", folded))


def signs_of(article: Article) -> Iterator[str]:
    """Yield the signs of a story; a short headline counts on its day alone."""
    headline = words_of(article.headline)
    day = article.published_at.date().isoformat() if article.published_at else None
    if _weight(headline) >= SPEAKING:
        yield f"headline {headline}"
    elif headline and day:
        yield f"headline {headline} {day}"
    yield from islice(_openings(article), OPENINGS)


def words_of(text: str) -> str:
    """Return the words in one spelling, a space between them."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _openings(article: Article) -> Iterator[str]:
    for block in article.blocks:
        words = words_of(block.text[:400])
        if block.zone in _ZONES and _weight(words) >= LEAST:
            dense = len(_DENSE.findall(words)) > len(words) // 2
            yield words.replace(" ", "")[: 2 * WIDTH] if dense else " ".join(words.split()[:WIDTH])


def _weight(words: str) -> int:
    """Return the number of words; two letters of a dense script count as one."""
    return len(words.split()) + len(_DENSE.findall(words)) // 2
