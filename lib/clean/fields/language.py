"""Finds the language of a story: as the page declares it, checked against the text."""

import re
from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from lib.clean import words
from lib.clean.found import Found
from lib.clean.segments.metadata import first_text
from lib.clean.segments.page import Page

_LEAST = 40  # characters below which a guess is worth nothing
_CHECKED = 200  # characters of a text that may contradict what its page declares
_READ = 1000  # characters of the text that are read; more only take longer
_SURE = 0.95  # probability from which the text is believed against the page
_PLAIN = 0.15  # share of frequent words from which the model of letters is not needed

_WORDS = words.read("languages")
_NEAR = tuple(map(frozenset, _WORDS["near"]))
_FREQUENT = {code: frozenset(frequent.split()) for code, frequent in _WORDS["frequent"].items()}
_CODE = re.compile(r"^([a-zA-Z]{2})(?:[-_]|$)")


def language(page: Page, body: str) -> Found[str | None]:
    """Return the two-letter code of the page's language, declared or else of its text, with the source."""
    declared, where = _declared(page)
    if declared is None:
        found = language_of(body)
        return Found(found, "text" if found else "none")
    if len(body) < _CHECKED:
        return Found(declared, where)
    words_read = body[:_READ].casefold().split()
    frequent = sum(word in _FREQUENT.get(declared, ()) for word in words_read)
    if frequent > _PLAIN * len(words_read):  # a hundred times as fast as the model
        return Found(declared, f"{where}, text agrees")
    found, sure = _detected(body)
    if sure < _SURE:
        return Found(declared, where)
    if declared == found or any({declared, found} <= near for near in _NEAR):
        return Found(declared, f"{where}, text agrees")
    return Found(found, f"text (the page declares {declared})")


def language_of(text: str) -> str | None:
    """Return the two-letter code of a text's language; None for a text of under 40 characters."""
    return _detected(text)[0] if len(text) >= _LEAST else None


def _declared(page: Page) -> tuple[str | None, str]:
    """Return the two-letter code that a page declares, and where; None if the page declares no language."""
    values = (
        (page.tree.get("lang"), "html lang"),
        (page.tree.get("{http://www.w3.org/XML/1998/namespace}lang"), "html lang"),
        (first_text(page.data.article.get("inLanguage")), "json-ld"),
        (page.data.named("content-language", "language", "dc.language", "og:locale"), "meta"),
    )
    for value, where in values:
        if value and (found := _CODE.match(value.strip())):
            code = found[1].lower()
            return str(_WORDS["withdrawn"].get(code, code)), where
    return None, ""


@lru_cache(maxsize=1)
def identifier() -> LanguageIdentifier:
    """Return the language identification model, which takes a quarter of a second to load."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _detected(text: str) -> tuple[str, float]:
    code, sure = identifier().classify(text[:_READ])
    return str(code), float(sure)
