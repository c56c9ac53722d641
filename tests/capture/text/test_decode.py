"""Labels of the web mean the codecs they mean there."""

import codecs
from unicodedata import normalize

import pytest

from lib.capture.text.decode import decoded
from lib.capture.text.labels import CODEC_OF
from lib.model.errors import UnreadableCapture
from tests.cases import every_case

MEANT = [
    ("latin1", "cp1252"),
    ("gb2312", "gb18030"),
    ("utf-16", "utf-8"),
    ("shift_jis", "cp932"),
    ("utf8mb4", "utf-8"),
    ("csisolatin1", "cp1252"),
    ("iso_8859-9:1989", "cp1254"),
    ("sun_eu_greek", "iso8859_7"),
]


@every_case(("label", "codec"), MEANT)
def test_a_label_means_what_the_web_means(label: str, codec: str) -> None:
    assert CODEC_OF[label] == codec


@every_case("label", ["hex", "idna", "undefined", "punycode", "unicode_escape", "rot13"])
def test_codecs_that_are_no_encodings_of_text_are_no_labels(label: str) -> None:
    assert label not in CODEC_OF


def test_signs_of_windows_are_read_in_japanese_pages() -> None:
    words = "①第一回の会議は㈱港湾で開かれた。" * 3
    page = f'<html><head><meta charset="euc-jp"></head><body><p>{words}</p></body></html>'
    read = decoded(page.encode("euc_jis_2004"), origin="page.html")
    assert (words in read.content, read.doubt) == (True, None)


def test_every_codec_is_known() -> None:
    assert all(codecs.lookup(codec) for codec in set(CODEC_OF.values()))


