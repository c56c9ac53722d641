"""The language a page declares, checked against its text."""

import pytest

from lib.clean.language import language
from tests.clean.markup import PROSE, page

ENGLISH = " ".join(PROSE)
PAGES = [
    ("<html lang=en-GB>", ENGLISH, "en", "html lang, text agrees"),
    ("<html lang=de>", ENGLISH, "en", "text (the page declares de)"),
    ("<html>", ENGLISH, "en", "text"),
    ("<html lang=uk>", "Коротко.", "uk", "html lang"),
    ("<html><meta property='og:locale' content='fr_FR'>", "Bref.", "fr", "html lang"),
    ("<html>", "x", None, "none"),
]


@pytest.mark.parametrize(("start", "body", "code", "source"), PAGES)
def test_a_language_is_told(start: str, body: str, code: str | None, source: str) -> None:
    found = page(f"{start}<body><p>{body}</p></body></html>")
    assert language(found.tree, found.data, body) == (code, source)
