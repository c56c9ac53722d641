"""Finds the headline of a page: its h1, else the title in its metadata."""

import re
from collections.abc import Iterable, Sequence
from html import unescape
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from lib.clean import words
from lib.clean.addresses import host_of
from lib.clean.says.titles import alike, words_of
from lib.clean.segment import Segment
from lib.clean.segments.boxes import nearest
from lib.clean.segments.marks import Marks
from lib.clean.segments.metadata import ARTICLES, Structured, first_text, texts, types
from lib.model.folding import folded

_STROKE = words.pattern("headlines", "stroke")
_BAR = words.pattern("headlines", "bar")
_CJK_SUFFIX = words.pattern("headlines", "asian ending")
_CJK_SECTION = words.pattern("headlines", "asian section")
_CUT = words.pattern("headlines", "cut off")
_KICKER_LABEL = words.pattern("headlines", "around a section")
_HOME = words.pattern("headlines", "home")
_CJK_LETTER = words.pattern("headlines", "asian letter")
_TWO_LETTERS = words.pattern("headlines", "two letters at the end")
_DASH = " - "
_LABELS = 6  # words behind a title in its h1 that are no part of it
_SEPARATORS = " |–—»·•:-ㅣ｜：<>›‹~/"
_SHORT = 4  # words behind a stroke that are a site or a section
_LABEL = 2  # and before one
_DOMAIN = 6  # letters of a domain that may open a site's name
_LETTER_WORDS = 3  # letters of a script without spaces that are worth a word
_LONG = 4  # words of a line that can only be a headline
_NAME = 4  # letters of a site's name that may be glued to a title
_LETTERS = 12  # of the shortest title that is known behind a label
_OVER = 2  # segments from a headline to the h1 that is its second line
_SUB_HEADINGS = ("h2", "h3", "h4")
_NEWS = frozenset(name for name in ARTICLES if "News" in name or name == "LiveBlogPosting")


def headline(segments: Sequence[Segment], data: Structured) -> tuple[str | None, str, int | None]:
    """Return the headline or None, its source, and the number of the segment that prints it or None.

    Of h1, JSON-LD and og:title, two agreeing ones outvote the third. On news pages og:title, written to stand
    alone, beats an unconfirmed h1; on other pages it is written for search engines.
    """
    printed, source, number = _printed_headline(segments, data)
    printed = without_site(unglued(printed, data), data) if printed else None
    shared = data.named("og:title")
    if printed is None or not shared or number is None or not _NEWS & set(types(data.article)):
        return printed, source, number
    shared = bare_title(shared, data)
    declared = first_text(data.article.get("headline") or data.article.get("name")) or ""
    short = _CUT.sub("", declared)
    confirmed = folded(declared) == folded(printed) or (
        short != declared and folded(printed).startswith(folded(short))
    )
    if confirmed or not (alike(shared, printed) or alike(shared, declared)):
        return printed, source, number
    return shared, "og:title" if folded(shared) != folded(printed) else source, number


def _printed_headline(segments: Sequence[Segment], data: Structured) -> tuple[str | None, str, int | None]:
    declared = tuple(declared_titles(data, segments))
    candidates = _candidates(segments, data, declared)
    if best := _best_candidate(candidates, declared):
        return best[1], "h1", best[0]
    for title, source in declared if candidates else declared[:1]:
        number = _printed_as(bare := bare_title(title, data), segments)
        if candidates and number is not None:  # as a sub-heading, or right over the h1
            segment, over = segments[number], candidates[0][0] - number
            if segment.element.tag in _SUB_HEADINGS or (
                0 < over <= _OVER and words_in(segment.text) >= _LONG
            ):
                return bare, source, number
        if (number := _printed_in(title, segments)) is not None:
            return segments[number].text, source, number
    long = [found for found in candidates if words_in(found[1]) >= _LONG]
    if len(long) == 1:
        return long[0][1], "h1", long[0][0]
    for title, source in declared:
        bare = bare_title(title, data)
        heads = [(bare[: at.start()], bare[at.end() :]) for at in reversed([*_STROKE.finditer(bare)])]
        printed = (
            (head, _printed_as(head, segments))
            for head, rest in ((bare, ""), *heads)
            if words_in(head) >= _LONG or _is_headed(head, rest, segments)
        )
        head, number = next(
            (pair for pair in printed if pair[1] is not None), (bare, _printed_as(bare, segments))
        )
        return head, source, number
    return (candidates[0][1], "h1", candidates[0][0]) if candidates else (None, "none", None)


def _candidates(
    segments: Sequence[Segment], data: Structured, declared: Sequence[tuple[str, str]]
) -> list[tuple[int, str]]:
    """Return the h1 segments that may be the headline by number, with their text as a headline."""
    candidates = [
        (n, segment)
        for n, segment in enumerate(segments)
        if segment.element.tag == "h1"
        or any(node.tag == "h1" for node in islice(segment.element.iterancestors(), 2))
    ]
    site = _site_name(segments, data)
    titles = [bare_title(title, data) for title, _ in declared]
    found = ((n, segment) for n, segment in candidates if folded(segment.text) not in site)
    return [
        (n, _heading(segment, titles))
        for n, segment in found
        if segment.linked < 0.9 or not _is_home(segment.links[0].url)
    ]


