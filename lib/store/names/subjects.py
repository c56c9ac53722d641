"""Tags, sections and kickers that name a subject, as against codes of content systems and files of pages."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from lib.model.article import Article
from lib.store.names.authors import is_agency, listed_author
from lib.store.names.listings import listing
from lib.store.names.spelling import CACHE_SIZE, key, keys_in

MAX_LETTERS = 80  # of a tag, section or kicker; a longer one is a paragraph in the wrong field
CODE = re.compile(r"\S*\d{6,}\S*")  # an id with a word before it


@lru_cache(CACHE_SIZE)
def listed_subject(name: str) -> str | None:
    """Return a tag, section or kicker in its listed spelling; None if it is empty, too long or a code."""
    printed = " ".join(name.split()).strip(" ,;:|/_")
    first, _, rest = printed.lower().partition("_")
    if rest and re.split(r"[\W_]", rest)[0] == first:  # NEWS_NEWS, culture_culture-lifestyle
        return None
    listed = printed.replace("_", " ")
    if not listed or len(listed) > MAX_LETTERS or CODE.fullmatch(listed) or _is_in("codes", listed):
        return None
    return listed


def tags(article: Article) -> Iterator[tuple[str, str]]:
    """Yield (printed, listed) for each tag of an article that names a subject.

    Left out are tags by which pages are filed, tags for machines, the story's agency, and its headline.
    """
    signed = (name for name in (article.wire or "", *article.authors) if is_agency(name))
    no_subjects = {key(article.headline), *(key(listed_author(name)) for name in signed)}
    for printed in article.tags:
        listed = listed_subject(printed)
        if listed and not _is_filing(listed) and key(listed_author(listed)) not in no_subjects:
            yield printed, listed


@lru_cache(CACHE_SIZE)
def _is_filing(name: str) -> bool:
    """Return whether a tag says where a page is filed or how copy is routed: Front page, A Wire."""
    return _is_in("filing", name) or bool(_routing().fullmatch(name))


@cache
def _routing() -> re.Pattern[str]:
    """Return the pattern of tags for machines: an agency's routing, or a layout's name (onecolumnwide)."""
    listed = listing("subjects")
    return re.compile("|".join((*listed["routing"], f"(?:{'|'.join(listed['layout'])}){{3,}}")))


def _is_in(heading: str, name: str) -> bool:
    """Return whether a name is one of those that the file lists under a heading, such as "filing"."""
    return key(name) in keys_in("subjects", heading)
