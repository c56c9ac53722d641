"""The search language: parsing what a reader types into a syntax tree (lib.query.filter.tree).

    sanctions oil            both words, in any order; sanction finds sanctions too, as sanction* does
    "military aid"           these words in this order, whole
    "aid port"~5             these two to four words, whole and in any order, at most five words between two
    -oil   !oil   NOT oil    without
    a b OR c d               a and b, or c and d          ( )  groups
    author:  headline:  tag:  #tag  source:  lang:  actor:   a comma inside means or: tag:China,Russia
                                                          a space may follow the colon: tag: China
    with:"Joe Biden","Xi Jinping"                         named in one sentence
    zone:caption             where the words and names of its group must stand (else: headline and text)
    is:unread  is:read  is:starred
    date:2024-04   date:2024-04/2024-05   date:2024-04-09/   date:none (without a date)
    after:2024-04-09         that day or later            before:2024-04-09  earlier than that day

Case and accents do not count. What cannot be understood is searched for as words or left out, and
`Search.notes` says so in sentences. Only what is longer than any search that a reader types is refused.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import get_args

from lib.model.article import ZONES, Zone
from lib.model.errors import SearchRefused
from lib.model.spelling import has_word, index_words
from lib.query.filter.english import either
from lib.query.filter.tree import (
    UNDATED,
    Days,
    Every,
    Field,
    FieldName,
    InZone,
    Is,
    Leaf,
    Node,
    Not,
    Some,
    State,
    Words,
    ends,
)

FIELDS: dict[str, FieldName] = {name: name for name in get_args(FieldName)}
FIELDS |= {
    "headline": "title",
    "intitle": "title",
    "feed": "source",
    "publisher": "source",
    "language": "lang",
}
STATES: dict[str, State] = {name: name for name in get_args(State)}
NAMED_ZONES: dict[str, Zone] = {zone: zone for zone in ZONES}
VALUE = re.compile(r'"([^"]*)"?|([^",]+)')
DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
HOW_TO_DATE = "a date is written 2024, 2024-04 or 2024-04-09, a range 2024-04/2024-05, no date none"
MAX_LENGTH = 2_000
MAX_PARTS = 80  # words, names, brackets and signs: each is looked up by itself (bench/searches.py)
MAX_DEPTH = 20
MAX_NEAR = 100  # words between two of a phrase
NEAR_WORDS = range(2, 5)
MOST_NEAR = 3  # phrases of a search whose words may stand apart: each reads the texts word by word

KNOWN = "|".join((*FIELDS, "zone", "is", "date", "after", "before"))
VALUED = r"(?!(?:OR|AND|NOT)\b|[-!\#]|[^\W\d_]+:)"  # what stands behind a colon and a space is a value
QUOTED = r'"[^"]*"?'
TOKEN = re.compile(
    rf"""(?P<open>\() | (?P<close>\)) | (?P<minus>[-!]+(?=[^\s)\-!]))
       | (?P<field>(?i:{KNOWN})(?=:\s+{VALUED}) | [^\W\d_]+(?=:\S)):(?P<gap>\s*)
           (?P<values>(?:{QUOTED}|[^\s()",]+)(?:,(?:{QUOTED}|[^\s()",]+))*)
       | \#(?P<tag>{QUOTED}|[^\s()"]+) | (?P<phrase>{QUOTED})(?P<near>~[^\s()"]*)? | (?P<word>[^\s()"]+)""",
    re.VERBOSE,
)
RUN = re.compile(r"[^\W_]+")
TYPOGRAPHIC = str.maketrans("“”„«»", '"""""')


@dataclass(frozen=True, slots=True)
class Search:
    """A parsed search; notes are sentences on what was not understood."""

    node: Node | None
    notes: tuple[str, ...] = ()


def values_of(text: str) -> tuple[str, ...]:
    """Return the values after a field's colon, divided at commas outside quotation marks."""
    found = ((quoted or bare.rstrip("*")).strip() for quoted, bare in VALUE.findall(text))
    return tuple(value for value in found if value)


def parse_field(name: str, given: tuple[str, ...], typed: str) -> tuple[Leaf | Not, list[str]]:
    """Return one field parsed, with notes; if it cannot be, its text as words, and a note that says why."""
    leaf, why = _understood(name, given)
    if isinstance(leaf, Field) and leaf.name == "title":
        leaf = replace(leaf, quoted=tuple(quoted.strip() for quoted, _ in VALUE.findall(typed) if quoted))
    if leaf is not None:
        return leaf, [why] if why else []
    return Words(typed), [f"{why} {typed} was searched for as words."]


