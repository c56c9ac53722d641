"""Finds Russian names outside the actor file with slovnet's news model, an optional extra.

Model, word vectors and a list of given names come from natasha's wheel, whose code is not loaded; their
hashes are checked. Russian inflects names: the nominative is derived from given name and ending, so that
"Ивану Холмову" and "Иваном Холмовым" are one person. If two readings are possible, and for organisations, the
name is unsure.
"""

import importlib
import importlib.util
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from lib.actors.dictionary import Dictionary
from lib.actors.recogniser import RecogniserState, changed_weights
from lib.actors.story import Name, Overlap, Story, in_order
from lib.actors.words import word_set
from lib.model.mention import Kind

_MODEL, _VECTORS = "model/slovnet_ner_news_v1.tar", "emb/navec_news_v1_1B_250K_300d_100q.tar"
WEIGHTS = {
    _MODEL: "16c3343a6572ddf0e2b2fc1923113de15a7f5ca5bde90e780dd590418665603e",
    _VECTORS: "f07270833d78523edc5781538d67038e95b43975e4a7ae757c693b687f9cbfca",
}
_GIVEN_NAMES = "dict/first.txt"
_KINDS: dict[str, Kind] = {"PER": "person", "ORG": "organisation"}
_ALONE = "In Russian only names of the actor file are found."
# Endings of a given name's cases, each with what the nominative may have in their place.
_CASES = {
    "": ("",), "а": ("", "а"), "я": ("й", "ь", "я"), "у": ("", "а"), "ю": ("й", "ь", "я"), "ом": ("",),
    "ем": ("й", "ь", ""), "е": ("", "а", "я", "й", "ь"), "ы": ("а",), "и": ("а", "я"), "ой": ("а",),
    "ей": ("я",), "ия": ("ий",), "ии": ("ия", "ий"), "ию": ("ия", "ий"), "ией": ("ия",), "ием": ("ий",),
}  # fmt: skip
_MEN_IN_A = word_set("russian_men")
_WOMEN, _WOMEN_OF_MEN = word_set("russian_women"), word_set("russian_women_of_men")
_PATRONYMIC = re.compile(r"\w+(?:ович|евич|ьич|овн|евн|ичн)\w{0,2}")
_POSSESSIVE = re.compile(r"(\w+(?:ов|ев|ин|ын))(?:а|у|ым|е|ой)?")
_ADJECTIVE = re.compile(r"(\w+(?:ск|цк))(?:ого|ому|им|ом|ой|ую|ий|ая)")
_OTHER = re.compile(r"(\w+[бвгджзйклмнпрстфхцчшщ])(?:а|у|ом|ем|е)?")
_SOFT = re.compile(r"(\w+[бвгдзклмнпрстф])(?:я|ю|ем)")
_LINE = re.compile(r"[^\n]*\w[^\n]*")  # the model fails on a text without a word
_ENDING = re.compile(r"(?:ыми|ого|его|ому|ему|ой|ей|ым|им|ом|ем|ую|ая|ый|ий|а|я|у|ю|ы|и|е|ь|й)$")
_QUOTES = "«»\"„“”'’ "


def with_russian(story: Story, names: Sequence[Name], known: Dictionary) -> list[Name]:
    """Return the names, and the persons and organisations that slovnet finds beyond the actor file."""
    seen = [name for name in _seen(story) if name.surface]
    people = [_called(story, name, known) for name in seen if name.kind == "person" and " " in name.surface]
    bearers: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for name in people:
        if name.canonical:
            bearers[_stem(name.canonical.split()[-1])][name.canonical] = None
    pointing = [  # lone surnames; undecided where two persons of the story bear one
        replace(name, role="surname", canonical=[*there][-1], undecided=len(there) > 1)
        for name in seen
        if name.kind == "person" and " " not in name.surface and (there := bearers.get(_stem(name.surface)))
    ]
    bodies = [replace(name, unsure=True) for name in seen if name.kind == "organisation"]
    full = Overlap(name for name in people if name.record is None and len(name.surface.split()) == 2)
    kept = [name for name in names if name.sense != "surname" or full.is_free(name)]
    known_spans = Overlap(kept)
    return in_order([*kept, *(name for name in (*people, *pointing, *bodies) if known_spans.is_free(name))])


