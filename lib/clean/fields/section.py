"""Finds the story's section: by a publisher's rule, as its page declares it, or as its page prints it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from urllib.parse import unquote

from lib.clean.addresses import host_of, path_of
from lib.clean.fields.declared_authors import names_site
from lib.clean.found import Found
from lib.clean.publishers import NO_RULES, AppliedRules
from lib.clean.segment import Segment
from lib.clean.segments.metadata import Structured, texts, types
from lib.clean.segments.page import Page
from lib.clean.words import pattern, read
from lib.model.folding import folded

_LONGEST = 40  # characters of a section's name; a longer value is a text
_ARROWS = " ›»>∨▾▼:|"  # that a menu prints beside a name
_TRAIL = 8  # segments over a headline that may hold a breadcrumb
_TWICE = 2  # places of a kicker that is a section: its own and a menu

_WORDS = read("tags")
_CRUMBS = pattern("tags", "breadcrumb")


def section(
    page: Page,
    kicker: str | None = None,
    outlets: Collection[str] = (),
    rules: AppliedRules = NO_RULES,
    title: int = 0,
) -> Found[str | None]:
    """Return the story's section or None, its source, and what other sources say.

    The publisher's rules come first, then the metadata, the last name of the declared breadcrumb, the
    `kicker` if it is the name of a section (the page links it elsewhere, or its address has a folder of that
    name), the last name of the breadcrumb printed over the headline, the only link there. `outlets` are the
    page's own names as letters alone ("nordenpost"), which are no section; `title` is the number of the
    headline's segment.
    """
    printed = _printed(page.segments)
    folders = frozenset(map(folded, unquote(path_of(page.address[0] or "")).split("/")[:-1]))
    names = [(name, rules.source) for name in rules.texts("section")[:1]]
    declared: tuple[tuple[Sequence[str], str], ...] = (
        (texts(page.data.article.get("articleSection")), "json-ld"),
        ([page.data.named(*_WORDS["section_meta"]) or ""], "meta"),
        (page.data.items.get("articleSection", ()), "microdata"),
    )
    for values, source in declared:
        if (name := _chosen(values, {*printed, *folders})) and not names_site(name, outlets):
            names.append((_as_printed(name, printed), source))
    if names:
        best, source = names[0]
        return Found(best, source, tuple(each for each in names if folded(each[0]) != folded(best)))
    if crumb := _last_crumb(page, _breadcrumb(page.data), outlets):
        return Found(_as_printed(crumb, printed), "breadcrumb")
    links = [folded(text) for segment in page.segments for text in segment.link_texts]
    own = folded(kicker or "")
    if kicker and _is_section(kicker) and (own in folders or links.count(own) >= _TWICE):
        return Found(kicker, rules.source if rules.texts("kicker") else "kicker")
    if crumb := _last_crumb(page, _trail(page, title), outlets):
        return Found(_as_printed(crumb, printed), "printed breadcrumb")
    if title and (link := _link_over(page, title, outlets)):
        return Found(link, "link over the headline")
    return Found(None, "none")


def _last_crumb(page: Page, trail: Iterable[str], outlets: Collection[str]) -> str | None:
    """Return the last name of a breadcrumb that is a section's, not the site's nor a part of the headline."""
    headline = folded(page.data.named("og:title") or "")
    crumbs = [name for name in trail if _is_section(name) and folded(name) not in headline]
    return next((name for name in reversed(crumbs) if not names_site(name, outlets)), None)


def _link_over(page: Page, title: int, outlets: Collection[str]) -> str | None:
    """Return the one link just over the headline if it leads to a folder of the site that holds the story."""
    over, own = page.segments[title - 1], page.address[0] or ""
    if len(over.links) != 1 or over.linked != 1 or folded(over.text) in outlets or not _is_section(over.text):
        return None
    leads = over.links[0].url
    folder, is_here = path_of(leads).rstrip("/") + "/", host_of(leads) in ("", host_of(own))
    return over.text if is_here and folder != "/" and path_of(own).startswith(folder) else None


def section_of_lines(lines: Sequence[Segment], kicker: str | None) -> Found[str | None]:
    """Return the section of a copied text, or None, with its source.

    It is the kicker if another line is its name too, as in a menu.
    """
    places = sum(line.text.casefold() == kicker.casefold() for line in lines) if kicker else 0
    named = kicker and places >= _TWICE and _is_section(kicker)
    return Found(kicker, "kicker") if named else Found(None, "none")


def _trail(page: Page, title: int) -> Iterator[str]:
    """Yield the names that a trail of links over the headline has between the home page and the story."""
    ends = ("", "/", path_of(page.address[0] or ""))
    for segment in page.segments[max(0, title - _TRAIL) : title]:
        around = (segment.element, *islice(segment.element.iterancestors(), 3))
        marked = any(_CRUMBS.search(f"{node.get('class', '')} {node.get('id', '')}") for node in around)
        for text, link in zip(segment.link_texts, segment.links, strict=True) if marked else ():
            name = text.strip(_ARROWS)
            own = folded(name) == page.folds[title] or path_of(link.url) in ends
            of_an_archive = "?" in link.url and any(map(str.isdecimal, name))  # one of its issues
            if not own and not of_an_archive:
                yield name


def _chosen(values: Sequence[str], known: Collection[str]) -> str | None:
    """Return the first section name in declared values that is in `known`, else the first; or None.

    `known` are the names that the page and its address have, as letters alone. A value may list several
    names; if one part is long, the value is no section.
    """
    names: list[str] = []
    for value in values:
        parts = pattern("tags", "between sections").split(value)
        if len(set(map(folded, parts))) > 1:
            parts = pattern("tags", "between tags").split(value)
        # "culture_culture-lifestyle": as the page prints the last step of a path.
        if pattern("tags", "path of sections").fullmatch(value) and _is_section(value):
            ends = [name for name in known if len(name) > 1 and folded(value).endswith(name)]
            parts = [max(ends, key=len)] if ends else [value.rpartition("_")[2].replace("-", " ")]
        if all(len(part) <= _LONGEST for part in parts):
            names += filter(_is_section, map(str.strip, parts))
    return next((name for name in names if folded(name) in known), names[0] if names else None)


def _is_section(name: str) -> bool:
    """Return whether a value may be a section's name: short, no sentence, not "null" or "Top news"."""
    return (
        1 < len(name) <= _LONGEST
        and any(letter.isalpha() for letter in name)
        and not pattern("tags", "sign of a sentence").search(name)
        and not pattern("tags", "no section").search(name)
    )


def _printed(segments: Sequence[Segment]) -> Mapping[str, str]:
    """Return a page's short lines and links by their folded text; of several forms not that in capitals."""
    found: dict[str, str] = {}
    for segment in segments:
        for text in (segment.text, *segment.link_texts):
            fold = folded(text) if len(text) <= _LONGEST else ""
            if fold and found.get(fold, "A").isupper():
                found[fold] = text.strip()
    return found


def _as_printed(name: str, printed: Mapping[str, str]) -> str:
    """Return a name in small letters, as programs write it, as the page prints it."""
    shown = printed.get(folded(name), name).strip(_ARROWS)
    return name if shown.isupper() or not name.islower() else shown


def _breadcrumb(data: Structured) -> Iterator[str]:
    """Yield the names in the first declared breadcrumb, as "Home", "World", without the story's title."""
    listed = next((node for node in data.nodes if "BreadcrumbList" in types(node)), {})
    crumbs = [node for node in data.listed(listed.get("itemListElement")) if isinstance(node, dict)]
    for crumb in crumbs:
        item = data.resolve(crumb.get("item"))
        yield from texts(crumb.get("name") or item)[:1]
