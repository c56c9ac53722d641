"""Names the publication of a story: as lines of it print the name, or as its page declares it."""

import re
from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlsplit

from lib.clean.found import Found
from lib.clean.says.captions import is_credit, names_holder
from lib.clean.says.names import is_agency, is_outlet, is_person
from lib.clean.says.timezones import timezone_of_city
from lib.clean.segment import Segment
from lib.clean.segments.page import Page
from lib.clean.words import pattern, read
from lib.model.folding import folded, folded_words

_WORDS = read("publishers")
# Points that a line gives to the name in it: a notice of rights can only be the page's own, a call nearly
# always is, "More from" also heads boxes of partners.
_SOURCES = (
    (4, pattern("publishers", "holder")),
    (4, pattern("publishers", "holder and year")),
    (4, pattern("publishers", "asian holder")),
    (4, pattern("publishers", "all rights to")),
    (4, pattern("publishers", "home")),
    (4, pattern("publishers", "start page")),
    (4, pattern("publishers", "name before sign")),
    (3, pattern("publishers", "call")),
    (3, pattern("publishers", "call to choose")),
    (2, pattern("publishers", "more from")),
    (2, pattern("publishers", "newsletter")),
)
_ENOUGH = 3  # points of a name that is believed: one sure line, or two others
_BESIDE_AUTHORS, _AGAIN = 2, 2  # points of a name in the byline, and of its being printed elsewhere
_ON_CARDS, _PRINTED = 2, 1  # points of a name on another story's card, and of its being printed elsewhere
_FIRM = pattern("publishers", "word of a company")
_NO_NAMES = frozenset(_WORDS["no_names"].split())
_NEVER_FIRST = frozenset({"us", "our", "this", "your", "all"})

_LONGEST = 60  # words of a line that names its publication, except for a copyright notice
_OPENING = 300  # characters of a line in which it does
_ENDS = 1_000  # lines at both ends of a page, where it says whose it is
_LONGEST_CARD = 90  # characters of a card's line that runs its paper's name and its author's together
_CARD = 9.0  # words of such a line
_FEW = 5  # names on cards that are looked up on the page
_LONGEST_NOTICE = 300  # characters of a copyright notice
_LONGEST_NAME = 40  # characters of a publication's name; a longer one is a motto
_CONSONANTS = 3  # of the shortest word by which a name and a domain are alike
_PARTED = pattern("publishers", "between name and motto")
_RIGHTS = pattern("publishers", "rights")
_COMPANY = pattern("publishers", "company")
_LATIN = pattern("publishers", "latin")
_NO_CONSONANT = pattern("publishers", "no consonant")


def publisher_of(
    lines: Sequence[Segment], authors: Sequence[str], outlets: Sequence[str], url: str | None
) -> Found[str]:
    """Return the publisher's domain or name and what showed it; both "" if the text names none."""
    if url and (host := urlsplit(url).hostname):
        return Found(host.removeprefix("www."), "address")
    for author in authors:
        if paper := _paper_of(author):
            return Found(paper, "desk in the byline")
    known = {author.casefold() for author in authors}  # pages ask to follow them as well
    votes = Counter({name: points for name, points in _votes(lines).items() if name.casefold() not in known})
    for outlet in outlets:
        place = re.compile(rf"\b(?:in|aus|nach|near) {re.escape(outlet)}\b")  # where the author is
        if not is_outlet(outlet) and any(place.search(line.text) for line in lines):
            continue
        again = sum(outlet.casefold() in line.text.casefold() for line in lines) > 1
        votes[outlet] += _BESIDE_AUTHORS + _AGAIN * again
    believed = [vote for vote in votes.items() if vote[1] >= _ENOUGH and not timezone_of_city(vote[0])]
    # An agency's name stands beside its pictures on the pages of others.
    own = [vote for vote in believed if not is_agency(vote[0].removeprefix("The "))] or believed
    name, _ = max(own, key=lambda vote: (vote[1], len(vote[0])), default=("", 0))
    if _is_company(name, lines):  # which publishes under another name, if the page surely prints one
        sure = [each for each, points in own if points > _ENOUGH and _is_name(each)]
        others = [each for each in sure if not _is_company(each, lines) and folded(each) != folded(name)]
        name = others[0] if len(others) == 1 else name  # several are entries of a menu
    return Found(name, "names on the page" if name else "")


def _paper_of(author: str) -> str:
    """Return the newspaper of a desk: "Norden Post" of "Norden Post Politics Desk"; "" for other names."""
    desk = pattern("publishers", "desk").match(author)
    if not desk:
        return ""
    name = desk["name"]
    while (shorter := pattern("publishers", "beat").sub("", name)) != name:
        name = shorter
    return name if _is_name(name) else ""