def _understood(name: str, given: tuple[str, ...]) -> tuple[Leaf | Not | None, str]:
    """Return the condition of a field with its values, or None and a note on what is wrong with it."""
    if name in FIELDS:
        return _named_field(FIELDS[name], given)
    if name == "zone":
        zone = NAMED_ZONES.get(given[0].lower()) if len(given) == 1 else None
        return (InZone(zone), "") if zone else (None, f"A zone is one of {either(ZONES)}.")
    if name == "is":
        state = STATES.get(given[0].lower()) if len(given) == 1 else None
        return (Is(state), "") if state else (None, "After is: stands unread, read or starred.")
    if name == "date" and len(given) == 1 and given[0].lower() == "none":
        return UNDATED, ""
    if name in ("date", "after", "before"):
        days = _days(name, given[0]) if len(given) == 1 else None
        return days, "" if days else f"After {name}: stands a date; {HOW_TO_DATE}."
    known = either([f"{each}:" for each in KNOWN.split("|")])
    return None, f'There is no field "{name}:"; there are {known}.'


def _named_field(name: FieldName, given: tuple[str, ...]) -> tuple[Leaf | None, str]:
    """Return the condition of a field that takes any names, and a note; `with` and one name is `actor`."""
    if not given:
        return None, f"After {name}: stands a name."
    if name == "with" and len(given) == 1:
        note = f'with: takes two names, as in with:"{given[0]}","another name"; with one it means actor:.'
        return Field("actor", given), note
    return Field(name, given), ""


def _days(name: str, text: str) -> Days | None:
    """Return the days that `date:`, `after:` or `before:` asks for, as in date:2024-04/2024-06; else None."""
    first, slash, last = text.partition("/")
    since, until = _range(first), _range(last)
    if name != "date":
        return _one_sided(name, since) if since and not slash else None
    if not slash:
        return since
    if (first and not since) or (last and not until) or not (first or last):
        return None
    days = Days(since.since if since else None, until.until if until else None)
    return None if days.since and days.until and days.since > days.until else days


def _one_sided(name: str, days: Days) -> Days | None:
    """Return the days of `after:` from the first day on, and of `before:` up to the day earlier than it."""
    if name == "after":
        return Days(days.since, None)
    start = days.since or date.min
    return Days(None, start - timedelta(days=1)) if start > date.min else None


def _range(text: str) -> Days | None:
    """Return the days of 2024, 2024-04 or 2024-04-09; None for other texts."""
    if not (match := DAY.fullmatch(text)):
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        return Days(*ends(year or 0, month, day))
    except ValueError:  # the 30th of February, the year 0
        return None


def parse(text: str) -> Search:
    """Return a search as a syntax tree with notes; raises SearchRefused if it is too long."""
    if len(text) > MAX_LENGTH:
        raise SearchRefused(
            text, f"The search has {len(text):,} characters, and may have {MAX_LENGTH:,}; shorten it."
        )
    notes = Notes()
    text = text.translate(TYPOGRAPHIC)
    tokens = list(TOKEN.finditer(text))
    parts = sum(max(1, len(RUN.findall(token[0]))) for token in tokens)
    if parts > MAX_PARTS:
        words = f"The search has {parts:,} words and signs, and may have {MAX_PARTS}; leave some out."
        raise SearchRefused(text, words)
    if text.count('"') % 2:
        words = 'A quotation mark (") is not closed; the phrase was taken to reach to the end.'
        notes.add(words, text.rindex('"'))
    return Search(_Parser(tokens, notes).whole(), notes.said())


class Notes:
    """The collector of sentences on what was not understood, each once, with its first place."""

    def __init__(self) -> None:
        self._first: dict[str, int | None] = {}

    def add(self, words: str, place: int | None = None) -> None:
        """Add a sentence on what begins at this index of the search."""
        self._first.setdefault(words, place)

    def said(self) -> tuple[str, ...]:
        """Return the notes as sentences, with positions counted from 1."""
        return tuple(
            words if place is None else f"At character {place + 1}: {words}"
            for words, place in self._first.items()
        )


