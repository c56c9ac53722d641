"""The line that says who wrote a story, as pages print it, and whom they declare to machines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lib.clean import words
from lib.clean.dates.printed import PrintedTime, find_relative
from lib.clean.dates.timezones import timezone_of_city
from lib.clean.fields.names import (
    AND,
    BARE_DENSE,
    BY,
    DENSE,
    LABELS,
    LINE,
    OPENING,
    bare_name,
    capital_share,
    clean_names,
    has_role,
    is_agency,
    is_button,
    is_desk,
    is_outlet,
    is_person,
    is_uncased_name,
    part_glued,
    read_names,
)
from lib.clean.html.structured import Node, Structured, texts, types
from lib.clean.text.lines import Line
from lib.model.folding import folded

# A Korean reporter's office stands behind the name, his desk's town before it.
_REPORTER = re.compile(
    r"(?<![가-힣])(?P<names>[가-힣]{2,4}(?:\s?[·ㆍ,/]\s?[가-힣]{2,4})*)\s?[가-힣]{0,4}(?:기자|특파원)(?![가-힣])"
)
_KOREAN_OPENING = re.compile(
    r"(?:[\[(【][^\])】]{0,20}?(?<![가-힣])(?P<name>[가-힣]{2,4})\s?(?:기자|특파원)[^\])】]{0,20}[\])】]"
    r"|\([^()=]{1,20}=[^()=]{1,20}\)\s?(?P<agent>[가-힣]{2,4})\s?(?:기자|특파원)\s?=)\s*"
)
_CHINESE_OPENING = re.compile(
    r"[（(](?:本[报報]|[\u4e00-\u9fff]{2,6}[社报報网網])?[记記]者[\s:：]*(?P<names>[\u4e00-\u9fff]{2,4}"
    r"(?:[\s、，,]+(?:(?:通讯员|通訊員)\s*)?[\u4e00-\u9fff]{2,4}){0,5})[）)]"
)
_OPENING_LINE = 80  # characters in which such a line names them
_REPORTER_LINE = 8.0  # words of a line that names one
_LONGEST_BIOGRAPHY = 600  # characters of the text under a story that tells who wrote it
_NAME = r"[^\W\d_][\w.'’-]+(?: [\w.'’-]+){1,3}?"
_BIOGRAPHY = re.compile(
    rf"(?:(?:About|Über) [^:]{{3,20}}:\s+)?(?P<name>{_NAME}),?"
    r" (?:is|was|ist|est|es|è|é|is een|jest|är|er) (?P<office>[^.]{3,90})"
)
_REACHED = re.compile(rf"(?:Contact|Reach|E-?mail|Follow) (?P<name>{_NAME}),? (?:at|on|by|via) .{{0,30}}@\w")
_WRITER = re.compile(rf"\b{words.any_of(words.read('names')['writers'])}\b", re.IGNORECASE)
_PLACE = re.compile(r"[^\W\d_]+, [^\W\d_]+")  # a town and its country, more often than a surname first
_PEN_NAME = re.compile(r"\w[\w.-]+")  # signs behind a label and beside a time
_LONGEST_OPENED = 140  # characters of a byline that its opening alone tells
_LONGEST_LINE = 45.0  # words of a line that may hold a byline, a time and more
_DENSE_LINE = 16  # characters of a byline without spaces
_LONGEST_LABEL = 40  # characters between names and their time
_LONGEST_BARE = 14.0  # words of a line of names alone
_LATER = re.compile(
    rf"(?:\d(?:\s?[ap]\.?m\.?|\s?Uhr)?\s*(?:[|•·–—]\s*|,?\s+)|^(?:posted )?(?:in|filed under)\s.{{3,40}}?\s)"
    rf"(?={BY}\s+(?-i:[A-ZÀ-ÞА-Я]))"
    rf"|(?:[\s|·•]|(?<=[\u3040-\u9fff]))(?=(?:{BY}|{LABELS})\s*[:：])",
    re.IGNORECASE,
)
_END = re.compile(
    r"(?<!\d)\d+\s?min|\s*\|\s*(?=\d|publ|upd|post)|(?:\b|(?-i:(?<=[a-zß-ÿ])(?=[A-Z])))(?:published|posted"
    r"|updated|last modified|veröffentlicht|aktualisiert|publié|mis à jour|uppdaterad|publicerad|publikacja"
    r"|aktualizacja)\b|\W+\d{1,2}[:.]\d\d\b|\W+(?:\d+|no|leave a)\s+(?:comment"
    r"|reply|kommentar|commentaire|comentario|reactie)",
    re.IGNORECASE,
)
_WEEKDAYS = "|".join((*words.read("times")["weekdays"], "Mon|Tue|Wed|Thu|Fri|Sat|Sun|Mo|Di|Mi|Do|Fr|Sa|So"))
_TIME_LABEL = re.compile(
    rf"\W*(?:\s(?:{_WEEKDAYS})\.?|\b(?:published|posted|updated|last|first|originally|on|vom|am|le|stand)(?:\s+\w+day,?)?)\s*:?,?\s*$",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s{2,}|\s*[|•·(;]|\s[-–—]\s|\s(?:mit|with|for|für|pour)\s|\s*@\w")


@dataclass(frozen=True, slots=True)
class Byline:
    """The byline printed at text[start:end] of a line and the authors it names."""

    start: int
    end: int
    authors: tuple[str, ...]
    outlets: tuple[str, ...]  # names beside the authors that are no persons
    labelled: bool


def opens_byline(text: str) -> bool:
    """Return whether a short line opens as a byline does and goes on with a name."""
    found = OPENING.match(text) if len(text) < _LONGEST_OPENED else None
    if not found or not (found["by"] or found["colon"]):
        return False
    rest = text[found.end() :][:1]
    return rest.isupper() or (rest.isalpha() and not rest.isascii())


def is_label(line: Line) -> bool:
    """Return whether a line is a "By" or "Author:" alone; the names stand on the next."""
    return line.weight <= 5 and bool(OPENING.fullmatch(line.text))


def byline_of(line: Line, times: list[PrintedTime]) -> Byline | None:
    """Read a line of a copied text that opens with "by", "Authors:" or their like in other languages."""
    if line.weight > _LONGEST_LINE:
        return None
    later = _LATER.search(line.text) if times else None
    start = later.end() if later else 0
    if line.weight <= _REPORTER_LINE and (found := [*_REPORTER.finditer(line.text)]):
        names = [name for each in found for name in re.findall(r"[가-힣]+", each["names"])]
        return Byline(found[0].start(), found[-1].end(), tuple(dict.fromkeys(names)), (), True)
    opening = OPENING.match(line.text[start : start + 80])
    if not opening or not (opening["by"] or opening["colon"]) or not _is_parted(opening, line.text[start:]):
        return None
    end = _byline_end(line.text, start + opening.end(), times)
    named = line.text[start + opening.end() : end]
    authors, outlets = read_names(named)
    if not authors and times and (name := bare_name(named)) and _PEN_NAME.fullmatch(name):
        authors = (name,)
    if not authors or (not opening["colon"] and not _only_names(named, authors)):
        return None
    return Byline(start, end, authors, outlets, True)


def _is_parted(opening: re.Match[str], text: str) -> bool:
    """Return whether a space, a colon or at least a capital stands behind the word that opens a line."""
    after = text[opening.end() : opening.end() + 2]
    return bool(after) and (
        not opening.group()[-1].isalpha()
        or (after[:1].isupper() and after[1:].islower())
        or (len(text) < _DENSE_LINE and bool(DENSE.match(after)))
    )


def bare_byline(line: Line, times: list[PrintedTime]) -> Byline | None:
    """Read a line of names without a word before them; the caller knows it stands where bylines stand."""
    if (
        line.weight - 7 * len(times) > _LONGEST_BARE
        or len(line.text) > LINE
        or line.terminal
        or line.text[0].islower()
    ):
        return None
    label = OPENING.match(line.text[:80])
    start, end = label.end() if label else 0, _byline_end(line.text, 0, times)
    tail = line.text[times[-1].end :].strip(" ,|·•") if times else ""
    if times and (is_person(tail) or not re.search(r"[^\W\d_]", line.text[: times[0].start])):
        end = len(line.text)
        start = end - len(line.text[times[-1].end :].lstrip(" ,|·•"))
    named = line.text[start:end].rstrip(" :：")
    if line.text[start + len(named) :].lstrip().startswith((":", "：")):  # the label of a time
        named = "; ".join(part_glued(named)[:-1])
    authors, outlets = read_names(named)
    if not authors or not _only_names(named, authors) or not all(map(_signs_bare, authors)):
        return None
    if all(map(is_agency, authors)) or len(outlets) > 1:  # a picture's agency, a list of sections
        return None
    if _PLACE.fullmatch(named):
        return None
    return Byline(start, end, authors, outlets, False)


def _signs_bare(name: str) -> bool:
    """Return whether a name may sign without a label: in a script without capitals only of usual length."""
    if is_uncased_name(name) and not is_outlet(name):
        return bool(BARE_DENSE.fullmatch(name)) if DENSE.match(name) else " " in name
    person = is_person(name) and not timezone_of_city(name) and not is_button(name)
    return person or is_desk(name) or is_agency(name)


def reporters_in(text: str) -> Byline | None:
    """Return who reports, as brackets at the start of a text say: [항구=김하늘 기자], （记者李明、王芳）."""
    if found := _KOREAN_OPENING.match(text):
        return Byline(0, found.end(), (found["name"] or found["agent"],), (), True)
    if found := _CHINESE_OPENING.search(text[:_OPENING_LINE]):
        names = re.sub("通讯员|通訊員", " ", found["names"])
        authors = tuple(re.split(r"[\s、，,]+", names))
        return Byline(0, 0, authors, (), True)  # the sentence goes on around them
    return None


def is_joint(text: str) -> bool:
    """Return whether a text is the word between two names."""
    return bool(re.fullmatch(rf"{AND}|&", text, re.IGNORECASE))


def _byline_end(text: str, start: int, times: list[PrintedTime]) -> int:
    """Return where the byline ends, at the latest where a time or a reading time begins."""
    stops = [time.start for time in times if time.start >= start]
    other = _END.search(text, start + 1)
    stops += [other.start()] if other else []
    relative = find_relative(text) if not times else None
    stops += [relative.start] if relative and relative.start > start else []
    cut = min(stops, default=len(text))
    near = max(start, cut - _LONGEST_LABEL)
    label = _TIME_LABEL.search(text[near:cut])
    cut = near + label.start() if label else cut
    return start + len(text[start:cut].rstrip(" ,|•·–—-("))


def _only_names(named: str, authors: tuple[str, ...]) -> bool:
    """Return whether most of the words are the names themselves; else "by" opened a sentence."""
    if all(is_desk(author) for author in authors):
        return True
    named = _ASIDE.split(named)[0] or named
    if has_role(named) and capital_share(named) >= 0.6:
        return True
    count, of_names = (len(re.findall(r"\w+", text)) for text in (named, " ".join(authors)))
    return of_names >= 0.34 * count and (count <= 4 or capital_share(named) >= 0.5)


def of_biography(text: str) -> tuple[str, ...]:
    """Return the person of whom a short text says at its start that he or she writes or teaches."""
    if (reached := _REACHED.match(text)) and is_person(reached["name"]):
        return (reached["name"],)
    found = _BIOGRAPHY.match(text) if len(text) < _LONGEST_BIOGRAPHY else None
    return (found["name"],) if found and is_person(found["name"]) and _WRITER.search(found["office"]) else ()


_META: Sequence[str] = words.read("authors")["meta"]
_SYSTEM = re.compile(r"/(?:author|autor|user)s?/(?:\w*admin\w*|webmaster|root|editor|wordpress)/?$")
_NO_OUTLET = re.compile(r"https?://|@")
_OWNERS = frozenset({"Organization", "NewsMediaOrganization", "WebSite"})
_BODIES = frozenset({"Organization", "NewsMediaOrganization", "Corporation"})

Authors = tuple[tuple[str, ...], str]  # the names, and the source that gave them


def declared_authors(data: Structured, outlets: frozenset[str], publisher: str) -> Iterator[Authors]:
    """Yield the authors of every source for machines that names any, best source first."""
    persons, bodies = _json_ld(data, data.article)
    signed = [body for body in bodies if is_agency(body)] if persons else []
    if authors := clean_names(persons + signed, outlets):
        yield authors, "json-ld"
    for name in _META:
        values = data.meta.get(name, ())
        named = [value for value in values if not _names_portal(value)]
        named = [value for value in named if not (publisher and _names_site(value, publisher))]
        if authors := clean_names(named, outlets):
            yield authors, f"meta {name}"
    if authors := clean_names(data.items.get("author", ()), outlets):
        yield authors, "microdata"


def page_authors(data: Structured, outlets: frozenset[str]) -> tuple[str, ...]:
    """Return the authors of the page's own node, where none is declared for the story."""
    pages = (node for node in data.nodes if "WebPage" in types(node) and not data.article)
    return clean_names(_json_ld(data, next(pages, {}))[0], outlets)