RUSSIAN = "Совет города согласился во вторник, что гавань должна остаться открытой для всех. " * 8
UKRAINIAN = "Рада міста погодилася у вівторок, що гавань має лишитися відкритою для всіх. " * 8
FRENCH = "Le conseil a décidé mardi que le port resterait ouvert à tous, les coûts étant élevés. " * 8
POLISH = "Rada miasta zgodziła się we wtorek, że port powinien pozostać otwarty dla wszystkich. " * 8
JAPANESE = "市議会は火曜日、港をすべての住民に開放し続けることに同意した。" * 8
CHINESE = "市议会在星期二同意，港口应该继续向所有居民开放，费用由地区承担。" * 8
HEBREW = "מועצת העיר הסכימה ביום שלישי שהנמל יישאר פתוח לכולם. " * 8
POLISH_MARKS = (
    "Wreszcie powieść o gęsi, którą wziął źle ubrany książę, wyszła w środę i już się źle sprzedaje. " * 4
)
ICELANDIC = (
    "Bæjarstjórnin samþykkti á þriðjudag að höfnin yrði áfram opin öllum og ný skip fengju þar pláss. " * 4
)
GREEK = "Το συμβούλιο της πόλης αποφάσισε την Τρίτη ότι το λιμάνι θα μείνει ανοιχτό για όλους. " * 8
GERMAN = "Der Bürgermeister hält die Öffnung des Hafens für „übereilt“. " * 4
SPANISH = (
    "El concejo decidió el martes que el puerto siguiese abierto: ¿quién pagará? «Nadie», dijo el 1º edil. "
    * 4
)
CZECH = "Rada města v úterý rozhodla, že přístav zůstane otevřený všem a že žádné lodě nebudou platit. " * 4
TURKISH = (
    "Belediye meclisi salı günü limanın herkese açık kalmasına karar verdi, giriş ücretsiz olacağı. " * 4
)
# Letters that the code pages of Windows and of ISO have in two places stand at the beginnings of words alone.
POLISH_STARTS = "Środa w porcie: ścieki do rzeki, mówi świadek. Żaden statek dziś nie wypłynie. "
GREEK_STARTS = "Άνοιξε το λιμάνι: Άγνωστο πότε θα έρθουν τα πλοία. Άλλοι περιμένουν ακόμη στην πόλη. " * 4
LITHUANIAN = (
    "Miesto taryba antradienį nusprendė, kad „uostas“ liks atviras visiems, o „mokesčiai“ mažės. " * 4
)
GREEK_QUOTED = "Το συμβούλιο αποφάσισε ότι το λιμάνι θα μείνει “ανοιχτό” και “δωρεάν” για όλους. " * 4
# The text, the label its page declares ("" for none), the encoding it really has, the language declared.
READ = [
    (RUSSIAN, "windows-1251", "cp1251", ""),
    (RUSSIAN, "", "cp1251", ""),
    (RUSSIAN, "", "koi8-r", ""),
    (RUSSIAN, "windows-1251", "koi8-r", ""),
    (RUSSIAN, "koi8-r", "cp1251", ""),
    (RUSSIAN, "windows-1251", "utf-8", ""),
    (RUSSIAN, "x-no-such", "cp1251", ""),
    (RUSSIAN, "hex", "cp1251", ""),
    (RUSSIAN, "", "utf-16-le", ""),
    (RUSSIAN, "utf-8", "utf-16", ""),
    (UKRAINIAN, "koi8-u", "koi8-u", ""),
    (FRENCH, "iso-8859-1", "utf-8", ""),
    (FRENCH, "utf-8", "cp1252", ""),
    (FRENCH, "", "cp1252", ""),
    (FRENCH, "windows-1252", "utf-8-sig", ""),
    (POLISH, "iso-8859-2", "iso8859_2", ""),
    (POLISH, "", "iso8859_2", "pl"),
    (POLISH, "", "cp1250", "pl"),
    (POLISH_MARKS, "iso-8859-2", "cp1250", ""),
    (POLISH_MARKS, "windows-1250", "iso8859_2", ""),
    (POLISH_MARKS, "iso-8859-1", "iso8859_2", ""),
    (POLISH_MARKS, "windows-1252", "cp1250", "pl"),
    (CZECH, "iso-8859-2", "cp1250", ""),
    (POLISH_STARTS, "iso-8859-2", "cp1250", ""),
    (POLISH_STARTS, "iso-8859-2", "iso8859_2", ""),
    (LITHUANIAN, "iso-8859-13", "cp1257", ""),
    (GREEK_QUOTED, "iso-8859-7", "cp1253", ""),
    (CZECH, "iso-8859-1", "cp1250", "cs"),
    (TURKISH, "iso-8859-1", "cp1254", ""),
    (TURKISH, "iso-8859-9", "cp1254", "tr"),
    (ICELANDIC, "iso-8859-1", "cp1252", ""),
    (SPANISH, "iso-8859-1", "cp1252", ""),
    (JAPANESE, "shift_jis", "shift_jis", ""),
    (JAPANESE, "", "euc_jp", ""),
    (JAPANESE, "", "iso2022_jp", ""),
    (CHINESE, "gb2312", "gb18030", ""),
    (HEBREW, "", "cp1255", "he"),
    (FRENCH[:60], "utf-8", "cp1252", "fr"),
    (HEBREW, "", "utf-16-le", "he"),
    (CHINESE, "", "utf-16-be", "zh"),
    (FRENCH, "csisolatin1", "cp1252", ""),
    (RUSSIAN, "iso-8859-1", "cp1251", ""),
    (RUSSIAN, "windows-1252", "cp1251", "en"),
    (RUSSIAN, "iso-8859-2", "koi8-r", ""),
    (GREEK, "iso-8859-1", "cp1253", "el"),
    (GREEK_STARTS, "iso-8859-1", "cp1253", "el"),
    (GREEK_STARTS, "iso-8859-1", "iso8859_7", "el"),
    (HEBREW, "iso-8859-1", "cp1255", "he"),
    (CHINESE, "iso-8859-1", "gb18030", ""),
    (JAPANESE, "us-ascii", "euc_jp", ""),
    (FRENCH[:86], "", "cp1252", ""),
    (GERMAN[:60], "", "cp1252", ""),
]


WESTERN = [
    "El señor Núñez llegó mañana al muelle y habló con los niños de la compañía, según «La Nación».",
    "O concelho decidiu na terça-feira que o porto não fecharia; São João diz que é bom para a região.",
    "Le conseil a décidé mardi que le port resterait ouvert, là où l’on pêche – c’est sûr.",
    "Il consiglio ha deciso martedì che il porto resterà aperto; la città è più bella, però.",
    "Die Straße wird später gebaut, größer und schöner, sagt „der Bürgermeister“.",
    "Rådet besluttede tirsdag, at havnen skal være åben. Økonomien er på plads, siger borgmesteren.",
    "Kommunen beslutade att hamnen ska vara öppen för alla. Åland får också en färja nästa år.",
    "Kaupunki päätti tiistaina, että satama pysyy auki kaikille.",
    "Bæjarstjórnin samþykkti á þriðjudag að höfnin yrði áfram opin öllum.",
    "De financiën zijn geïnd, zei de coördinator één dag later.",
    "El niño",
]


