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
    is:unread  is:read  is:starred  is:muted
    date:2024-04   date:2024-04/2024-05   date:2024-04-09/   date:none (without a date)
    after:2024-04-09         that day or later            before:2024-04-09  earlier than that day

Case and accents do not count. What cannot be understood is searched for as words or left out, and
`Search.notes` says so in sentences. Only what is longer than any search that a reader types is refused.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lib.model.errors import SearchRefused
from lib.model.spelling import has_word, index_words
from lib.query.filter.search_fields import KNOWN, parse_field, values_of
from lib.query.filter.tree import Every, Node, Not, Some, Words

MAX_LENGTH = 2_000
MAX_PARTS = 80  # words, names, brackets and signs: each is looked up by itself (bench/searches.py)
MAX_DEPTH = 20
MAX_NEAR = 100  # words between two of a phrase
NEAR_WORDS = range(2, 5)
MOST_NEAR = 3  # phrases of a search whose words may stand apart: each reads the texts word by word

VALUED = r"(?!(?:OR|AND|NOT)\b|[-!\#]|[^\W\d_]+:)"  # what stands behind a colon and a space is a value
QUOTED = r'"[^"]*"?'
TOKEN = re.compile(
    rf"""(?P<open>\() | (?P<close>\)) | (?P<minus>[-!]+(?=[^\s)\-!]))
       | (?P<field>(?i:{"|".join(KNOWN)})(?=:\s+{VALUED}) | [^\W\d_]+(?=:\S)):(?P<gap>\s*)
           (?P<values>(?:{QUOTED}|[^\s()",]+)(?:,(?:{QUOTED}|[^\s()",]+))*)
       | \#(?P<tag>{QUOTED}|[^\s()"]+) | (?P<phrase>{QUOTED})(?P<near>~[^\s()"]*)? | (?P<word>[^\s()"]+)""",
    re.VERBOSE,
)
RUN = re.compile(r"[^\W_]+")
TYPOGRAPHIC = str.maketrans("“”„«»", '"""""')


@dataclass(frozen=True, slots=True)
class Search:
    """A parsed search: its syntax tree, None if nothing is sought, and notes on what was not understood."""

    node: Node | None
    notes: tuple[str, ...] = ()


def parse(text: str) -> Search:
    """Return a search as a syntax tree with notes; raises SearchRefused if it is too long."""
    if len(text) > MAX_LENGTH:
        raise SearchRefused(
            text, f"The search has {len(text):,} characters, and may have {MAX_LENGTH:,}; shorten it."
        )
    text = text.translate(TYPOGRAPHIC)
    tokens = list(TOKEN.finditer(text))
    parts = sum(max(1, len(RUN.findall(token[0]))) for token in tokens)
    if parts > MAX_PARTS:
        words = f"The search has {parts:,} words and signs, and may have {MAX_PARTS}; leave some out."
        raise SearchRefused(text, words)
    parser = _Parser(tokens)
    if text.count('"') % 2:
        words = 'A quotation mark (") is not closed; the phrase was read to the end.'
        parser.note(words, text.rindex('"'))
    node = parser.search()
    return Search(node, tuple(f"At character {at + 1}: {words}" for words, at in parser.notes.items()))


