"""Authors in print: in links to their profiles, beside others in a byline, and as their names are spelled."""

import re
from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

from lib.clean.fields.names import is_name_like
from lib.clean.html.segments import Piece
from lib.model.folding import folded

_PROFILE = re.compile(
    r"/(?:authors?|autore?s?|autori|autor(?:en|in|as?)|auteurs?|profiles?|profils?|people|person(?:en)?|staff"
    r"|writers?|contributors?|contributor-profile|journalists?|journalistes?|reporters?|redakteure?|redacteurs?"
    r"|columnists?|firmas?|by|skribent|forfattare|zhurnalist|avtory?|kishi|penulis)/"
    r"(?!search)(?P<who>[^/?#]+)",
    re.IGNORECASE,
)
_AND = r"(?:and|und|et|y|e|och|og|en|та|і|й|и|va|ve|i|a|&)"


def linked_authors(piece: Piece, publisher: str) -> dict[str, str]:
    """Return the texts of the links in a piece that lead to an author's profile on the publisher's site, by
    address.

    Of several links to one profile, portrait, name and "more of", the first that is a name counts.
    """
    marked = {
        (node.get("href") or "").strip()
        for node in (*piece.element.iter("a"), piece.inner, piece.inner.getparent())
        if node is not None and "author" in (node.get("rel") or "").split()
    }
    found: dict[str, str] = {}
    for link in piece.links:
        text = piece.text[link.start : link.end].strip()
        if text and (link.url in marked or _is_profile(link.url, publisher)):
            found.setdefault(link.url, text)
    return found


def _is_profile(url: str, publisher: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:  # no address
        return False
    at_home = not parts.netloc or not publisher or parts.netloc.endswith(publisher)
    return at_home and bool(_PROFILE.search(f"{parts.path}/"))


def with_cosigners(authors: tuple[str, ...], printed: tuple[str, ...], line: str) -> tuple[str, ...]:
    """Return the authors as a byline prints them, when it joins others to all of them with "and".

    What follows a comma may as well be a place.
    """
    if not set(authors) < set(printed):
        return authors
    more = [name for name in printed if name not in authors]
    joined = (is_name_like(name) and _follows_and(name, line) for name in more)
    return printed if all(joined) else authors


def _follows_and(name: str, line: str) -> bool:
    return bool(re.search(rf"\s{_AND}\s+{re.escape(name)}(?!\w)", line, re.IGNORECASE))


def as_printed(authors: tuple[str, ...], lines: Iterable[str]) -> tuple[str, ...]:
    """Return the names as the page prints them somewhere, where they were told in other case or run
    together.
    """
    short = [line for line in lines if len(line) < 2_000] if authors else []
    whole = "\n".join(short)
    return tuple(_spelled(name, whole) if " " in name else _apart(name, short) for name in authors)


def _apart(login: str, lines: Iterable[str]) -> str:
    """Return the words that a login runs together, where a line is nothing but them."""
    if not (login.isascii() and login.islower()) or len(login) < 6:
        return login
    return next(
        (
            line
            for line in lines
            if " " in line and len(line) < 40 and folded(line) == login and is_name_like(line)
        ),
        login,
    )


def _spelled(name: str, whole: str) -> str:
    if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", whole):
        return name
    forms = Counter(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", whole, re.IGNORECASE))
    mixed = [form for form, _ in forms.most_common() if not form.isupper() and not form.islower()]
    return mixed[0] if mixed else name
