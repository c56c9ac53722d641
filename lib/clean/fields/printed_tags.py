"""Finds the tags that a page prints: links marked as such, links to tag pages, labelled lines and boxes."""

from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from lib.clean.addresses import path_of
from lib.clean.fields.tag_lists import is_short, listed
from lib.clean.label.layout import Layout
from lib.clean.says.times import find_times
from lib.clean.segment import Segment
from lib.clean.words import pattern

_LINE = 400  # characters of a line of tags
_LINKS = 0.7  # of a line of tags, at least
_APART = 2  # segments between two linked tags of one list

LABEL = pattern("tags", "label")
_TAG_PAGE = pattern("tags", "page of a tag")
_STOP = pattern("tags", "stop of a sentence")
_SIGNS = " ,;|·•、，"  # between two tags
_ELSEWHERE = frozenset(
    "menu footer related comments ad promo newsletter hidden head share consent".split()  # noqa: SIM905
)


def marked_tags(tree: HtmlElement) -> list[str]:
    """Return the texts of rel=tag links; links that are also rel=category only if there are no others."""
    links = [(a, rel) for a in tree.iter("a") if "tag" in (rel := (a.get("rel") or "").lower().split())]
    texts = ((rel, " ".join(a.xpath(".//text()[not(ancestor::svg)]"))) for a, rel in links)
    marked = [(rel, tag) for rel, text in texts if (tag := _tag(text))]
    plain = [text for rel, text in marked if "category" not in rel]
    return plain or [text for _, text in marked]


def linked_tags(layout: Layout) -> list[str]:
    """Return the texts of links to tag pages on the first lines that consist of such links."""
    found: list[str] = []
    last = 0
    for number in layout.around:
        if _is_elsewhere(layout, number):
            continue
        linked = list(_of_tag_pages(layout.segments[number]))
        if linked and (not found or number <= last + _APART):
            found += linked
            last = number
    return found


def boxed_tags(layout: Layout) -> list[str]:
    """Return the short link texts of the first list of tags in, above or below the story, or [].

    A list counts if its markup says "tags" or if it follows a line that is only a label such as "Tags:".
    """
    found: list[str] = []
    last, labelled = 0, False
    for number in layout.around:
        segment, marks = layout.segments[number], layout.marks[number]
        if found and number > last + _APART:
            break
        if _is_elsewhere(layout, number) or len(segment.text) > _LINE:
            continue
        label = LABEL.match(segment.text)
        if label and not label["rest"] and not label["weak"]:
            labelled, last = True, number
            continue
        labelled = labelled and number <= last + _APART and segment.linked > _LINKS
        names = _linked_in(segment) if labelled or "tags" in marks else []
        if names and all(map(is_short, names)) and not find_times(segment.text):
            found += names
            last = number
    return found


def _is_elsewhere(layout: Layout, number: int) -> bool:
    """Return whether a segment stands apart from the story; a list of tags may be in the story's footer.

    Marks inside such a list, such as "breadcrumb", say nothing of where it stands.
    """
    marks = layout.marks[number]
    if "tags" not in marks:
        return bool(marks & _ELSEWHERE)
    held, element = layout.page.marks, layout.segments[number].element
    parents = (element, *element.iterancestors())
    page = frozenset(each for each in parents if each.tag in ("html", "body"))
    lists = [each for each in parents if each not in page and "tags" in held.own(each)]
    around = held.above(lists[-1], below=page) if lists else marks
    return bool(around & marks & (_ELSEWHERE - {"footer"}))


def _tag(printed: str) -> str:
    """Return the text of a link as a tag: without the number of its stories and the signs beside it."""
    return pattern("tags", "count").sub("", " ".join(printed.split()).strip(_SIGNS)).strip(_SIGNS)


def _linked_in(segment: Segment) -> list[str]:
    return [tag for text in segment.link_texts if (tag := _tag(text))]


def _of_tag_pages(segment: Segment) -> Iterator[str]:
    """Yield the texts of links to tag pages in a line that consists of links, perhaps behind a label."""
    label = LABEL.match(segment.text) if len(segment.text) <= _LINE else None
    bare = len(label["rest"]) if label else len(segment.text)
    if len(segment.text) > _LINE or segment.linked * len(segment.text) < _LINKS * bare:
        return
    for text, link in zip(segment.link_texts, segment.links, strict=True):
        tag = _tag(text)
        if tag and is_short(tag) and not _STOP.search(tag) and _TAG_PAGE.search(path_of(link.url)):
            yield tag


def printed_tags(segments: Iterable[Segment]) -> tuple[str, ...]:
    """Return the tags of the first line labelled "Tags:": its link texts, else its text split at commas."""
    for segment in segments:
        label = LABEL.match(segment.text) if len(segment.text) <= _LINE else None
        if label and label["colon"] and not label["weak"]:
            linked = _linked_in(segment)
            rest = label["rest"].removesuffix(".") if _STOP.search(label["rest"]) else label["rest"]
            if found := listed(linked or [rest], split=not linked):
                return found
    return ()
