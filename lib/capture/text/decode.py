"""Decodes bytes to text by byte order mark, by proof, by declared encoding, then by a guess.

Bytes that are valid UTF-8 with at least one multi-byte letter are UTF-8 whatever the page declares: other
encodings do not pass that check by chance. Guesses and lost characters are reported as doubts.
"""

import codecs
import re

from lib.capture.text import misdeclared
from lib.capture.text.compose import composed, may_be_decomposed
from lib.capture.text.cyrillic import best_cyrillic, better_cyrillic
from lib.capture.text.guess import codec_of_language, codec_of_letters, is_western
from lib.capture.text.labels import CODEC_OF
from lib.capture.text.one_encoding import REPLACEMENT, Decoded, lenient, strict
from lib.capture.text.text_sample import HEAD_BYTES, SAMPLE_BYTES, text_sample
from lib.capture.text.twice_encoded import repaired
from lib.capture.text.utf16 import unmarked_utf16
from lib.capture.unpack import unreadable
from lib.model.controls import without_controls

_BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARATIONS = (
    re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.+-]{2,40})", re.IGNORECASE),
    re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.+-]{2,40})"),
)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_CONTROL_BYTES = bytes([*range(9), 11, 12, *range(14, 32), 127])
_BINARY_BYTES = bytes([*range(8), *range(14, 27), 28, 29, 30])  # controls; 27 starts an escape of ISO-2022
# A page has a stray control or two, a picture or a program has them in every line.
_STRAY_CONTROLS = 2
_ONE_CONTROL_IN = 100  # bytes
_JAPANESE = re.compile(rb"\x1b\$[@B]")  # from where on ISO-2022-JP has two bytes a letter
_ISO2022_JP = "iso2022_jp_ext"  # with the narrow kana of Windows
_WIDER = {
    "euc_jp": "euc_jis_2004"
}  # with the signs of Windows, as "①", but without the rare letters of JIS X 0212
_UTF8_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_PAIR = 2  # bytes
_UTF8_START = re.compile(rb"[\xc2-\xf4][\x80-\xbf]")

# UTF-8 with broken bytes: a page that declares it needs half the evidence of one that does not.
_MIN_UTF8_LETTERS = 20
_MIN_DECLARED_UTF8_LETTERS = 10
# What may be lost is held against the letters of more than one byte in the one case, where they are the
# evidence, and against all letters in the other, where they are what the reader gets.
_ALWAYS_LOSABLE = 4
_ONE_LOST_IN_UTF8_LETTERS = 50
_ALWAYS_LOSABLE_IF_DECLARED = 3
_ONE_LOST_IN_LETTERS = 500


def decoded(data: bytes, *, origin: str, label: str | None = None) -> Decoded:
    """Decode bytes of unknown encoding; return the text without controls, its encoding and any doubt.

    `label` is the encoding that the transport declares; it precedes the page's own, as in browsers. Raises
    CaptureError if the bytes are binary or hold no text.
    """
    text = (
        _by_byte_order_mark(data)
        or _by_proof(data, origin)
        or _by_transport_label(data, label)
        or _by_page_declaration(data)
        or _by_guess(data)
    )
    is_utf8 = text.encoding == "utf-8"
    content = _without_controls(text, data).replace("\r\n", "\n").replace("\r", "\n")
    if not content.isascii() and (not is_utf8 or may_be_decomposed(data)):
        content = composed(content)
    content, twice_encoded = repaired(content, data if is_utf8 else None)
    if not content.strip():
        raise unreadable(origin, "holds no text; save the page once more and take in the new file.")
    doubt = text.doubt or twice_encoded
    if doubt is None and REPLACEMENT in content:
        doubt = "the page itself holds replacement characters where letters were lost before it was saved"
    return Decoded(content=content, encoding=text.encoding, doubt=doubt)


def _without_controls(text: Decoded, data: bytes) -> str:
    """Return the decoded text without control characters and noncharacters, such as NUL and U+FFFF.

    `data` are the bytes that the text was decoded from: in UTF-8 a look at them often spares the search.
    """
    if text.encoding == "utf-8" and len(data) == len(data.translate(None, _CONTROL_BYTES)):
        return text.content.replace("\ufffe", "").replace("\uffff", "")  # no others, which is quick to see
    return without_controls(text.content)