def _seen(story: Story) -> Iterator[Name]:
    """Yield the names that the Russian recogniser finds, without quotation marks around them."""
    recogniser = load_recogniser()
    if recogniser is None:
        return
    lines = [(passage, line) for passage in story for line in _LINE.finditer(passage.text)]
    markups = recogniser.map([line[0] for _, line in lines])
    for (passage, line), markup in zip(lines, markups, strict=True):
        for span in (span for span in markup.spans if span.type in _KINDS):
            surface = line[0][span.start : span.stop]
            start = line.start() + span.start + len(surface) - len(surface.lstrip(_QUOTES))
            end = start + len(surface.strip(_QUOTES))
            yield passage.name(start, end, _KINDS[span.type], "recogniser")


def _called(story: Story, name: Name, known: Dictionary) -> Name:
    """Return the name with its record, or its nominative if the actor file lacks it; unsure without one."""
    called = nominative(name.surface, given_names())
    if called is None:
        return replace(name, unsure=True)
    hit = next(iter(known.hits(called, story.day)), None)
    if hit and hit.record and hit.record.kind == "person" and (hit.start, hit.end) == (0, len(called)):
        return replace(name, record=hit.record)
    return replace(name, canonical=called)


def nominative(surface: str, given: frozenset[str]) -> str | None:
    """Return a person's name in the nominative without patronymic; None if ambiguous or not of two words."""
    words = [word for word in surface.split() if not _PATRONYMIC.fullmatch(word.lower())]
    if len(words) != 2:
        return None
    first, last = (word.lower().replace("ё", "е") for word in words)
    stems = (
        (first.removesuffix(ending), endings) for ending, endings in _CASES.items() if first.endswith(ending)
    )
    readings = sorted({stem + ending for stem, endings in stems for ending in endings} & given)
    if not (readings and _WOMEN_OF_MEN.isdisjoint(readings)):  # Александра may be either
        return None
    name = next((name for name in readings if name in _WOMEN), min(readings, key=len))  # Ивана is Иван
    surname = (
        last if name == first else _surname(last, woman=name.endswith(("а", "я")) and name not in _MEN_IN_A)
    )
    return f"{name} {surname}".title()


def _surname(last: str, *, woman: bool) -> str:
    """Return the nominative of an inflected surname, in lower case; a woman's may stay as it is."""
    for pattern, of_man, of_woman in ((_POSSESSIVE, "", "а"), (_ADJECTIVE, "ий", "ая")):
        if found := pattern.fullmatch(last):
            return found[1] + (of_woman if woman else of_man)
    if woman:
        return last  # indeclinable
    soft, other = _SOFT.fullmatch(last), _OTHER.fullmatch(last)
    return f"{soft[1]}ь" if soft else other[1] if other else last


def _stem(word: str) -> str:
    return _ENDING.sub("", word.lower().replace("ё", "е")) if len(word) > 3 else word.lower()


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Return the Russian given names, in lower case; empty if the package is missing."""
    folder = model_folder()
    text = (folder / _GIVEN_NAMES).read_text(encoding="utf-8") if folder else ""
    return frozenset(text.lower().replace("ё", "е").split())


@lru_cache(maxsize=1)
def russian_state() -> RecogniserState:
    """Return whether Russian names outside the actor file can be found, with a sentence; loads no model."""
    folder = model_folder()
    if folder is None or any(importlib.util.find_spec(name) is None for name in ("slovnet", "navec")):
        sentence = f"The Russian recogniser is not installed. {_ALONE} Run make russian to install it."
        return RecogniserState(available=False, sentence=sentence)
    changed = changed_weights(folder, WEIGHTS)
    if changed:
        sentence = (
            f"The Russian recogniser's weights are not the known ones ({', '.join(changed)}). {_ALONE} "
            "Run make russian to install them again."
        )
        return RecogniserState(available=False, sentence=sentence)
    sentence = "Russian names beyond the actor file are found by slovnet."
    return RecogniserState(available=True, sentence=sentence)


@lru_cache(maxsize=1)
def load_recogniser() -> Any:
    """Return the Russian recogniser with its word vectors, or None if unavailable."""
    folder = model_folder()
    if folder is None or not russian_state().available:
        return None
    recogniser = importlib.import_module("slovnet").NER.load(str(folder / _MODEL))
    recogniser.navec(importlib.import_module("navec").Navec.load(str(folder / _VECTORS)))
    return recogniser


def model_folder() -> Path | None:
    """Return the folder of natasha's data, without importing the package; None if it is missing."""
    spec = importlib.util.find_spec("natasha")
    return Path(spec.origin).parent / "data" if spec is not None and spec.origin is not None else None