def _is_home(url: str) -> bool:
    """Return whether a URL is a site's front page."""
    bare = re.split(r"[?#]", url)[0].rstrip("/")
    return bare.count("/") <= (2 if "//" in bare else 0)


def _heading(segment: Segment, titles: Sequence[str]) -> str:
    """Return the text of an h1: as the page declares it, else without what is marked as no part of it.

    A title declared after a dash has a kicker before it. If the h1 runs words together or begins with a
    symbol, the declared spelling is used.
    """
    bare = bare_heading(segment)
    whole = next((title for title in titles if folded(title) == folded(segment.text)), None)
    if whole is not None and not (_DASH in whole and segment.text.endswith(bare)):
        glued = len(segment.text.split()) < len(whole.split())
        return whole if glued or segment.text.endswith(whole) else segment.text
    return bare if bare != segment.text else _declared_part(segment, titles) or bare


def _declared_part(segment: Segment, titles: Sequence[str]) -> str | None:
    """Return the declared title that an h1 contains beside a few words in elements of their own, or None.

    If two lines are declared with a dash between, the first is the title if the h1 prints it last.
    """
    nodes = (node for node in segment.element.iterdescendants() if isinstance(node.tag, str))
    parts = {" ".join("".join(node.itertext()).split()) for node in nodes} | {""}
    for whole in titles:
        title, dash, _ = whole.partition(_DASH)
        before, found, after = segment.text.partition(title)
        joined = before.rstrip().endswith(
            tuple(_SEPARATORS[1:])
        )  # such a label is printed as part of the line
        fits = found and not joined and words_in(title) >= _LONG and {before.strip(), after.strip()} <= parts
        if fits and not (before and after) and words_in(after) <= _LABELS and (before or not dash):
            return title
    return None


def _best_candidate(
    candidates: Sequence[tuple[int, str]], declared: Sequence[tuple[str, str]]
) -> tuple[int, str] | None:
    """Return the h1, number and text, that shares most words with a declared title; None if none fits.

    A text only in <title> may be the site's name, if better sources declare another title.
    """
    strong = [title for title, source in declared if source != "title"] or [title for title, _ in declared]
    likely = [found for found in candidates if any(alike(found[1], title) for title in strong)]
    shared = {found: max(len(words_of(found[1]) & words_of(title)) for title in strong) for found in likely}
    return max(likely, key=shared.__getitem__, default=None)


def words_in(text: str) -> float:
    """Return the number of words; in scripts without spaces a third of the letters."""
    letters = len(_CJK_LETTER.findall(text))
    return len(text.split()) + letters / _LETTER_WORDS


def bare_heading(segment: Segment) -> str:
    """Return an h1's text without a marked-up kicker or second line."""
    if segment.element.tag != "h1":
        return segment.text
    marks = Marks()
    parts = [node for node in segment.element.iterdescendants() if isinstance(node.tag, str)]
    gone = [node for node in parts if marks.own(node) & {"kicker", "deck"}]
    text = segment.text
    said = {node: " ".join("".join(node.itertext()).split()) for node in parts} if gone else {}
    dashes = (node for node, text in said.items() if 0 < len(text) <= 2 and not any(map(str.isalnum, text)))
    for node in (*gone, *dashes):
        text = text.replace(said[node], " ", 1)
    text = " ".join(text.split())
    return text if words_in(text) >= 3 else segment.text


def kicker_in(segment: Segment) -> str | None:
    """Return the kicker inside an h1 whose headline is without it; None otherwise."""
    if segment.element.tag != "h1" or bare_heading(segment) == segment.text:
        return None
    marks = Marks()
    nodes = (node for node in segment.element.iterdescendants() if isinstance(node.tag, str))
    return next(filter(None, (kicker_of(node) for node in nodes if "kicker" in marks.own(node))), None)


def kicker_of(node: HtmlElement) -> str:
    """Return the names in a kicker joined by " · ", without labels and home links.

    A name contained in another ("News" beside "Local News") is dropped.
    """
    text, last = "", None
    for part in node.xpath(".//text()"):
        holder = part.getparent().getparent() if part.is_tail else part.getparent()
        link = nearest(holder, "a")
        glued = _TWO_LETTERS.search(text) and part[0].isupper()
        if text and not part.isspace() and (glued or None is not link is not last is not None):
            text += "\n"
        text += re.sub(r"\s+", " ", part)
        last = last if part.isspace() else link
    names = [_KICKER_LABEL.sub("", " ".join(name.split())) for name in text.split("\n")]
    whole = [name for name in dict.fromkeys(names) if name and not _HOME.fullmatch(name)]
    held = {one for one in whole for other in whole if one != other and f" {one} " in f" {other} "}
    return " · ".join(name for name in whole if name not in held)


