"""Finds the publisher's own tags, as declared, linked or printed, in the publisher's order."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from html import unescape

from lxml.html import HtmlElement

from lib.clean import words
from lib.clean.addresses import path_of
from lib.clean.fields.declared_authors import names_site
from lib.clean.found import Found
from lib.clean.label.labels import Labels
from lib.clean.label.repair import Layout
from lib.clean.label.text_lists import LIST_SIGNS
from lib.clean.says.times import find_times
from lib.clean.segment import Segment
from lib.clean.segments.metadata import Structured, texts
from lib.model.folding import folded, folded_words

LINE = 400  # characters of a line of tags
_LONGEST = 80  # characters of a declared tag
_PRINTED = 60  # characters of a printed one
_WORDS_OF_TAG = 6
_MOST = 60
_MENU = 20  # declared tags of a list that may be the site's menu
_HELD = 0.25  # of them that the story holds, if they are its own
_LINKS = 0.7  # of a line of tags, at least
_APART = 2  # segments between two linked tags of one list
_ABOVE, _BELOW = 6, 14  # lines over a headline and under a text that may list tags
_UNDER_LABEL = 25  # tags one a line

_WORDS = words.read("tags")
_LABEL = words.pattern("tags", "label")
_TAG_PAGE = words.pattern("tags", "page of a tag")
_SUBJECT = words.pattern("tags", "subject")
_COUNT = words.pattern("tags", "count")
_GLUED_COUNT = words.pattern("tags", "glued count")
_SEPARATOR = words.pattern("tags", "between tags")
_HAN = words.pattern("tags", "chinese letter")
_MACHINE = words.pattern("tags", "for a machine")
_OF_FRONT = words.pattern("tags", "of a front page")
_FIELD = words.pattern("tags", "field")
_CODE = words.pattern("tags", "code")
_FOR_MACHINES = words.pattern("tags", "likely for a machine")
_SENTENCE = words.pattern("tags", "sign of a sentence")
_OF_EVERY_PAGE = frozenset(_WORDS["of_every_page"].split())
_ELSEWHERE = frozenset(
    "menu footer related comments ad promo newsletter hidden head share consent".split()  # noqa: SIM905
)


def page_tags(layout: Layout, outlets: frozenset[str]) -> Found[tuple[str, ...]]:
    """Return the publisher's tags on a page in order, and their source.

    A printed list wins over a declared one that is made of the headline's words.
    """
    page = layout.page
    if by_rule := layout.rules.texts("tags"):
        return Found(by_rule, layout.rules.source)
    links = [segment.text[link.start : link.end] for segment in page.segments for link in segment.links]
    printed = frozenset((*page.folds, *map(folded, links)))
    found = tags(page.data, marked_tags(page.tree) or linked_tags(layout), printed=printed, outlets=outlets)
    if not found.value or found.source == "links to tags" or _is_of_headline(found.value, layout.headline):
        near = _near(layout)
        if near.source == "printed tags" or (near.value and found.source != "links to tags"):
            found = near
    declared = found.source not in ("links to tags", "printed tags", "box of tags")
    value = _of_story(found.value, layout) if declared else found.value
    return found._replace(value=_as_printed(value, links), source=found.source if value else "none")


def _of_story(tags: tuple[str, ...], layout: Layout) -> tuple[str, ...]:
    """Return declared tags; of a list as long as a site's menu just those that the story holds."""
    if len(tags) < _MENU:
        return tags
    texts = [layout.page.segments[number].text for number in sorted({*layout.kept, *layout.head})]
    whole = "\n".join((layout.headline or "", *texts))
    words, letters = f" {folded_words(whole)} ", folded(whole)
    held = tuple(
        tag
        for tag in tags
        if (f" {folded_words(tag)} " in words if tag.isascii() else folded(tag) in letters)
    )
    return held if len(held) < _HELD * len(tags) else tags


def _is_of_headline(tags: tuple[str, ...], headline: str | None) -> bool:
    """Return whether most of a long list are single words of the headline, as a program writes them."""
    words = set(folded_words(headline or "").split())
    return len(tags) > 3 and 2 * sum(tag.casefold() in words for tag in tags) > len(tags)


def _near(layout: Layout) -> Found[tuple[str, ...]]:
    """Return the tags of a labelled line or of a box in, above or below the story; () without either."""
    near = sorted({*layout.inside, *layout.head, *layout.tail})
    if printed := printed_tags(layout.page.segments[number] for number in near):
        return Found(printed, "printed tags")
    boxed = _listed(boxed_tags(layout), split=False)
    return Found(boxed, "box of tags" if boxed else "none")