def _by_byte_order_mark(data: bytes) -> Decoded | None:
    """Return the text behind a byte order mark, decoded as the mark says; None if there is no mark."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return lenient(data[len(mark) :], encoding)
    return None


def _by_proof(data: bytes, origin: str) -> Decoded | None:
    """Return the text of bytes that are surely ISO-2022-JP, UTF-16 or UTF-8; None for other bytes.

    Raises CaptureError if they are binary.
    """
    if wide := unmarked_utf16(data):
        return lenient(data, wide)
    sample = data.strip(b"\0")[:SAMPLE_BYTES]  # NUL before and after a page is padding
    controls = len(sample) - len(sample.translate(None, _BINARY_BYTES))
    if controls > len(sample) // _ONE_CONTROL_IN + _STRAY_CONTROLS:
        raise unreadable(origin, "is binary, not a saved page; save the page as HTML or as plain text.")
    if data.isascii() and _JAPANESE.search(data):
        wider = _JAPANESE.sub(b"\x1b$(Q", data)  # of JIS X 0213, for signs of Windows such as "①"
        return strict(data, _ISO2022_JP) or strict(wider, "iso2022_jp_2004") or lenient(data, _ISO2022_JP)
    return strict(data, "utf-8") or _broken_utf8(data)


def _broken_utf8(data: bytes) -> Decoded | None:
    """Return the text of UTF-8 that is cut in its last letter, or has few broken bytes among many letters.

    None for other bytes.
    """
    letters = _UTF8_LETTER.findall(data)
    valid = len(letters)
    # A single pair of bytes may be another encoding's: "Рік" in Windows-1251 is like UTF-8 that was cut.
    is_cut = len(b"".join(letters)) > _PAIR and any(strict(data[:-lost], "utf-8") for lost in (1, 2, 3))
    if valid < _MIN_UTF8_LETTERS and not is_cut:
        return None
    text = lenient(data, "utf-8")
    return text if _lost(text) <= max(_ALWAYS_LOSABLE, valid // _ONE_LOST_IN_UTF8_LETTERS) else None


def _by_transport_label(data: bytes, label: str | None) -> Decoded | None:
    """Return the text in the encoding that the transport declares; None if none is declared or fits."""
    codec = CODEC_OF.get((label or "").strip().strip("\"'").casefold())
    # A server gives all its pages one label, so a Latin one yields to what a page in another script declares.
    if codec is None or misdeclared.is_other_script(data, codec):
        return None
    text = strict(data, codec)
    return _checked(data, codec, text) if text or not _declared_codec(data) else None


def _by_page_declaration(data: bytes) -> Decoded | None:
    """Return the text in the encoding that the page declares or means; None if it declares none that fits."""
    codec = _declared_codec(data)
    return _checked(data, codec, strict(data, codec)) if codec else None


def _declared_codec(data: bytes) -> str | None:
    """Return the codec of the first declaration outside comments; None if there is none, or no known one."""
    head = _COMMENT.sub(b"", data[:HEAD_BYTES])
    found = next(filter(None, (pattern.search(head) for pattern in _DECLARATIONS)), None)
    return CODEC_OF.get(found[1].decode("ascii").casefold()) if found else None


def _checked(data: bytes, codec: str, as_declared: Decoded | None) -> Decoded | None:
    """Return the text in the declared encoding, or one that fits better; None if many bytes would be lost."""
    if meant := misdeclared.corrected(data, codec, as_declared):
        return meant
    if as_declared is None:
        return _broken_declared(data, codec)
    cyrillic = better_cyrillic(data, codec)
    return strict(data, cyrillic) if cyrillic else as_declared


def _broken_declared(data: bytes, codec: str) -> Decoded | None:
    """Return text with a few broken bytes in the declared encoding or one that includes it.

    None if many letters would be lost.
    """
    text = lenient(data, _WIDER.get(codec, codec))
    if codec == "utf-8":
        valid = len(_UTF8_START.findall(data))
        if valid < _MIN_DECLARED_UTF8_LETTERS and _lost(text) > valid:
            return None
    losable = max(_ALWAYS_LOSABLE_IF_DECLARED, len(text.content) // _ONE_LOST_IN_LETTERS)
    return text if _lost(text) <= losable else None


def _lost(text: Decoded) -> int:
    """Return how many replacement characters a text has, including any that the page itself holds."""
    return text.content.count(REPLACEMENT)


def _by_guess(data: bytes) -> Decoded:
    """Return the text in the encoding of the page's language or letters, with a doubt; else line by line."""
    sample = text_sample(data)
    codec = codec_of_language(data, sample) or codec_of_letters(sample)
    text = strict(data, codec) if codec else None
    if text is None:
        return _line_by_line(data)
    says = "declares an encoding that it is not in" if _declared_codec(data) else "does not say its encoding"
    doubt = f"the page {says}; its letters look like {text.encoding}"
    return Decoded(content=text.content, encoding=text.encoding, doubt=doubt)


def _line_by_line(data: bytes) -> Decoded:
    """Return text in several encodings: each line as UTF-8, else in the most likely old encoding."""
    lines = data.splitlines(keepends=True)
    rest = text_sample(b"".join(line for line in lines if not strict(line, "utf-8")))
    old = (None if is_western(rest) else best_cyrillic(data)) or "cp1252"
    texts = [(strict(line, "utf-8") or lenient(line, old)).content for line in lines]
    doubt = "the bytes fit no single encoding; letters may be damaged"
    return Decoded(content="".join(texts), encoding="mixed", doubt=doubt)
