"""By what a story is recognised when it is captured again, and the id it is given the first time.

An id is a short hash and holds no word of the story: it outlives a removal in tombstones and receipts.
"""

import re
from collections.abc import Container
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import blake2b
from zoneinfo import ZoneInfo

from lib.model.article import Article

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # no letters that are read as others
_ID_LENGTH = 10

_DESK = re.compile(
    r"\b(desk|staff|newsroom|editors?|editorial|team|bureau|agenc(y|ies)|correspondents|reporters|"
    r"reuters|afp|associated press|ap|upi|dpa|efe|ansa|interfax|xinhua|tass|bloomberg)\b",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """What a story is recognised by: its folded address, else publisher, headline and day."""

    address: int | None
    headline: int


def keys_of(article: Article, *, address: str | None, day: date | None) -> Keys:
    """The keys of a story or brief; without a day its text stands in for it."""
    who = _publisher(article.publisher), _words(article.headline)
    if article.form == "brief":
        # A ticker item often bears the address of its page, and one headline may stand twice on a day.
        return Keys(address=None, headline=_key("headline", "brief", *who, _when(article)))
    when = day.isoformat() if day else article.revision
    return Keys(
        address=address_key(address) if address else None,
        headline=_key("headline", "story", *who, when),
    )


def address_key(address: str) -> int:
    """The key of the story at a folded address."""
    return _key("address", address)


def _when(brief: Article) -> str:
    """A brief's minute; its text where it has no time."""
    if brief.published_at:
        return aware(brief.published_at).replace(second=0, microsecond=0).isoformat()
    return _words(" ".join(block.text for block in brief.blocks))


def new_id(key: int, taken: Container[str]) -> str:
    """A short id for the story of this key that no other story has."""
    attempt = 0
    while True:
        digest = int.from_bytes(blake2b(f"{key}/{attempt}".encode(), digest_size=8).digest(), "big")
        made = "".join(_ALPHABET[(digest >> (5 * place)) & 31] for place in range(_ID_LENGTH))
        if made not in taken:
            return made
        attempt += 1


def desk_day(moment: datetime | None, zone: ZoneInfo) -> date | None:
    """The day of the moment in the desk zone."""
    return aware(moment).astimezone(zone).date() if moment else None


def aware(moment: datetime) -> datetime:
    """The moment in UTC; one without a zone is taken as UTC."""
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def is_desk(author: str) -> bool:
    """Tells whether an author's name is that of a desk or an agency."""
    return bool(_DESK.search(author))


def _key(*parts: str) -> int:
    return int.from_bytes(blake2b("\n".join(parts).encode("utf-8", "replace"), digest_size=8).digest(), "big")


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _publisher(name: str) -> str:
    """The publisher's name as a text capture ("The Harbour Post") and a domain (harbourpost.com) share it."""
    folded = re.sub(r"^(www\.|the\s+)", "", name.casefold().strip())
    folded = re.sub(r"(\.(com?|org|net|gov|info|news|[a-z]{2}))+$", "", folded)
    return "".join(re.findall(r"\w", folded))