class _Parser:
    """A recursive-descent parser of tokens: OR binds weakest, then AND, then NOT."""

    def __init__(self, tokens: Sequence[re.Match[str]], notes: Notes) -> None:
        self.tokens = tokens
        self.notes = notes
        self.at = 0
        self.near: set[Words] = set()

    def note(self, words: str) -> None:
        """Add a sentence on the token read last."""
        self.notes.add(words, self.tokens[self.at - 1].start())

    def whole(self) -> Node | None:
        parts = [self.some(depth=0)]
        while self.at < len(self.tokens):
            self.at += 1
            self.note('A ")" closes nothing; it was left out.')
            parts.append(self.some(depth=0))
        return _joined([part for part in parts if part], Every)

    def some(self, depth: int) -> Node | None:
        """Read conditions joined by OR."""
        first = self.every(depth)
        present = [first] if first else []
        while self._take_word("OR"):
            place = self.tokens[self.at - 1].start()
            branch = self.every(depth)
            if not (first and branch):
                self.notes.add("OR needs something on both sides; it was left out.", place)
            present += [branch] if branch else []
            first = branch
        return _joined(present, Some)

    def every(self, depth: int) -> Node | None:
        nodes: list[Node] = []
        while self.at < len(self.tokens) and not self._next_is("close") and not self._next_word("OR"):
            if not self._take_word("AND") and (node := self.one(depth)):
                nodes.append(node)
        return _joined(nodes, Every)

    def one(self, depth: int) -> Node | None:
        token = self.tokens[self.at]
        self.at += 1
        if token["minus"] or token["word"] == "NOT":
            return self._negated(token, depth)
        if token["open"]:
            return self._group(depth)
        return self._leaf(token)

    def _negated(self, token: re.Match[str], depth: int) -> Node | None:
        """Read what follows NOT or one or more minus signs; what is denied twice is not denied: NOT -oil."""
        if self.at == len(self.tokens) or self._next_is("close") or self._next_word("OR"):
            self.note("NOT needs something after it; it was left out.")
            return None
        node = self.one(depth)
        if node is None or len(token["minus"] or "-") % 2 == 0:
            return node
        return node.node if isinstance(node, Not) else Not(node)

    def _group(self, depth: int) -> Node | None:
        """Read what stands in brackets; one without an end reaches to the end of the text.

        Too deep a group is left out whole: "oil" out of "-(oil)" would be the opposite.
        """
        opened = self.tokens[self.at - 1].start()
        if depth >= MAX_DEPTH:
            self.note(f"Brackets stand more than {MAX_DEPTH} deep; what is in the inner ones was left out.")
            unclosed = 1
            while unclosed and self.at < len(self.tokens):
                unclosed += self._next_is("open") - self._next_is("close")
                self.at += 1
            return None
        node = self.some(depth + 1)
        if self._next_is("close"):
            self.at += 1
        else:
            self.notes.add('A "(" is not closed; the group was taken to reach to the end.', opened)
        return node

    def _leaf(self, token: re.Match[str]) -> Node | None:
        """Read one field, tag, phrase or word."""
        if token["tag"] or token["field"]:
            name, given = (token["field"] or "tag").lower(), token["values"] or token["tag"]
            leaf, notes = parse_field(name, values_of(given), token[0])
            if token["gap"] and not isinstance(leaf, Words):
                self.note(f'{name}: {given} was read as {name}:{given}; the word is sought as "{name}".')
            for each in notes:
                self.note(each)
            return leaf
        return self._words(token)

    def _words(self, token: re.Match[str]) -> Node | None:
        """Read a phrase or a word; None, with a note, for what has no letter or digit."""
        text = token["phrase"].strip('"').strip() if token["phrase"] else token["word"].rstrip(",;:.?!*")
        if has_word(text):
            return self._counted(
                Words(text, exact=bool(token["phrase"]), near=self._near(text, token["near"]))
            )
        if text.strip("-–—"):
            self.note(f'"{text}" holds no letter or digit; it was left out.')
        return None

    def _counted(self, words: Words) -> Node:
        """Return the words; after MOST_NEAR searches by distance, further ones without their distance."""
        if words.near is None or words in self.near:
            return words
        if len(self.near) == MOST_NEAR:
            self.note(f"Of more than {MOST_NEAR} phrases with ~ the others were searched for word by word.")
            return Every(words.parts)
        self.near.add(words)
        return words

    def _near(self, text: str, written: str | None) -> int | None:
        """Return the number after a phrase's ~; None for a plain phrase or if it is not valid."""
        if written is None:
            return None
        number = written.removeprefix("~").rstrip(",;.")
        if len(index_words(text, exact=True) or ()) not in NEAR_WORDS:
            self.note(f"{written} needs two to four words in the quotation marks, with spaces between them; "
                      "they were searched for as they stand.")  # fmt: skip
        elif not (number.isascii() and number.isdecimal() and int(number) <= MAX_NEAR):
            self.note(f'After "…"~ stands a number up to {MAX_NEAR}, as in "{text}"~5; '
                      "the words were searched for as they stand.")  # fmt: skip
        else:
            return int(number)
        return None

    def _next_is(self, group: str) -> bool:
        return self.at < len(self.tokens) and self.tokens[self.at][group] is not None

    def _next_word(self, word: str) -> bool:
        return self.at < len(self.tokens) and self.tokens[self.at]["word"] == word

    def _take_word(self, word: str) -> bool:
        found = self._next_word(word)
        self.at += found
        return found


def _joined(nodes: list[Node], join: type[Every] | type[Some]) -> Node | None:
    """Return the nodes joined, what is said twice once; a single one as it is, None for none."""
    once = tuple(dict.fromkeys(nodes))
    return once[0] if len(once) == 1 else join(once) if once else None
