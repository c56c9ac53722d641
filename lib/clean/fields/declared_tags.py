"""Chooses among the lists of tags that a page declares in JSON-LD, meta tags, microdata and links to tags."""

from collections.abc import Collection, Iterable, Iterator

from lib.clean import words
from lib.clean.fields.declared_authors import names_site
from lib.clean.fields.tag_lists import listed
from lib.clean.found import Found
from lib.clean.segments.metadata import Structured, texts
from lib.model.folding import folded

_WORDS = words.read("tags")
_FOR_MACHINES = words.pattern("tags", "likely for a machine")
_OF_EVERY_PAGE = frozenset(_WORDS["of_every_page"].split())
_CONFIRMED = 2  # tags that two lists share before one of them says which of the other are for readers
_OF_OTHER = 0.5  # and their least share of that one


def best_tags(
    data: Structured,
    linked: Iterable[str],
    *,
    printed: Collection[str] = (),
    outlets: frozenset[str] = frozenset(),
) -> Found[tuple[str, ...]]:
    """Return the tags of a page and their source.

    `linked` are the texts of links to tags, `printed` everything that the page prints, folded, `outlets` the
    names of its outlet. Declared lists come first, of several the one that shares most with the links;
    without any, the links are the tags. Names of the outlet are dropped, and, where another list confirms
    the rest, tags that neither it nor the page has.
    """
    shown = listed(linked, split=False)
    folds = set(map(folded, shown))
    lists = [
        (kept, source)
        for declared, source in _declared(data)
        if (kept := tuple(tag for tag in declared if not _is_of_site(tag, source, outlets - folds)))
    ]
    if not lists:
        return Found(shown, "links to tags" if shown else "none")
    best, source = lists[0]
    if len(folds) > 1:
        best, source = max(lists, key=lambda found: len(folds & set(map(folded, found[0]))))
    others = [declared for declared, other in lists if other != source]
    return Found(_without_machine_tags(best, others, {*folds, *printed}), source)


def _declared(data: Structured) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield each list of tags that the page declares with its source, best source first."""
    yield listed(texts(list(data.listed(data.article.get("keywords"))))), "json-ld"
    for name in _WORDS["meta"]:
        yield listed(data.meta.get(name, ())), f"meta {name}"
    yield listed(data.items.get("keywords", ())), "microdata"


def _is_of_site(tag: str, source: str, outlets: frozenset[str]) -> bool:
    """Return whether a tag is the site's name, or a keyword on every page of the site."""
    on_every_page = folded(tag) in outlets or tag.casefold() in _OF_EVERY_PAGE
    return names_site(tag, outlets) or (source == "meta keywords" and on_every_page)


def _without_machine_tags(
    declared: tuple[str, ...], others: Iterable[tuple[str, ...]], printed: Collection[str]
) -> tuple[str, ...]:
    """Return the declared tags without those that neither the first list that confirms them nor the page has.

    The shorter list wins, as it is that of the reader; a single tag more goes only if it looks made for a
    machine, since an editor may forget one. All stay where no other list confirms any.
    """
    own = set(map(folded, declared))
    for other in others:
        shared = own & set(map(folded, other))
        if len(shared) < max(_CONFIRMED, _OF_OTHER * len(other)):
            continue
        alone = [tag for tag in declared if folded(tag) not in shared and folded(tag) not in printed]
        gone = alone if len(alone) > 1 else [tag for tag in alone if _FOR_MACHINES.search(tag)]
        return tuple(tag for tag in declared if tag not in gone)
    return declared
