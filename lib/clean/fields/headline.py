"""The headline: the page's own h1, else what it declares to machines."""

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from lxml.html import HtmlElement

from lib.clean.addresses import host_of
from lib.clean.html.marks import Marks
from lib.clean.html.segments import Piece
from lib.clean.html.structured import ARTICLES, Structured, first_text, types
from lib.model.folding import folded

_SITE_SUFFIX = re.compile(r"\s+[|–—»·•:-]\s+|\s*[ㅣ｜]\s*")
_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3？！」』”"
_CJK_SUFFIX = re.compile(rf"(?<=[{_CJK}])\s*(?:_\S.*|--.*)$")
_CJK_SECTION = re.compile(rf"(?<=[{_CJK}])-[{_CJK}]{{2,4}}$")  # before a site's name
_SEPARATORS = " |–—»·•:-ㅣ｜"
_CUT = re.compile(r"\s*(?:…|\.{3})$")
_LETTER_WORDS = 3  # letters of a script without spaces that are worth a word
_LONG = 4  # words of a line that can only be a headline
_NAME = 4  # letters of a site's name that may be glued to a title
_LETTERS = 12  # of the shortest title that is known behind a label
_SUB_HEADINGS = ("h2", "h3", "h4")
_NEWS = frozenset(name for name in ARTICLES if "News" in name or name == "LiveBlogPosting")


def headline(pieces: Sequence[Piece], data: Structured) -> tuple[str | None, str, int | None]:
    """Return the headline, its source, and the number of the piece that prints it.

    Two of h1, JSON-LD and og:title outvote the third. On news pages og:title, which is written to stand
    alone, beats an h1 that nothing else confirms; on other pages it is written for search engines.
    """
    printed, source, number = _printed_headline(pieces, data)
    printed = unglued(printed, data) if printed else None
    shared = data.named("og:title")
    if printed is None or not shared or number is None or not _NEWS & set(types(data.article)):
        return printed, source, number
    shared = bare_title(shared, data)
    declared = first_text(data.article.get("headline") or data.article.get("name")) or ""
    if _is_same(declared, printed) or not (alike(shared, printed) or alike(shared, declared)):
        return printed, source, number
    return shared, "og:title" if folded(shared) != folded(printed) else source, number


def _is_same(declared: str, printed: str) -> bool:
    """Return whether a declared title is the printed one, cut short perhaps."""
    short = _CUT.sub("", declared)
    return folded(declared) == folded(printed) or (
        short != declared and folded(printed).startswith(folded(short))
    )


def _printed_headline(pieces: Sequence[Piece], data: Structured) -> tuple[str | None, str, int | None]:
    declared = tuple(declared_titles(data, pieces))
    candidates = _candidates(pieces, data, declared)
    if best := _best_candidate(candidates, declared):
        return best[1], "h1", best[0]
    for title, source in declared if candidates else declared[:1]:
        number = _printed_as(bare := bare_title(title, data), pieces)
        if candidates and number is not None and pieces[number].element.tag in _SUB_HEADINGS:
            return bare, source, number
        if (number := _printed_in(title, pieces)) is not None:
            return pieces[number].text, source, number
    long = [found for found in candidates if words_in(found[1]) >= _LONG]
    if len(long) == 1:
        return long[0][1], "h1", long[0][0]
    for title, source in declared:
        bare = bare_title(title, data)
        return bare, source, _printed_as(bare, pieces)
    return (candidates[0][1], "h1", candidates[0][0]) if candidates else (None, "none", None)


def _candidates(
    pieces: Sequence[Piece], data: Structured, declared: Sequence[tuple[str, str]]
) -> list[tuple[int, str]]:
    """Return the h1 lines that may be the headline, without kickers and second lines inside them."""
    candidates = [(n, piece) for n, piece in enumerate(pieces) if piece.element.tag == "h1" or _in_h1(piece)]
    site = _site_name(pieces, data)
    whole = {folded(bare_title(title, data)) for title, _ in declared}
    return [
        (n, piece.text if folded(piece.text) in whole else bare_heading(piece))
        for n, piece in candidates
        if folded(piece.text) not in site and not _leads_home(piece)
    ]


def _best_candidate(
    candidates: Sequence[tuple[int, str]], declared: Sequence[tuple[str, str]]
) -> tuple[int, str] | None:
    """Return the h1 that shares most words with a declared title.

    What stands in the title element alone may be the site's name, where better sources declare another.
    """
    strong = [title for title, source in declared if source != "title"] or [title for title, _ in declared]
    likely = [found for found in candidates if any(alike(found[1], title) for title in strong)]
    shared = {found: max(len(_words(found[1]) & _words(title)) for title in strong) for found in likely}
    return max(likely, key=shared.__getitem__, default=None)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def words_in(text: str) -> float:
    """Return the words of a line; of scripts without spaces a share of its letters."""
    letters = len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff]", text))
    return len(text.split()) + letters / _LETTER_WORDS


def _leads_home(piece: Piece) -> bool:
    """Return whether a line is a link to a front page, as a site's name is."""
    if piece.linked < 0.9:
        return False
    url = piece.links[0].url.split("?")[0].split("#")[0]
    return url.rstrip("/").count("/") <= (2 if "//" in url else 0)