@every_case("text", WESTERN)
def test_a_page_without_a_declaration_has_the_accents_of_its_western_language(text: str) -> None:
    found = decoded(text.encode("cp1252"), origin="a.txt")
    assert found.content == text and "look like cp1252" in (found.doubt or "")
    if len(text) > 20:  # as damaged, by a line that is in UTF-8
        assert (
            decoded(f"{text}\n".encode("cp1252") + "Čas.".encode(), origin="a.txt").content == f"{text}\nČas."
        )


@every_case(
    "text", [POLISH, CZECH, "A kikötő nyitva marad mindenki előtt, és a hajók fizetnek, szólt a döntés."]
)
def test_other_languages_in_latin_letters_are_not_taken_for_western_ones(text: str) -> None:
    assert decoded(text.encode("cp1250"), origin="a.txt").content == text


def page(text: str, label: str, encoding: str, language: str) -> bytes:
    meta = f'<meta charset="{label}">' if label else ""
    return f'<html lang="{language}"><head>{meta}</head><body><p>{text}</p></body></html>'.encode(encoding)


@every_case(("text", "label", "encoding", "language"), READ)
def test_text_comes_back_whole(text: str, label: str, encoding: str, language: str) -> None:
    assert text in decoded(page(text, label, encoding, language), origin="page.html").content


MAILED = JAPANESE.encode("iso2022_jp")

# The bytes, what of their text is kept, and words of the doubt that goes with it, or None.
DOUBTS: dict[str, tuple[bytes, str, str | None]] = {
    "declared": (page(RUSSIAN, "windows-1251", "cp1251", ""), RUSSIAN, None),
    "guessed": (page(RUSSIAN, "", "cp1251", ""), RUSSIAN, "does not say its encoding"),
    "another code page": (page(TURKISH, "iso-8859-1", "cp1254", ""), TURKISH, "those of cp1254"),
    "its own code page": (page(ICELANDIC, "iso-8859-1", "cp1252", ""), ICELANDIC, None),
    "another one that reads alike": (page(GERMAN, "iso-8859-1", "cp1252", "pl"), GERMAN, None),
    "two encodings": (RUSSIAN.encode("cp1251") + b"\n" + RUSSIAN.encode(), RUSSIAN, "fit no single encoding"),
    "a broken byte": (FRENCH.encode() + b"\xff<meta charset=utf-8>" + FRENCH.encode(), FRENCH, "1 place"),
    "a stray byte among few letters": (
        b"<meta charset=utf-8>" + "café, naïve señor".encode() + b" it\x92s", "café, naïve señor", "1 place",
    ),
    "a stray byte and one letter": (b"<meta charset=utf-8>caf\xc3\xa9 \xff", "café \ufffd", "1 place"),
    "declared to be another": (page(RUSSIAN, "utf-8", "cp1251", ""), RUSSIAN, "declares an encoding that"),
    "a declaration in a comment": (
        b"<!-- <meta charset=windows-1251> --><meta charset=iso-8859-1>Der B\xfcrgermeister",
        "Der Bürgermeister", None,
    ),
    "cut in its last letter": ("Zoë dit — oui —".encode()[:-1], "Zoë dit — oui \ufffd", "1 place"),
    "cut in its second word": ("Мэр Зоя".encode()[:-1], "Мэр Зо\ufffd", "1 place"),
    "another encoding's pair at the end": ("Рік".encode("cp1251"), "", "fit no single encoding"),
    "Japanese of mails, cut": (MAILED[:-4], JAPANESE[:20], "1 place"),
    "Japanese of mails with signs of Windows": (
        MAILED.replace("市".encode("iso2022_jp")[3:5], b"\x2d\x21"), JAPANESE.replace("市", "①"), None,
    ),
    "Japanese of mails with narrow kana": (MAILED + b"\x1b(I12\x1b(B", JAPANESE + "ｱｲ", None),
    "lost before saving": ("Le conseil a d\ufffdcid\ufffd".encode(), "Le conseil", "before it was saved"),
    "perhaps encoded twice": ("<p>Le café dit : cafÃ©</p>".encode(), "cafÃ©", "encoded twice"),
}  # fmt: skip


