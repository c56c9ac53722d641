"""Names the publication that shows a page, as the page declares it or its copyright notices print it."""

from collections.abc import Sequence

from lib.clean import words
from lib.clean.fields.publication import publisher_of
from lib.clean.found import Found
from lib.clean.segment import Segment
from lib.clean.segments.metadata import texts
from lib.clean.segments.page import Page
from lib.model.folding import folded_words

_LONGEST_NOTICE = 300  # characters of a copyright notice
_LONGEST_NAME = 40  # characters of a publication's name; a longer one is a motto
_CONSONANTS = 3  # of the shortest word by which a name and a domain are alike
_RIGHTS = words.pattern("publishers", "rights")
_COMPANY = words.pattern("publishers", "company")
_LATIN = words.pattern("publishers", "latin")
_NO_CONSONANT = words.pattern("publishers", "no consonant")


def publisher_name(page: Page, authors: Sequence[str]) -> Found[str]:
    """Return the publisher's name of a page without a URL, with its source; "" if the page names none."""
    data = page.data
    if name := data.named("og:site_name", "application-name"):
        return Found(name, "site name")
    for node in data.listed(data.article.get("publisher")):
        if names := texts(node):
            return Found(names[0], "json-ld")
    printed = (*data.meta.get("copyright", ()), *(segment.text for segment in page.segments))
    notices = [
        Segment(text=text) for text in printed if len(text) <= _LONGEST_NOTICE and _RIGHTS.search(text)
    ]
    return publisher_of(notices, authors, (), None)


def site_name(page: Page, domain: str) -> str | None:
    """Return the name that a page declares for its publication; None if none fits the domain.

    A name in Latin letters must resemble the domain; others are sections, agencies or owners.
    """
    declared = [*page.data.meta.get("og:site_name", ()), *page.data.meta.get("application-name", ())]
    declared += [
        name for node in page.data.listed(page.data.article.get("publisher")) for name in texts(node)
    ]
    for name in (" ".join(each.split()) for each in declared):
        is_address = "/" in name or "@" in name or name.removeprefix("www.") == domain
        fits = 1 < len(name) <= _LONGEST_NAME and not is_address and not _COMPANY.search(name)
        if fits and _is_like(name, domain):
            return name
    return None


def _is_like(name: str, domain: str) -> bool:
    """Return whether a name shares a word, its initials or its consonants with the domain.

    Domains spell vowels differently: sueddeutsche for Süddeutsche.
    """
    words = folded_words(name).split()
    whole = "".join(words)
    parts = [part.replace("-", "") for part in domain.split(".")[:-1] if len(part) > 1]
    if not _LATIN.search(whole) or {whole, "".join(word[0] for word in words), *words} & {*parts}:
        return True
    bare, own = ([_NO_CONSONANT.sub("", word) for word in each] for each in ((whole, *words), parts))
    return any(whole.startswith(part) for part in parts) or any(
        min(len(one), len(part)) >= _CONSONANTS and (one in part or part in one)
        for one in bare
        for part in own
    )