def _names_site(value: str, publisher: str) -> bool:
    """Return whether a declared author is the site: its domain stands in it, or is made up of its words."""
    joined = {folded(value.replace("&", sign)) for sign in ("", "n", "and", "und", "et", "y")}
    return publisher in value.casefold() or ("&" in value and folded(publisher.rsplit(".", 1)[0]) in joined)


def _names_portal(value: str) -> bool:
    """Return whether a declared author is a paper and the portal that shows its story."""
    paper, stroke, _ = value.partition(" | ")
    return bool(stroke) and is_outlet(paper)


def declared_outlet(data: Structured) -> tuple[str, ...]:
    """Return the outlet or body that the page declares as the author of the story."""
    persons, bodies = _json_ld(data, data.article)
    names = (name for name in bodies + persons if not _NO_OUTLET.search(name))
    return tuple([name for name in names if bare_name(name)][:1])  # "admin" names nobody


def is_account(name: str, data: Structured) -> bool:
    """Return whether a declared author is only the account under which the story was entered.

    That is a name written like a login, or a profile whose address is that of the system's own account.
    """
    if name.isascii() and name.islower() and " " not in name:
        return True
    for node in data.nodes:
        profile = next((url for key in ("url", "@id") if isinstance(url := node.get(key), str)), "")
        if folded(name) in map(folded, texts(node.get("name"))) and _SYSTEM.search(profile):
            return True
    return False


