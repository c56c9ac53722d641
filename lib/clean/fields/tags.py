"""Finds the publisher's own tags of a page, as declared, linked or printed, in the publisher's order."""

from collections.abc import Collection, Iterable, Iterator

from lib.clean import words
from lib.clean.fields.declared_authors import names_site
from lib.clean.fields.printed_tags import boxed_tags, linked_tags, marked_tags, printed_tags
from lib.clean.fields.tag_lists import PRINTED, is_placement, listed
from lib.clean.found import Found
from lib.clean.label.layout import Layout
from lib.clean.segments.metadata import Structured, texts
from lib.model.folding import folded, folded_words

_MENU = 20  # declared tags of a list that may be the site's menu
_HELD = 0.25  # of them that the story holds, if they are its own
_LEAST = 3  # tags that can be words of the headline by chance
_CONFIRMED = 2  # tags that two lists share before one of them says which of the other are for readers
_OF_OTHER = 0.5  # and their least share of that one

_WORDS = words.read("tags")
_FOR_MACHINES = words.pattern("tags", "likely for a machine")
_LAYOUT = words.pattern("tags", "layout")
_OF_EVERY_PAGE = frozenset(_WORDS["of_every_page"].split())


def page_tags(layout: Layout, outlets: frozenset[str]) -> Found[tuple[str, ...]]:
    """Return the publisher's tags on a page in order, and their source.

    A printed list wins over a declared one that is made of the headline's words.
    """
    page = layout.page
    if by_rule := layout.rules.texts("tags"):
        return Found(by_rule, layout.rules.source)
    links = [text for segment in page.segments for text in segment.link_texts]
    printed = frozenset((*page.folds, *map(folded, links)))
    linked = marked_tags(page.tree) or linked_tags(layout)
    found = best_tags(page.data, linked, printed=printed, outlets=outlets)
    title = set(folded_words(layout.headline).split())
    of_headline = sum(folded_words(tag) in title for tag in found.value)  # as a program writes them
    doubtful = len(found.value) > _LEAST and 2 * of_headline > len(found.value)
    if not found.value or found.source == "links to tags" or doubtful:
        near = _near(layout)
        if near.source == "printed tags" or (near.value and found.source != "links to tags"):
            found = near
    declared = found.source not in ("links to tags", "printed tags", "box of tags")
    value = _of_story(found.value, layout) if declared else found.value
    headline = folded(layout.headline)
    value = tuple(tag for tag in value if folded(tag) != headline) or value  # some systems list it too
    return found._replace(value=_as_printed(value, links), source=found.source if value else "none")


def _of_story(tags: tuple[str, ...], layout: Layout) -> tuple[str, ...]:
    """Return declared tags; of a list as long as a menu the tags in the story, or all if a quarter is."""
    if len(tags) < _MENU:
        return tags
    texts = [layout.segments[number].text for number in sorted({*layout.kept, *layout.head})]
    whole = "\n".join((layout.headline, *texts))
    words, letters = f" {folded_words(whole)} ", folded(whole)

    def is_held(tag: str) -> bool:
        return f" {folded_words(tag)} " in words if tag.isascii() else folded(tag) in letters

    held = tuple(filter(is_held, tags))
    return held if len(held) < _HELD * len(tags) else tags


def _near(layout: Layout) -> Found[tuple[str, ...]]:
    """Return the tags of a labelled line or of a box in, above or below the story; () if there are none."""
    if printed := printed_tags(layout.segments[number] for number in layout.around):
        return Found(printed, "printed tags")
    boxed = listed(boxed_tags(layout), split=False)
    return Found(boxed, "box of tags" if boxed else "none")


def _as_printed(tags: tuple[str, ...], links: Iterable[str]) -> tuple[str, ...]:
    """Return the tags, one written as in an address, "old-quay", as a link of the page prints it."""
    if not any("-" in tag and tag.islower() for tag in tags):
        return tags
    shown = {folded(text): text.strip(" #") for text in links if len(text) <= PRINTED}
    return tuple(shown.get(folded(tag), tag) if "-" in tag and tag.islower() else tag for tag in tags)


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
    sites = outlets - folds
    lists = []
    for declared, source in _declared(data):
        own = [tag for tag in declared if not names_site(tag, sites)]
        if source == "meta keywords":  # some are the same on every page of the site
            own = [tag for tag in own if folded(tag) not in sites and tag.casefold() not in _OF_EVERY_PAGE]
        lists += [(tuple(own), source)] if own else []
    if not lists:
        return Found(shown, "links to tags" if shown else "none")
    best, source = lists[0]
    if len(folds) > 1:
        best, source = max(lists, key=lambda found: len(folds & set(map(folded, found[0]))))
    # "onecolumnnarrow": names of layouts, where a list has several that the page does not print.
    named = (tag for tag in best if _LAYOUT.search(tag))
    layouts = [tag for tag in named if not any(folded(tag) in each for each in printed)]
    best = tuple(tag for tag in best if len(layouts) < 2 or tag not in layouts)
    others = [declared for declared, other in lists if other != source]
    return Found(_without_machine_tags(best, others, {*folds, *printed}), source)


def _declared(data: Structured) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield each declared list of tags with its source, best first, with places of a front page last."""
    lists = [(texts(list(data.listed(data.article.get("keywords")))), "json-ld")]
    lists += [([*data.meta.get(name, ())], f"meta {name}") for name in _WORDS["meta"]]
    lists.append(([*data.items.get("keywords", ())], "microdata"))
    lists.sort(key=lambda found: any(map(is_placement, found[0])))
    yield from ((listed(values), source) for values, source in lists)


def _without_machine_tags(
    declared: tuple[str, ...], others: Iterable[tuple[str, ...]], printed: Collection[str]
) -> tuple[str, ...]:
    """Return the declared tags that the page prints or that a second declared list confirms.

    The shorter list wins, as it is made for the reader; a single tag more goes only if it looks made for a
    machine, since an editor may forget one. All stay if no other list confirms any.
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
