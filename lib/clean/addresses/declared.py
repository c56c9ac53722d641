"""Which of the addresses that a page gives for itself is believed, and why another one is not."""

import re
from collections.abc import Iterator
from urllib.parse import unquote, urljoin, urlsplit

from lxml.html import HtmlElement

from lib.clean.addresses.address import canonical, slug_of
from lib.clean.html.structured import Structured, first_text

_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "ac", "edu", "or", "ne", "go", "gob", "gouv"})


def page_address(tree: HtmlElement, data: Structured, captured: str | None) -> tuple[str | None, str]:
    """Return the story's address, and which source gave it.

    What was not believed is told behind a semicolon.
    """
    own = canonical(captured)
    given = [
        (known, source)
        for text, source in _given(tree, data, captured)
        if text and (known := canonical(_joined(captured, text)))
    ]
    refused: list[str] = []
    for address, source in given:
        others = [each for each, other in given if other != source]
        if (why := _refusal(address, own, others)) is None:
            return address, "; ".join([source, *refused[:1]])
        refused.append(f"{source} not believed: {address} {why}")
    if own:
        return own, "; ".join(["saved address", *refused[:1]])
    return given[0] if given else (None, "none")


def _given(tree: HtmlElement, data: Structured, captured: str | None) -> Iterator[tuple[str | None, str]]:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").casefold().split():
            yield link.get("href"), "canonical link"
    yield data.named("og:url"), "og:url"
    yield first_text(data.article.get("url")), "json-ld"
    page = data.article.get("mainEntityOfPage")
    yield first_text(page.get("@id") if isinstance(page, dict) else page), "json-ld"


def _joined(base: str | None, text: str) -> str | None:
    try:
        return urljoin(base or "", text.strip())
    except ValueError:  # no address
        return None


def _refusal(address: str, own: str | None, others: list[str]) -> str | None:
    """Why a page's word about its own address is not taken; None when it is."""
    rest = [each for each in (own, *others) if each]
    if is_front(address) and any(not is_front(each) for each in rest):
        return "is a front page"
    if any(is_section_above(address, each) for each in rest):
        return "is a section's page"
    if own and not _same_site(address, own) and not _same_story(address, own) and address not in others:
        return "is another site's page"
    return None


def is_front(address: str) -> bool:
    """Return whether an address leads to a front page, that of a language too."""
    parts = urlsplit(address)
    return (
        not parts.query
        and not parts.fragment
        and (len(parts.path) <= 1 or bool(re.fullmatch(r"/[a-z]{2}", parts.path)))
    )


def is_section_above(address: str, other: str) -> bool:
    """Return whether an address is a short one right above another one that speaks."""
    above, below = urlsplit(address), urlsplit(other)
    if not _same_site(address, other) or above.query or not below.path.startswith(f"{above.path}/"):
        return False
    return (
        len(_words(slug_of(address))) < 3 and len(_words(slug_of(below.path.removeprefix(above.path)))) >= 3
    )


def _same_site(one: str, other: str) -> bool:
    return _site(one) == _site(other)


def _site(address: str) -> tuple[str, ...]:
    """Return the labels under which a publisher is registered."""
    labels = (urlsplit(address).hostname or "").split(".")
    return tuple(labels[-3:] if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else labels[-2:])


def _same_story(one: str, other: str) -> bool:
    """Return whether two sites' addresses share the words of their slugs or a long number.

    A syndicated story.
    """
    words, others = _words(slug_of(one)), _words(slug_of(other))
    if len(words & others) >= max(2, 0.5 * min(len(words), len(others))):
        return True
    return bool(_numbers(one) & _numbers(other))


def _words(slug: str | None) -> set[str]:
    return set(re.findall(r"[^\W\d_]{2,}", unquote(slug or "").casefold()))


def _numbers(address: str) -> set[str]:
    return set(re.findall(r"(?<!\d)(?!(?:19|20)\d{6}(?!\d))\d{6,}", urlsplit(address).path))