def _json_ld(data: Structured, story: Node) -> tuple[list[str], list[str]]:
    """Return the persons and the bodies that a node names as its authors."""
    persons: list[str] = []
    bodies: list[str] = []
    for key in ("author", "creator"):
        for node in data.listed(story.get(key)):
            is_body = not _BODIES.isdisjoint(types(node))
            for name in _names_in(node):
                (bodies if is_body and not is_desk(name) else persons).append(name)
        if persons:
            break
    return persons, bodies


def _names_in(node: Any) -> list[str]:
    if isinstance(node, dict) and not node.get("name"):
        whole = " ".join(texts([node.get("givenName"), node.get("familyName")]))
        return [whole] if whole else []
    return texts(node)


def outlets_of(data: Structured, publisher: str) -> frozenset[str]:
    """Return the folded names under which the page's own outlet may sign."""
    own = [
        data.named("og:site_name", "application-name", "publisher", "twitter:site", "al:ios:app_name") or "",
        publisher,
        publisher.rsplit(".", 1)[0],
        publisher.split(".", 1)[0],
        *(name for node in data.listed(data.article.get("publisher")) for name in texts(node)),
    ]
    owners = [name for node in data.nodes if _OWNERS & set(types(node)) for name in texts(node.get("name"))]
    signed = [
        author.split("(")[0]
        for author in data.meta.get("author", ())
        if publisher and publisher in author.casefold()
    ]
    # An agency among the organisations of a page is an author of the story, not the page's owner.
    names = (*own, *signed, *(name for name in owners if not is_agency(name)))
    return frozenset(folded(name) for name in names if not is_desk(name)) - {""}