@every_case("what", DOUBTS)
def test_what_may_be_read_wrongly_is_a_doubt(what: str) -> None:
    data, kept, words = DOUBTS[what]
    found = decoded(data, origin="x")
    assert kept in found.content
    assert words in (found.doubt or "") if words else found.doubt is None


def test_a_server_s_label_of_latin_letters_gives_way_to_what_the_page_declares() -> None:
    found = decoded(page(RUSSIAN, "windows-1251", "cp1251", ""), origin="x", label="iso-8859-1")
    assert RUSSIAN in found.content and found.doubt is None


def test_a_server_s_label_holds_for_a_page_with_one_bad_byte_that_declares_none() -> None:
    found = decoded("<p>Café à la pl".encode() + b"\xff" + "ge, où ?".encode(), origin="x", label="utf-8")
    assert found.content == "<p>Café à la pl\ufffdge, où ?" and "1 place" in (found.doubt or "")


ACCENTS = (
    "Le maire a hésité.", "Ο δήμαρχος δίστασε.", "Він її знає, й годі.", "Thị trưởng đã do dự.", "Für Åsa",
)  # fmt: skip


@every_case("text", ACCENTS)
def test_a_letter_and_its_accents_are_one_sign(text: str) -> None:
    apart = normalize("NFD", text)
    assert apart != text
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert decoded(apart.encode(encoding), origin="x").content == text


def test_an_address_keeps_its_letters() -> None:
    tags = "<img src=/caf{0}.jpg alt='caf{0}'><meta content='https://x.example/{0}'><a href='{0}'>"
    apart, whole = "e\u0301", "\u00e9"
    found = decoded(f"{tags.format(apart)}<p title={apart}>{apart}".encode(), origin="x").content
    assert found == f"{tags.format(apart)}<p title={whole}>{whole}"


def test_accents_without_end_stay_as_they_are() -> None:
    text = "e" + "\u0301\u0323" * 50_000 + " क़ \u212b"
    assert decoded(text.encode(), origin="x").content == text


def test_control_characters_and_line_ends_are_tidied() -> None:
    assert decoded(b"\0\0one\x08 two\r\nthree\rfour", origin="x").content == "one two\nthree\nfour"


@every_case("data", [bytes(range(32)) * 100, b"text" + b"\0" * 500 + b"\x01\x02" * 500])
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableCapture, match=r"page\.html is binary, not a saved page"):
        decoded(data, origin="page.html")


def test_bytes_without_text_are_refused() -> None:
    with pytest.raises(UnreadableCapture, match="holds no text"):
        decoded(b"\xef\xbb\xbf \n", origin="page.html")


@pytest.mark.parametrize("text", [RUSSIAN, FRENCH, CHINESE, HEBREW])
@pytest.mark.parametrize("label", ["", "utf-8", "iso-8859-1"])
def test_one_bad_byte_costs_one_place_and_is_told(text: str, label: str) -> None:
    data = page(text, label, "utf-8", "")
    middle = data.index(text.encode()) + len(text[:40].encode())
    found = decoded(data[:middle] + b"\xff" + data[middle:], origin="x")
    assert f"{text[:40]}\ufffd{text[40:]}" in found.content and found.doubt is not None


@every_case("letters", ["\u00ff\u00fe", "\u0081"])
def test_a_label_whose_bytes_say_otherwise_is_no_failure(letters: str) -> None:
    data = f"<meta charset=windows-1252><p>{FRENCH}{letters}".encode("latin-1")
    assert FRENCH in decoded(data, origin="x").content


def test_code_that_never_ends_is_looked_for_once() -> None:
    text = "Der Hafen öffnet früh. ".encode("cp1252") * 20
    found = decoded(text + b"<script>" * 20_000 + b"<b>\xfc</b>", origin="a.html")
    assert found.content.startswith("Der Hafen öffnet früh.")


def test_letters_that_were_encoded_twice_are_read_once() -> None:
    twice = FRENCH.encode().decode("cp1252")
    for codec in ("utf-8", "utf-16"):
        found = decoded(twice.encode(codec), origin="x")
        assert (found.content, found.doubt) == (FRENCH, None)
