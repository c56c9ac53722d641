"""Finds organisations by the words of their kind: in languages without a recogniser, and offices in English.

A name begins with such a word ("Universidad de Vigo", "Landgericht Siems") or ends with one ("Ege
Üniversitesi", "Malms tingsrätt"), and holds another word with a capital. Where small letters suffice, as in
French ("la Cour des comptes"), the first word needs its capital within a sentence. In Japanese and Korean the
word ends a longer one; unmarked_bodies.py reads Chinese and Arabic. The files of the languages say which
words these are.
"""

import re
from collections.abc import Iterator, Sequence

from lib.actors.dictionary import stands_alone
from lib.actors.language_files import BodyWords, body_words
from lib.actors.recogniser import Found
from lib.actors.story import Name, Passage, Story
from lib.actors.unmarked_bodies import unmarked_bodies
from lib.actors.words import either, word_set

_TOKEN = re.compile(r"(?:[DdLl]|[Dd]ell|[Aa]ll)['’](?=[^\W\d_])|[^\W_]+(?:[-.&][^\W_]+)*")
_SPACE = (" ", "\u00a0")
_MOST = 8  # words of a name behind its first one
_MOST_BEFORE = 4  # words of a name before its last one
_ADJECTIVE = re.compile(r"[^\W\d_]{4,}")  # "tribunal administratif de Holm", but not "tribunal a de"
_ELISION = ("'", "’")
_STARTERS = word_set("starters_abroad")
_LISTS = word_set("list_links")
_QUOTED = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,20}) [«„“\"]([^\W\d_][^«»„“”\"\n]{1,40})[»”“\"]")
_UNSPACED = re.compile(r"[\u30a1-\u30fc\u4e00-\u9fff\uac00-\ud7a3A-Z]{2,10}")
_NOBODY_S = tuple(word_set("parts_of_no_body"))
_OFFICE_OF = re.compile(  # "Quarn County Sheriff's Office", "U.S. Attorney's Office"
    rf"\b(?:The )?(?!(?:{either('sentence_starters')})\b)(?:(?:U\.?S\.?|[A-Z][a-z][\w-]+) ){{1,4}}?"
    rf"(?:{either('heads_of_offices')})(?: General)?['’]s Office\b"
)


def bodies(story: Story) -> list[list[Name]]:
    """Return for each passage the organisations named with a word such as "university" in its language."""
    words = body_words(story.language)
    if words is None:
        return [[] for _ in story]
    if story.language in ("ar", "zh"):
        return [list(unmarked_bodies(passage, story.language)) for passage in story]
    named = _bodies_of_one_word if words.unspaced else _bodies_of_words
    return [list(named(passage, words)) for passage in story]


def offices_of_heads(text: str) -> list[Found]:
    """Return the spans of an English text's offices that are called after who heads them; [] if none are."""
    return [Found(start=f.start(), end=f.end(), kind="organisation") for f in _OFFICE_OF.finditer(text)]


def _bodies_of_words(passage: Passage, words: BodyWords) -> Iterator[Name]:
    """Yield the bodies of a passage whose names are several words, or stand in quotation marks."""
    for found in _QUOTED.finditer(passage.text):
        is_kind = not words.before_quotes.keys().isdisjoint((found[1], found[1].lower()))
        if is_kind and not found[2][0].islower():
            yield passage.name(*found.span(2), "organisation", "rule")
    tokens = list(_TOKEN.finditer(passage.text)) if words.heads or words.tails else []
    free = 0
    for place, token in enumerate(tokens):
        if place < free:
            continue
        word, first, last = token[0], place, place
        if word in words.heads:
            last = _last(passage.text, tokens, place, words)
        if last == place and word in words.tails:
            start = _first(passage.text, tokens, place, words)
            first = start if start is not None and start >= free else place
        if first < last:
            rest = passage.text[token.end() : tokens[last].end()]
            before = passage.text[tokens[first].start() : token.start()]
            base = (words.heads if last > place else words.tails)[word]
            base = (
                word if word.endswith(words.inner_ends) else base
            )  # the noun of an adjective has a case too
            called = f"{before}{base}{rest}".replace("’", "'")
            span = tokens[first].start(), tokens[last].end()
            yield passage.name(*span, "organisation", "rule", canonical=called)
            free = last + 1


def _last(text: str, tokens: Sequence[re.Match[str]], first: int, words: BodyWords) -> int:
    """Return the index of the last word of a body's name that begins at `first`; `first` if it is no name.

    Within a sentence, and unless a "une" precedes, small letters may end it in some languages: any noun
    behind a small word or an adjective, else words with certain endings.
    """
    before = tokens[first - 1] if first else None
    inside = before and before[0].islower() and text[before.end() : tokens[first].start()] in ("", *_SPACE)
    ends = words.inner_ends if before and inside and before[0].lower() not in words.indefinite else ()
    inner = words.inner_ends or ""
    end, free = first, tokens[first][0].endswith(ends)
    for place in range(first + 1, min(len(tokens), first + _MOST)):
        word, before = tokens[place][0], tokens[place - 1]
        gap = text[before.end() : tokens[place].start()]
        if gap not in (("",) if before[0].endswith(_ELISION) else _SPACE) or word in _NOBODY_S:
            break
        if word.lower() in words.links:
            free = word.lower() not in _LISTS
        elif word[0].isupper() and (
            place == first + 1 or not before[0].islower() or before[0] in words.links
        ):
            end, free = place, False
            if words.one_word:
                break
        elif word.islower() and ends and (free or word.endswith(ends)):
            end, free = place, False
        elif place > first + 1 or not (words.links and _ADJECTIVE.fullmatch(word) and word.endswith(inner)):
            break  # else an adjective, behind which a small word must follow
    return end


def _first(text: str, tokens: Sequence[re.Match[str]], last: int, words: BodyWords) -> int | None:
    """Return the index of the first word of a body's name whose last is at `last`; None if it is no name."""
    start = None
    for place in range(last - 1, max(-1, last - 1 - _MOST_BEFORE), -1):
        word = tokens[place][0]
        if text[tokens[place].end() : tokens[place + 1].start()] not in _SPACE:
            break
        if word[0].isupper() and word not in _STARTERS:
            start = place
        elif word.lower() not in words.links:
            break
    return start


def _bodies_of_one_word(passage: Passage, words: BodyWords) -> Iterator[Name]:
    """Yield the bodies of a Japanese or Korean passage, whose names end with the word of their kind."""
    for run in _UNSPACED.finditer(passage.text):
        ends = [run[0].rfind(tail) + len(tail) for tail in words.tails if tail in run[0][2:]]
        end = run.start() + max(ends, default=0)
        surface = passage.text[run.start() : end]
        if surface and stands_alone(passage.text, run.start(), end) and not surface.startswith(_NOBODY_S):
            yield passage.name(run.start(), end, "organisation", "rule")
