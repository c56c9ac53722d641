"""The search language: from what a reader types to a small tree.

    sanctions oil            both words, in any order; sanction finds sanctions too
    "military aid"           these words in this order, whole
    -oil   !oil   NOT oil    without
    a b OR c d               a and b, or c and d          ( )  groups
    author:  title:  tag:  #tag  source:  lang:  actor:   a comma inside means or: tag:China,Russia
    with:"Joe Biden","Xi Jinping"                         named in one sentence
    zone:caption             where the words and names of its group must stand (else: headline and text)
    is:unread  is:read  is:starred
    date:2024-04   date:2024-04/2024-05   date:2024-04-09/
    after:2024-04-09         that day or later            before:2024-04-09  earlier than that day

Case and accents do not count. Nothing a reader types is an error: what cannot be understood is
searched for as words or left out, and `Search.notes` says so in sentences.
"""

import re
from collections.abc import Sequence

from lib.query.filter.fields import field, values
from lib.query.filter.spelling import has_word
from lib.query.filter.tree import Every, Field, Node, Not, Search, Some, Words

MAX_LENGTH = 2_000
MAX_TERMS = 60
MAX_DEPTH = 20

QUOTED = r'"[^"]*"?'
TOKEN = re.compile(
    rf"""(?P<open>\() | (?P<close>\)) | (?P<minus>[-!]+(?=[^\s)\-!]))
       | (?P<field>[^\W\d_]+):(?P<values>(?:{QUOTED}|[^\s()",]+)(?:,(?:{QUOTED}|[^\s()",]+))*)
       | \#(?P<tag>{QUOTED}|[^\s()"]+) | (?P<phrase>{QUOTED}) | (?P<word>[^\s()"]+)""",
    re.VERBOSE,
)
TYPOGRAPHIC = str.maketrans("“”„«»", '"""""')


def parse(text: str) -> Search:
    """Understand a search; never fails."""
    notes: list[str] = []
    if len(text) > MAX_LENGTH:
        notes.append(f"The search is longer than {MAX_LENGTH:,} characters; the rest of it was left out.")
    text = text[:MAX_LENGTH].translate(TYPOGRAPHIC)
    if text.count('"') % 2:
        notes.append('A quotation mark (") is not closed; the phrase was taken to reach to the end.')
    tokens = list(TOKEN.finditer(text))
    if len(tokens) > MAX_TERMS:
        notes.append(f"The search has more than {MAX_TERMS} parts; the rest of them were left out.")
    reader = _Reader(tokens[:MAX_TERMS], notes)
    return Search(reader.whole(), tuple(dict.fromkeys(notes)))


class _Reader:
    """Reads tokens from left to right by recursive descent: OR binds weakest, then AND, then NOT."""

    def __init__(self, tokens: Sequence[re.Match[str]], notes: list[str]) -> None:
        self.tokens = tokens
        self.notes = notes
        self.at = 0

    def whole(self) -> Node | None:
        parts = [self.some(depth=0)]
        while self.at < len(self.tokens):
            self.notes.append('A ")" closes nothing; it was left out.')
            self.at += 1
            parts.append(self.some(depth=0))
        return _every([part for part in parts if part])

    def some(self, depth: int) -> Node | None:
        branches = [self.every(depth)]
        while self._take_word("OR"):
            branches.append(self.every(depth))
        present = [branch for branch in branches if branch]
        if len(branches) > 1 and len(present) < len(branches):
            self.notes.append("OR needs something on both sides; an OR was left out.")
        return _some(present)

    def every(self, depth: int) -> Node | None:
        nodes: list[Node] = []
        while self.at < len(self.tokens) and not self._next_is("close") and not self._next_word("OR"):
            if not self._take_word("AND") and (node := self.one(depth)):
                nodes.append(node)
        return _every(nodes)

    def one(self, depth: int) -> Node | None:
        token = self.tokens[self.at]
        self.at += 1
        if token["minus"] or token["word"] == "NOT":
            return self._negated(token, depth)
        if token["open"]:
            return self._group(depth)
        return self._leaf(token)

    def _negated(self, token: re.Match[str], depth: int) -> Node | None:
        if self.at == len(self.tokens) or self._next_is("close") or self._next_word("OR"):
            self.notes.append("NOT needs something after it; it was left out.")
            return None
        if depth >= MAX_DEPTH:
            return self.one(depth)
        node = self.one(depth + 1)
        odd = len(token["minus"] or "-") % 2
        return Not(node) if node and odd else node

    def _group(self, depth: int) -> Node | None:
        if depth >= MAX_DEPTH:
            self.notes.append(f"Brackets stand more than {MAX_DEPTH} deep; the inner ones were left out.")
            return None
        node = self.some(depth + 1)
        if self._next_is("close"):
            self.at += 1
        else:
            self.notes.append('A "(" is not closed; the group was taken to reach to the end.')
        return node

    def _leaf(self, token: re.Match[str]) -> Node | None:
        if token["tag"]:
            return Field("tag", (token["tag"].strip('"'),))
        if token["field"]:
            leaf, note = field(token["field"].lower(), values(token["values"]), token[0])
            self.notes.extend(note)
            return leaf
        return self._words(token)

    def _words(self, token: re.Match[str]) -> Words | None:
        text = token["phrase"].strip('"').strip() if token["phrase"] else token["word"].rstrip(",;:.?!")
        if has_word(text):
            return Words(text, exact=bool(token["phrase"]))
        if text.strip("-–—"):
            self.notes.append(f'"{text}" holds no letter or digit; it was left out.')
        return None

    def _next_is(self, group: str) -> bool:
        return self.at < len(self.tokens) and self.tokens[self.at][group] is not None

    def _next_word(self, word: str) -> bool:
        return self.at < len(self.tokens) and self.tokens[self.at]["word"] == word

    def _take_word(self, word: str) -> bool:
        found = self._next_word(word)
        self.at += found
        return found


def _every(nodes: list[Node]) -> Node | None:
    return nodes[0] if len(nodes) == 1 else Every(tuple(nodes)) if nodes else None


def _some(nodes: list[Node]) -> Node | None:
    return nodes[0] if len(nodes) == 1 else Some(tuple(nodes)) if nodes else None