def unglue(text: str, publisher: str) -> tuple[str, str] | None:
    """Return the publisher and the author that a line runs together, "Norden PostAda Holm"; or None."""
    rest = text.removeprefix(publisher)
    if rest != text and rest[:1].isupper():
        return publisher, rest
    if " " not in text or len(text) > _LONGEST_CARD:
        return None
    for place in pattern("publishers", "inside a word").finditer(text):
        if place["before"].islower() and place["rest"].istitle():
            return text[: place.start()].strip(), text[place.start() :].strip()
    return None


def _votes(lines: Sequence[Segment]) -> Counter[str]:
    """Return the points of each name that the lines may give as their publication."""
    votes: Counter[str] = Counter()
    lines = [*lines[:_ENDS], *lines[_ENDS:][-_ENDS:]]
    for line in {line.text: line for line in lines}.values():  # a menu is printed more than once
        if line.weight > _LONGEST and not line.text.startswith("©"):
            continue
        for points, source in _SOURCES:
            match = source.search(line.text[:_OPENING])
            if match and _is_name(match["name"]) and not _credits_alone(line, match["name"], lines):
                votes[match["name"].rstrip(".,")] += points
    # The last line of a card: the paper's name and the author's without a space between them.
    parts = [unglue(line.text, "") for line in lines if line.weight <= _CARD and not line.terminal]
    named = (each[0] for each in parts if each and is_person(each[1]))
    for name, _ in Counter(filter(_is_name, named)).most_common(_FEW):
        printed = any(re.search(rf"\b{re.escape(name)}\b", line.text) for line in lines)
        votes[name] += _ON_CARDS + _PRINTED * printed
    return votes


def _is_company(name: str, lines: Sequence[Segment]) -> bool:
    """Return whether a name is a company's, by its words ("Media Group") or a line's "NAME, LLC"."""
    legal = re.compile(rf"{re.escape(name)},? {pattern('publishers', 'form of a company').pattern}")
    return "." not in name and bool(_FIRM.search(name) or any(legal.search(line.text) for line in lines))


def _credits_alone(line: Segment, name: str, lines: Sequence[Segment]) -> bool:
    """Return whether a line ends with © and a name that stands elsewhere only in picture credits."""
    before, sign, after = line.text.rpartition("©")
    if not names_holder(sign + after) or "copyright" in before.casefold() or is_outlet(name):
        return False
    others = (other.text for other in lines if name in other.text and other.text != line.text)
    return all(map(is_credit, (sign + after, *others)))


def _is_name(name: str) -> bool:
    """Return whether words can be a publication's name: not "us", "this site" or the like."""
    parts = name.casefold().split()
    return len(name) >= 3 and not _NO_NAMES.issuperset(parts) and parts[0] not in _NEVER_FIRST


def publisher_name(page: Page, authors: Sequence[str]) -> Found[str]:
    """Return the publisher's name for a page without a URL, with its source; "" if the page names none."""
    data = page.data
    if name := data.named("og:site_name", "application-name"):
        return Found(name, "site name")
    if data.publishers:
        return Found(data.publishers[0], "json-ld")
    printed = (*data.meta.get("copyright", ()), *(segment.text for segment in page.segments))
    short = (text for text in printed if len(text) <= _LONGEST_NOTICE)
    notices = [Segment(text=text) for text in short if _RIGHTS.search(text)]
    return publisher_of(notices, authors, (), None)


def site_name(page: Page, domain: str) -> str | None:
    """Return the name that a page declares for its publication, else the name behind its title; or None.

    A name in Latin letters must resemble the domain: other names are sections, agencies or owners. Behind the
    title a name in other letters must read like a publication's. A motto behind the name is left out.
    """
    declared = page.data.site_names
    declared += [parts[0] for each in declared if len(parts := _PARTED.split(each)) > 1]
    title = _PARTED.split(" ".join(page.tree.findtext(".//title", "").split()))
    is_name = (_LATIN.search(title[-1]) or is_outlet(title[-1])) and title[-1].count(",") < 2
    ends = title[-1:] if is_name and len(title) > 1 else []
    for name in (" ".join(each.split()) for each in (*declared, *ends)):
        is_address = "/" in name or "@" in name or name.removeprefix("www.") == domain
        fits = 1 < len(name) <= _LONGEST_NAME and not is_address and not _COMPANY.search(name)
        if fits and _is_like(name, domain):
            return name
    return None


def _is_like(name: str, domain: str) -> bool:
    """Return whether a name shares a word, its initials or its consonants with the domain.

    Domains spell vowels differently: sueddeutsche for Süddeutsche.
    """
    words = folded_words(name).split()
    whole = "".join(words)
    parts = [part.replace("-", "") for part in domain.split(".")[:-1] if len(part) > 1]
    if not _LATIN.search(whole) or {whole, "".join(word[0] for word in words), *words} & {*parts}:
        return True
    bare, own = ([_NO_CONSONANT.sub("", word) for word in each] for each in ((whole, *words), parts))
    pairs = ((one, part) for one in bare for part in own if min(len(one), len(part)) >= _CONSONANTS)
    return any(map(whole.startswith, parts)) or any(one in part or part in one for one, part in pairs)
