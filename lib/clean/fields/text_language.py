"""The language of a text that declares none."""

from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_ENOUGH = 40  # characters below which a guess is worth nothing
_READ = 3000


def language_of(text: str) -> str | None:
    """Return the two-letter code of the text's language; None when the text is too short to tell."""
    if len(text) < _ENOUGH:
        return None
    return str(_identifier().classify(text[:_READ])[0])


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    """Return the model takes a quarter of a second to load: once for a process."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
