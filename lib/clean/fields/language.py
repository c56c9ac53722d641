"""The language of a story: what the page declares, checked against its text."""

import re

from lxml.html import HtmlElement
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from lib.clean.html.structured import Structured, first_text

ENOUGH = 200  # characters from which the text itself is asked
SURE = 0.95
READ = 1000  # characters of the text that are asked; more only take longer

_FORMER = {"iw": "he", "in": "id", "ji": "yi", "sh": "sr"}  # codes that ISO 639-1 has withdrawn
# One language under several codes, or languages so near that a page knows better than a model of letters.
_NEAR = (
    frozenset({"no", "nb", "nn", "da"}),
    frozenset({"sr", "hr", "bs", "sl", "mk", "bg"}),
    frozenset({"id", "ms", "jv"}),
    frozenset({"gl", "pt"}),
    frozenset({"af", "nl"}),
    frozenset({"xh", "zu"}),
    frozenset({"cs", "sk"}),
)

# Words that hardly any text of a language goes without; where they are frequent, the model need not be asked.
_FREQUENT = {
    "en": frozenset({"the", "of", "and", "to", "in", "that", "for", "is", "on", "with", "was", "by"}),
    "de": frozenset({"der", "die", "das", "und", "den", "von", "zu", "mit", "ist", "im", "nicht", "ein"}),
    "fr": frozenset({"le", "les", "des", "du", "et", "est", "dans", "une", "pour", "qui", "au", "pas"}),
    "es": frozenset({"el", "los", "las", "del", "y", "una", "por", "con", "para", "su", "se", "lo"}),
}
PLAIN = 0.15  # of a text's words that are then frequent ones

_CODE = re.compile(r"^([a-zA-Z]{2})(?:[-_]|$)")
_IDENTIFIERS: list[LanguageIdentifier] = []


def language(tree: HtmlElement, data: Structured, body: str) -> tuple[str | None, str]:
    """Return the two-letter code and which source gave it."""
    declared = _declared(tree, data)
    if declared and len(body) >= ENOUGH and _reads_as(declared, body):
        return declared, "html lang, text agrees"
    detected, sure = _detected(body) if len(body) >= ENOUGH else (None, 0.0)
    if detected is None or (declared and sure < SURE):
        return declared, "html lang" if declared else "none"
    if declared == detected or any({declared, detected} <= near for near in _NEAR):
        return declared, "html lang, text agrees"
    return detected, f"text (the page declares {declared})" if declared else "text"


def _declared(tree: HtmlElement, data: Structured) -> str | None:
    values = (
        tree.get("lang"),
        tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
        first_text(data.article.get("inLanguage")),
        data.named("content-language", "language", "dc.language", "og:locale"),
    )
    for value in values:
        if value and (found := _CODE.match(value.strip())):
            code = found[1].lower()
            return _FORMER.get(code, code)
    return None


def _reads_as(code: str, body: str) -> bool:
    """Return whether a text is plainly of a language: a hundred times as fast as the model."""
    words = body[:READ].casefold().split()
    frequent = _FREQUENT.get(code, frozenset())
    return sum(word in frequent for word in words) > PLAIN * len(words)


def identifier() -> LanguageIdentifier:
    """Return the model of letters; it takes a quarter of a second to load, once for a process."""
    if not _IDENTIFIERS:
        _IDENTIFIERS.append(LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True))
    return _IDENTIFIERS[0]


def _detected(body: str) -> tuple[str, float]:
    code, sure = identifier().classify(body[:READ])
    return str(code), float(sure)
