"""The language a page declares, checked against its text."""

from lib.clean.fields.language import language
from lib.clean.found import Found
from tests.cases import every_case
from tests.clean.markup import PROSE, news, page

ENGLISH = " ".join(PROSE)
NORWEGIAN = (
    "Havnesjefen sa at de tre første båtene kom inn før klokken sju, og at klokken ringte for første "
    "gang siden stormen. Flere hundre mennesker sto på kaien og sang to sanger om sild, og ungene fikk "
    "fri fra skolen. Fergen til øyene skal bruke den nye kaien fra første april, opplyser selskapet."
)
PAGES = [
    ("<html lang=en-GB>", ENGLISH, "en", "html lang, text agrees"),
    ("<html lang=de>", ENGLISH, "en", "text (the page declares de)"),
    ("<html>", ENGLISH, "en", "text"),
    ("<html lang=uk>", "Коротко.", "uk", "html lang"),
    ("<html><meta property='og:locale' content='fr_FR'>", "Bref.", "fr", "meta"),
    (f"<html><head>{news(inLanguage='en')}</head>", ENGLISH, "en", "json-ld, text agrees"),
    ("<html>", "x", None, "none"),
    ("<html lang=iw>", "קצר.", "he", "html lang"),
    ("<html lang=nn>", NORWEGIAN, "nn", "html lang, text agrees"),
]


@every_case(("start", "body", "code", "source"), PAGES)
def test_a_language_is_told(start: str, body: str, code: str | None, source: str) -> None:
    found = page(f"{start}<body><p>{body}</p></body></html>")
    assert language(found, body) == Found(code, source)