def _as_printed(tags: tuple[str, ...], links: Iterable[str]) -> tuple[str, ...]:
    """Return the tags, those in the form of an address ("old-quay") as a link of the page prints them."""
    if not any("-" in tag and tag.islower() for tag in tags):
        return tags
    shown = {folded(text): text.strip(" #") for text in links if len(text) <= _PRINTED}
    return tuple(shown.get(folded(tag), tag) if "-" in tag and tag.islower() else tag for tag in tags)


def tags(
    data: Structured,
    linked: Iterable[str],
    *,
    printed: Collection[str] = (),
    outlets: frozenset[str] = frozenset(),
) -> Found[tuple[str, ...]]:
    """Return the tags of a page and their source.

    `linked` are the texts of links to tags, `printed` everything that the page prints, folded, `outlets` the
    names of its outlet. Declared lists come first, of several the one that shares most with the links;
    without any, the links are the tags. Names of the outlet are dropped, and tags that neither another list
    nor the page has, where the others are confirmed so.
    """
    shown = _listed(linked, split=False)
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
    yield _listed(texts(list(data.listed(data.article.get("keywords"))))), "json-ld"
    for name in _WORDS["meta"]:
        yield _listed(data.meta.get(name, ())), f"meta {name}"
    yield _listed(data.items.get("keywords", ())), "microdata"


def _is_of_site(tag: str, source: str, outlets: frozenset[str]) -> bool:
    """Return whether a tag is the site's name, or a keyword on every page of the site."""
    on_every_page = folded(tag) in outlets or tag.casefold() in _OF_EVERY_PAGE
    return names_site(tag, outlets) or (source == "meta keywords" and on_every_page)


def _without_machine_tags(
    declared: tuple[str, ...], others: Iterable[tuple[str, ...]], printed: Collection[str]
) -> tuple[str, ...]:
    own = set(map(folded, declared))
    for other in others:
        shared = own & set(map(folded, other))
        if len(shared) < 2 or 2 * len(shared) < len(other):
            continue
        alone = [tag for tag in declared if folded(tag) not in shared and folded(tag) not in printed]
        gone = alone if len(alone) > 1 else [tag for tag in alone if _FOR_MACHINES.search(tag)]
        return tuple(tag for tag in declared if tag not in gone)
    return declared


def _listed(values: Iterable[str], *, split: bool = True) -> tuple[str, ...]:
    """Return the distinct tags in a list, none if most are codes; a single value is split at its commas."""
    # An entity encoded twice has a separator in it.
    values = [unescape(value) if ";" in value else value for value in values]
    parts = _SEPARATOR.split(values[0]) if split and len(values) == 1 else values
    if split and len(values) == len(parts) == 1 and _HAN.search(parts[0]) and parts[0].count(" ") >= 2:
        parts = parts[0].split()
    found: dict[str, str] = {}
    for part in _subjects(parts):
        tag = part.strip(" #＃\"'[]\t")
        if tag and len(tag) <= _LONGEST and not _MACHINE.search(tag) and not _OF_FRONT.search(tag):
            found.setdefault(folded(tag) or tag, tag)
    listed = tuple(list(found.values())[:_MOST])
    codes = sum(bool(_CODE.match(tag)) for tag in listed)
    return () if len(listed) >= 5 and codes > 0.6 * len(listed) else listed