class _Parser:
    """A recursive-descent parser of tokens: OR binds weakest, then AND, then NOT."""

    def __init__(self, tokens: Sequence[re.Match[str]]) -> None:
        self.tokens = tokens
        self.notes: dict[str, int] = {}  # sentences on what was not understood, by the first place of each
        self.at = 0
        self.near: set[Words] = set()

    def note(self, words: str, place: int | None = None) -> None:
        """Add a sentence on what begins at index `place` of the search, by default on the token read last."""
        self.notes.setdefault(words, self.tokens[self.at - 1].start() if place is None else place)

    def search(self) -> Node | None:
        """Read the whole text; None if nothing in it is sought. A stray ")" is left out, with a note."""
        parts = [self._any_of(depth=0)]
        while self.at < len(self.tokens):
            self.at += 1
            self.note('A ")" closes nothing; it was left out.')
            parts.append(self._any_of(depth=0))
        return _joined([part for part in parts if part], Every)

    def _any_of(self, depth: int) -> Node | None:
        """Read conditions joined by OR; None if there are none.

        `depth` is the number of brackets around them.
        """
        first = self._all_of(depth)
        present = [first] if first else []
        while self._take_word("OR"):
            place = self.tokens[self.at - 1].start()
            branch = self._all_of(depth)
            if not (first and branch):
                self.note("OR needs something on both sides; it was left out.", place)
            present += [branch] if branch else []
            first = branch
        return _joined(present, Some)

    def _all_of(self, depth: int) -> Node | None:
        """Read conditions up to OR, ")" or the end, joined by AND; None if there are none.

        The word AND need not be written.
        """
        nodes: list[Node] = []
        while self.at < len(self.tokens) and not self._next_is("close") and not self._next_is_word("OR"):
            if not self._take_word("AND") and (node := self._condition(depth)):
                nodes.append(node)
        return _joined(nodes, Every)

    def _condition(self, depth: int) -> Node | None:
        """Read one condition: a negation, a group in parentheses, or a field or word."""
        token = self.tokens[self.at]
        self.at += 1
        if token["minus"] or token["word"] == "NOT":
            return self._negated(token, depth)
        if token["open"]:
            return self._group(depth)
        return self._leaf(token)

    def _negated(self, token: re.Match[str], depth: int) -> Node | None:
        """Read what follows NOT or minus signs; two negations cancel out, as in "NOT -oil"."""
        if self.at == len(self.tokens) or self._next_is("close") or self._next_is_word("OR"):
            self.note("NOT needs something after it; it was left out.")
            return None
        node = self._condition(depth)
        if node is None or len(token["minus"] or "-") % 2 == 0:
            return node
        return node.node if isinstance(node, Not) else Not(node)

    def _group(self, depth: int) -> Node | None:
        """Read what stands in brackets; one without an end reaches to the end of the text.

        Too deep a group is left out whole: "oil" out of "-(oil)" would be the opposite.
        """
        opened = self.tokens[self.at - 1].start()
        if depth >= MAX_DEPTH:
            self.note(f"Brackets are more than {MAX_DEPTH} deep; what is in the inner ones was left out.")
            unclosed = 1
            while unclosed and self.at < len(self.tokens):
                unclosed += self._next_is("open") - self._next_is("close")
                self.at += 1
            return None
        node = self._any_of(depth + 1)
        if self._next_is("close"):
            self.at += 1
        else:
            self.note('A "(" is not closed; the group was read to the end.', opened)
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
            self.note(
                f"Only {MOST_NEAR} phrases with ~ are read as such; others were searched for word by word."
            )
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
            self.note(f'After "…"~ comes a number up to {MAX_NEAR}, as in "{text}"~5; '
                      "the words were searched for as they stand.")  # fmt: skip
        else:
            return int(number)
        return None

    def _next_is(self, group: str) -> bool:
        """Return whether the next token is of this group of TOKEN."""
        return self.at < len(self.tokens) and self.tokens[self.at][group] is not None

    def _next_is_word(self, word: str) -> bool:
        """Return whether the next token is this word."""
        return self.at < len(self.tokens) and self.tokens[self.at]["word"] == word

    def _take_word(self, word: str) -> bool:
        """Move past the next token if it is this word; return whether it was."""
        found = self._next_is_word(word)
        self.at += found
        return found


def _joined(nodes: list[Node], join: type[Every] | type[Some]) -> Node | None:
    """Return nodes joined by AND or OR, each once; a single node as it is; None if there is no node."""
    once = tuple(dict.fromkeys(nodes))
    return once[0] if len(once) == 1 else join(once) if once else None