def _site_name(segments: Sequence[Segment], data: Structured) -> frozenset[str]:
    """Return the site's names, folded; some blogs print them as h1 and the story's title as h2."""
    names = {folded(data.named("og:site_name", "application-name") or "")}
    title = next((segment.text for segment in segments if segment.element.tag == "title"), "")
    strokes = list(_STROKE.finditer(title))[-1:]
    parts = [part for at in strokes for part in (title[: at.start()], title[at.end() :])]
    headings = {folded(segment.text) for segment in segments if segment.element.tag in ("h2", "h3")}
    folds = set(map(folded, parts))
    if len(folds) == 2 and len(headings & folds) == 1 and not any(_is_site(part, data) for part in parts):
        names |= folds - headings
    return frozenset(names - {""})


def declared_titles(data: Structured, segments: Iterable[Segment]) -> Iterable[tuple[str, str]]:
    """Yield the declared titles of a page with their sources, best first."""
    if title := first_text(data.article.get("headline") or data.article.get("name")):
        yield title, "json-ld"
    for name in ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "title"):
        if title := data.named(name):
            yield title, name
    if len(titles := data.items.get("headline", ())) == 1:
        yield titles[0], "microdata"
    for segment in segments:
        if segment.element.tag == "title" and segment.text:
            yield segment.text, "title"
            return


def bare_title(title: str, data: Structured) -> str:
    """Return a declared title without the site's name or a section at its ends."""
    title = unglued(unescape(title), data)
    bare = without_site(title, data)
    if bare != title:
        title, strokes = bare, list(_STROKE.finditer(bare))
        path = urlsplit(data.address or "").path.split("/")[:-1]
        named = (*texts(data.article.get("articleSection")), data.named("article:section") or "", *path)
        sections = {folded(each) for each in named} - {""}
        if strokes and folded(bare[strokes[-1].end() :]) in sections:
            title = bare[: strokes[-1].start()]
        return _CJK_SECTION.sub("", title)
    if bars := list(_BAR.finditer(title)):
        tail = list(_STROKE.finditer(title))[-1]
        if len(title[tail.end() :].split()) <= _SHORT:
            return _CJK_SECTION.sub("", title[: tail.start()])
        if len(title[: bars[0].start()].split()) <= _LABEL and words_in(title[bars[0].end() :]) >= _LONG:
            return title[bars[0].end() :]
    return _CJK_SUFFIX.sub("", title)


def without_site(title: str, data: Structured) -> str:
    """Return a title without the site's name before the first or after the last stroke in it."""
    strokes = list(_STROKE.finditer(title))
    if not strokes:
        return title
    first, last = strokes[0], strokes[-1]
    if _is_site(title[last.end() :], data):
        return title[: last.start()].rstrip(_SEPARATORS)
    return title[first.end() :] if _is_site(title[: first.start()], data) else title


def _is_site(part: str, data: Structured) -> bool:
    """Return whether part of a title is the site's name or begins with its domain."""
    host = host_of(data.address)
    domain = folded(host.rpartition(".")[0])
    name = folded(part)
    if name in {folded(each) for each in (*_names_of_site(data), host)} or name.removeprefix("the") == domain:
        return bool(name)
    return len(domain) >= _DOMAIN and name.removeprefix("the").startswith(domain)


def unglued(title: str, data: Structured) -> str:
    """Return a title without the site's name run together with its end."""
    for name in _names_of_site(data):
        bare = title.removesuffix(name)
        if bare != title and len(name) >= _NAME and bare[-1:] not in _SEPARATORS and words_in(bare) >= _LONG:
            return bare
    return title


def _names_of_site(data: Structured) -> list[str]:
    """Return the names that the page declares for its site."""
    named = [data.named(name) for name in ("og:site_name", "application-name")]
    return [name for name in (*named, first_text(data.article.get("publisher"))) if name]


def _printed_in(title: str, segments: Iterable[Segment]) -> int | None:
    """Return the number of a heading or bold line with which the title begins or ends, or None."""
    whole = folded(title)
    for number, segment in enumerate(segments):
        line = folded(segment.text)
        stands_out = segment.element.tag in _SUB_HEADINGS or segment.strong
        long = words_in(segment.text) >= _LONG and 0.5 * len(whole) < len(line) < len(whole)
        if stands_out and long and (whole.endswith(line) or whole.startswith(line)):
            return number
    return None


def _printed_as(title: str, segments: Iterable[Segment]) -> int | None:
    """Return the number of the segment that prints a title, else of a heading that ends with it, or None."""
    own = folded(title)
    labelled = None
    for number, segment in enumerate(segments):
        line = folded(segment.text)
        if line == own and segment.element.tag != "title":
            return number
        is_behind = line.endswith(own) and len(own) >= max(_LETTERS, len(line) / 2)
        if labelled is None and is_behind and segment.element.tag in ("h1", *_SUB_HEADINGS):
            labelled = number
    return labelled


def _is_headed(title: str, rest: str, segments: Sequence[Segment]) -> bool:
    """Return whether the page prints a title as heading or in bold, but not what is declared after it."""
    found = (_printed_as(text, segments) if text else None for text in (title, rest))
    own, other = (
        number is not None and (segments[number].strong or segments[number].element.tag in _SUB_HEADINGS)
        for number in found
    )
    return own and not other and len(folded(title)) >= _LETTERS and words_in(title) > 1