def _subjects(parts: list[str]) -> Iterator[str]:
    """Yield the tags; if many are CMS fields ("topic:storms"), only the values of subject fields."""
    fields = [_FIELD.match(part) for part in parts]
    if sum(map(bool, fields)) < 3:
        yield from parts
        return
    for part, field in zip(parts, fields, strict=True):
        if field is None:
            yield part
        elif _SUBJECT.match(field["label"]):
            yield field["value"]


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
        if _is_elsewhere(layout, number) or len(segment.text) > LINE:
            continue
        label = _LABEL.match(segment.text)
        if label and not label["rest"] and not label["weak"]:
            labelled, last = True, number
            continue
        labelled = labelled and number <= last + _APART and segment.linked > _LINKS
        names = [_COUNT.sub("", segment.text[link.start : link.end]) for link in segment.links]
        if (
            (labelled or "tags" in marks)
            and names
            and all(map(_is_short, names))
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
    label = _LABEL.match(segment.text) if len(segment.text) <= LINE else None
    bare = len(label["rest"]) if label else len(segment.text)
    if len(segment.text) > LINE or segment.linked * len(segment.text) < _LINKS * bare:
        return
    for link in segment.links:
        text = _COUNT.sub("", segment.text[link.start : link.end]).strip(" ,;|·")
        if text and _is_short(text) and text[-1] not in ".!?" and _TAG_PAGE.search(path_of(link.url)):
            yield text


def _is_short(tag: str) -> bool:
    return len(tag) <= _PRINTED and len(tag.split()) <= _WORDS_OF_TAG


def printed_tags(segments: Iterable[Segment]) -> tuple[str, ...]:
    """Return the tags of the first line labelled "Tags:", its link texts or else the text split at commas."""
    for segment in segments:
        label = _LABEL.match(segment.text) if len(segment.text) <= LINE else None
        if label and label["colon"] and not label["weak"]:
            linked = [segment.text[link.start : link.end] for link in segment.links]
            if found := _listed(linked or [label["rest"]], split=not linked):
                return found
    return ()


def find_tags(
    lines: Sequence[Segment], headline: int, first: int, last: int, labels: Labels
) -> tuple[str, ...]:
    """Return the tags that a copied text prints near its headline or below the story, and cut their lines."""
    above = lines[max(0, headline - _ABOVE) : headline]
    between = lines[headline + 1 : first]
    below = lines[max(first, last - 3) : last + 1 + _BELOW]
    for line in [*below, *between, *above[::-1]]:
        if found := _labelled(line, lines, labels):
            return found
    for line in [*above[::-1], *between, *below[:10]]:
        if _may_be_tags(line, labels) and (found := _names_in(line.text, least=3)):
            labels.cut(line, "field: tags")
            return found
    return ()


def _may_be_tags(line: Segment, labels: Labels) -> bool:
    """Return whether an uncut line without a label is no sentence, list entry, headline, time or caption."""
    above = labels.segments[line.number - 1].mark.rule if line.number else None
    heads = above is not None and above.name in ("related", "read more")
    listed = any(sign in line.text for sign in LIST_SIGNS)
    timed = bool(line.mark.times)  # a name and a day
    pictured = line.mark.caption is not None  # who took a picture
    return labels.is_open(line) and not (line.terminal or heads or listed or timed or pictured)


def _labelled(line: Segment, lines: Sequence[Segment], labels: Labels) -> tuple[str, ...]:
    label = _LABEL.match(line.text) if line.weight <= 40 and labels.is_open(line) else None
    if not label or (label["weak"] and not label["colon"]):
        return ()
    if not label["rest"]:
        return _under_label(line, lines, labels)
    found = _names_in(label["rest"], least=1) if label["colon"] or "," in line.text else ()
    if found:
        labels.cut(line, "field: tags")
    return found


def _under_label(label: Segment, lines: Sequence[Segment], labels: Labels) -> tuple[str, ...]:
    """Return the tags below their label, one a line or all on one line, and cut these lines."""
    members: list[Segment] = []
    for line in lines[label.number + 1 : label.number + 1 + _UNDER_LABEL]:
        ends = bool(members) and (
            line.mark.kind in ("rule", "time", "clock")
            or members[-1].gap_after
            or (members[0].text.startswith("#") and not line.text.startswith("#"))
        )
        if ends or not labels.is_open(line) or line.weight > 5 or line.terminal or line.text.endswith(":"):
            break
        members.append(line)
    for line in (label, *members) if members else ():
        labels.cut(line, "field: tags")
    counted = all(_GLUED_COUNT.search(line.text) for line in members)
    names = [_GLUED_COUNT.sub("", line.text) if counted else line.text for line in members]
    single = _names_in(names[0], least=2) if len(names) == 1 else ()
    return single or tuple(dict.fromkeys(name.strip(" #,") for name in names))


def _names_in(text: str, *, least: int) -> tuple[str, ...]:
    """Return the comma-separated tags on a line, () if they are few, long or sentences.

    Without a label (`least` over 1) most must have a capital.
    """
    found = _listed([text])
    short = all(_is_short(tag) and not _SENTENCE.search(tag) for tag in found)
    capital = sum(not tag[0].islower() for tag in found)
    return found if len(found) >= least and short and (least == 1 or capital >= 0.8 * len(found)) else ()