def bare_heading(piece: Piece) -> str:
    """Return an h1's text without what its markup calls a kicker or a second line."""
    if piece.element.tag != "h1":
        return piece.text
    marks = Marks()
    parts = [node for node in piece.element.iterdescendants() if isinstance(node.tag, str)]
    gone = [node for node in parts if marks.own(node) & {"kicker", "deck"}]
    text = piece.text
    for node in (*gone, *filter(_is_dash, parts)) if gone else ():
        text = text.replace(" ".join("".join(node.itertext()).split()), " ", 1)
    text = " ".join(text.split())
    return text if words_in(text) >= 3 else piece.text


def kicker_in(piece: Piece) -> str | None:
    """Return the kicker that stands inside an h1, where the headline leaves it out."""
    if piece.element.tag != "h1" or bare_heading(piece) == piece.text:
        return None
    marks = Marks()
    nodes = (node for node in piece.element.iterdescendants() if isinstance(node.tag, str))
    found = (" ".join("".join(node.itertext()).split()) for node in nodes if "kicker" in marks.own(node))
    return next(filter(None, found), None)


def _is_dash(node: HtmlElement) -> bool:
    text = "".join(node.itertext()).strip()
    return bool(text) and not any(map(str.isalnum, text)) and len(text) <= 2


def _site_name(pieces: Sequence[Piece], data: Structured) -> frozenset[str]:
    """Return the folded names of the site: some blogs print it as their h1 and the story as an h2."""
    names = {folded(data.named("og:site_name", "application-name") or "")}
    title = next((piece.text for piece in pieces if piece.element.tag == "title"), "")
    parts = [folded(part) for part in _SITE_SUFFIX.split(title)]
    headings = {folded(piece.text) for piece in pieces if piece.element.tag in ("h2", "h3")}
    if len(parts) == 2 and len(headings & set(parts)) == 1:
        names |= set(parts) - headings
    return frozenset(names - {""})


def declared_titles(data: Structured, pieces: Iterable[Piece]) -> Iterable[tuple[str, str]]:
    """Yield the declared titles of a page, best first, with their sources."""
    if title := first_text(data.article.get("headline") or data.article.get("name")):
        yield title, "json-ld"
    for name in ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "title"):
        if title := data.named(name):
            yield title, name
    for piece in pieces:
        if piece.element.tag == "title" and piece.text:
            yield piece.text, "title"
            return


def alike(one: str, other: str) -> bool:
    """Return whether two titles are of one story: one holds the other, or most words are shared."""
    left, right = folded(one), folded(other)
    if not left or not right:
        return False
    if (left in right or right in left) and min(len(left), len(right)) >= 8:
        return True
    words, others = _words(one), _words(other)
    return len(words & others) >= 0.6 * min(len(words), len(others)) and len(words & others) >= 3


def bare_title(title: str, data: Structured) -> str:
    """Return a title without the site's name at either end."""
    title = unglued(title, data)
    domain = host_of(data.named("og:url")).rpartition(".")[0]
    sites = {folded(name) for name in (*_names_of_site(data), domain)} - {""}
    parts = _SITE_SUFFIX.split(title)
    if len(parts) < 2:
        return _CJK_SUFFIX.sub("", title)
    if folded(parts[-1]) in sites:
        return _before_last(title, parts)
    if folded(parts[0]) in sites:
        return title[len(parts[0]) :].lstrip(_SEPARATORS)
    short = len(parts[-1].split()) <= 4 and re.search(r"[|ㅣ｜]", title[len(parts[0]) :])
    return _before_last(title, parts) if short else title


def unglued(title: str, data: Structured) -> str:
    """Return a title without the site's name that its markup has run together with it."""
    for name in _names_of_site(data):
        bare = title.removesuffix(name)
        if bare != title and len(name) >= _NAME and bare[-1:] not in _SEPARATORS and words_in(bare) >= _LONG:
            return bare
    return title


def _names_of_site(data: Structured) -> list[str]:
    """Return the names under which the page says it is published."""
    named = [data.named(name) for name in ("og:site_name", "application-name")]
    return [name for name in (*named, first_text(data.article.get("publisher"))) if name]


def _before_last(title: str, parts: Sequence[str]) -> str:
    """Return a title without its last part, and without the section that stands before that."""
    return _CJK_SECTION.sub("", title[: title.rindex(parts[-1])].rstrip(_SEPARATORS))


def _in_h1(piece: Piece) -> bool:
    return any(node.tag == "h1" for node in islice(piece.element.iterancestors(), 2))


def _printed_in(title: str, pieces: Iterable[Piece]) -> int | None:
    """Return the sub-heading or bold line that a title begins or ends with, beside the site or a label."""
    whole = folded(title)
    for number, piece in enumerate(pieces):
        line = folded(piece.text)
        stands_out = piece.element.tag in _SUB_HEADINGS or piece.strong
        long = words_in(piece.text) >= _LONG and 0.5 * len(whole) < len(line) < len(whole)
        if stands_out and long and (whole.endswith(line) or whole.startswith(line)):
            return number
    return None


def _printed_as(title: str, pieces: Iterable[Piece]) -> int | None:
    own = folded(title)
    labelled = None
    for number, piece in enumerate(pieces):
        line = folded(piece.text)
        if line == own and piece.element.tag != "title":
            return number
        if labelled is None and piece.element.tag in ("h1", *_SUB_HEADINGS) and _is_after_label(own, line):
            labelled = number
    return labelled


def _is_after_label(title: str, line: str) -> bool:
    """Return whether a heading is the title behind a few words, such as a day or the name of a column."""
    return line.endswith(title) and len(title) >= max(_LETTERS, len(line) / 2)
