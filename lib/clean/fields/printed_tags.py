"""Finds the tags that a page prints: links marked as such, links to tag pages, labelled lines and boxes."""

from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from lib.clean import words
from lib.clean.addresses import path_of
from lib.clean.fields.tag_lists import is_short, listed
from lib.clean.label.layout import Layout
from lib.clean.says.times import find_times
from lib.clean.segment import Segment

_LINE = 400  # characters of a line of tags
_LINKS = 0.7  # of a line of tags, at least
_APART = 2  # segments between two linked tags of one list

LABEL = words.pattern("tags", "label")
_TAG_PAGE = words.pattern("tags", "page of a tag")
_COUNT = words.pattern("tags", "count")
_ELSEWHERE = frozenset(
    "menu footer related comments ad promo newsletter hidden head share consent".split()  # noqa: SIM905
)


def marked_tags(tree: HtmlElement) -> list[str]:
    """Return the texts of rel=tag links; those that are also categories only if there are no others."""
    links = [(a, rel) for a in tree.iter("a") if (rel := a.get("rel")) and "tag" in rel.split()]
    marked = [
        (set(rel.split()), text) for a, rel in links if (text := " ".join(" ".join(a.itertext()).split()))
    ]
    plain = [text for rel, text in marked if "category" not in rel]
    return plain or [text for _, text in marked]


def linked_tags(layout: Layout) -> list[str]:
    """Return the texts of links to tag pages on the first lines that consist of such links."""
    found: list[str] = []
    last = 0
    for number in sorted({*layout.inside, *layout.head, *layout.tail}):
        if _is_elsewhere(layout, number):
            continue
        linked = list(_linked_in(layout.page.segments[number]))
        if linked and (not found or number <= last + _APART):
            found += linked
            last = number
    return found


def boxed_tags(layout: Layout) -> list[str]:
    """Return the short link texts of the first list of tags in, above or below the story; [] without one.

    A list counts if its markup says "tags" or if it follows a line that is only a label such as "Tags:".
    """
    found: list[str] = []
    last, labelled = 0, False
    for number in sorted({*layout.inside, *layout.head, *layout.tail}):
        segment, marks = layout.page.segments[number], layout.marks[number]
        if found and number > last + _APART:
            break
        if _is_elsewhere(layout, number) or len(segment.text) > _LINE:
            continue
        label = LABEL.match(segment.text)
        if label and not label["rest"] and not label["weak"]:
            labelled, last = True, number
            continue
        labelled = labelled and number <= last + _APART and segment.linked > _LINKS
        names = [_COUNT.sub("", text) for text in segment.link_texts]
        if (
            (labelled or "tags" in marks)
            and names
            and all(map(is_short, names))
            and not find_times(segment.text)
        ):
            found += names
            last = number
    return found


def _is_elsewhere(layout: Layout, number: int) -> bool:
    """Return whether a segment stands apart from the story; a list of tags may be in the story's footer.

    Marks inside such a list, as of crumbs, say nothing of its place.
    """
    marks = layout.marks[number]
    if "tags" not in marks:
        return bool(marks & _ELSEWHERE)
    held, element = layout.page.marks, layout.page.segments[number].element
    parents = (element, *element.iterancestors())
    page = frozenset(each for each in parents if each.tag in ("html", "body"))
    lists = [each for each in parents if each not in page and "tags" in held.own(each)]
    around = held.above(lists[-1], below=page) if lists else marks
    return bool(around & marks & (_ELSEWHERE - {"footer"}))


def _linked_in(segment: Segment) -> Iterator[str]:
    label = LABEL.match(segment.text) if len(segment.text) <= _LINE else None
    bare = len(label["rest"]) if label else len(segment.text)
    if len(segment.text) > _LINE or segment.linked * len(segment.text) < _LINKS * bare:
        return
    for linked, link in zip(segment.link_texts, segment.links, strict=True):
        text = _COUNT.sub("", linked).strip(" ,;|·")
        if text and is_short(text) and text[-1] not in ".!?" and _TAG_PAGE.search(path_of(link.url)):
            yield text


def printed_tags(segments: Iterable[Segment]) -> tuple[str, ...]:
    """Return the tags of the first line labelled "Tags:", its link texts or else the text split at commas."""
    for segment in segments:
        label = LABEL.match(segment.text) if len(segment.text) <= _LINE else None
        if label and label["colon"] and not label["weak"]:
            linked = segment.link_texts
            if found := listed(linked or [label["rest"]], split=not linked):
                return found
    return ()
