"""Decodes bytes to text by byte order mark, by proof, by declared encoding, then by a detector.

Bytes that are valid UTF-8 with at least one multi-byte letter are UTF-8 whatever the page declares: other
encodings do not pass that check by chance. Guesses and lost characters are reported as doubts.
"""

import codecs
import re
from dataclasses import dataclass, replace
from itertools import pairwise
from unicodedata import normalize

from charset_normalizer import from_bytes

from lib.capture.text.labels import CODEC_OF
from lib.capture.text.twice_encoded import repaired
from lib.capture.unpack import unreadable
from lib.model.controls import without_controls
from lib.model.wording import count

PRESCAN = 16_384  # bytes in which a declaration is looked for
DETECT = 200_000  # bytes of text the detector is shown

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = (
    re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.+-]{2,40})", re.IGNORECASE),
    re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.+-]{2,40})"),
)
_MARKUP = re.compile(
    rb"<(?:script|style)\b.*?</(?:script|style)\s*>|<[^<>]{0,2000}>", re.DOTALL | re.IGNORECASE
)
_CODE_END = re.compile(rb"</(?:script|style)\s*>", re.IGNORECASE)
_TAG = re.compile(rb"<[^<>]{0,2000}>")
_CONTROL_BYTES = bytes([*range(9), 11, 12, *range(14, 32), 127])
_NO_TEXT = bytes([*range(8), *range(14, 27), 28, 29, 30])  # control bytes; 27 starts an escape of ISO-2022
_CYRILLIC = ("cp1251", "koi8_u", "cp866", "iso8859_5", "mac_cyrillic")
_COMMON = frozenset("оаеинтсрвліОАЕИНТСРВЛІ")
_LANGUAGE = re.compile(rb"<html[^>]{0,300}?\blang\s*=\s*[\"']?([a-z]{2})\b", re.IGNORECASE)
_WESTERN = (
    "en", "fr", "de", "es", "it", "pt", "nl", "sv", "nb", "no", "da", "fi", "is", "ca", "eu", "gl", "ga",
)  # fmt: skip
_CODECS_OF_LANGUAGE: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("pl", "cs", "sk", "hu", "hr", "sl", "ro"), ("cp1250", "iso8859_2")),
    **dict.fromkeys(("he", "yi"), ("cp1255",)),
    **dict.fromkeys(("ar", "fa", "ur"), ("cp1256", "iso8859_6")),
    "el": ("cp1253",),
    "tr": ("cp1254",),
    **dict.fromkeys(("lt", "lv", "et"), ("cp1257",)),
    "th": ("cp874",),
    "vi": ("cp1258",),
    **dict.fromkeys(_WESTERN, ("cp1252",)),
}
# Families the detector guesses for a few accents in a short text; no page of the web was written in them.
_NO_WEB = ("cp0", "cp1026", "cp1140", "cp273", "cp4", "cp5", "cp7", "cp85", "cp86", "hp_", "mac_", "ptcp")
_LETTERS_OF_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_BYTES_OF_UTF8 = re.compile(rb"[\xc2-\xf4][\x80-\xbf]")

# A letter of Europe or Vietnam with a few accents; hostile texts have thousands.
_APART = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u052f\u1e00-\u1fff][\u0300-\u036f]{1,3}(?![\u0300-\u036f])")
_TAG_OR_APART = re.compile(f"(?P<tag><[a-zA-Z][^<>]{{0,4000}}>)|{_APART.pattern}")
_ADDRESSES = re.compile(r"://|\b(?:src|srcset|href)\b", re.IGNORECASE)

_FEW = 3  # places that show a wrong code page
# Code pages of Latin letters that pages declare in place of one another.
_RELATED = {
    "cp1252": ("cp1250", "iso8859_2"),
    "iso8859_15": ("cp1250", "iso8859_2"),
    "cp1250": ("iso8859_2",),
    "iso8859_2": ("cp1250",),
}
# Where an ISO code page has controls, that of Windows close to it has letters and quotation marks.
_WINDOWS_VARIANTS = {
    "iso8859_2": "cp1250",
    "iso8859_6": "cp1256",
    "iso8859_7": "cp1253",
    "iso8859_8": "cp1255",
    "iso8859_13": "cp1257",
    "iso8859_15": "cp1252",
}
_C1 = re.compile("[\x80-\x84\x86-\x9f]")  # U+0085 is a line break
_LATIN = frozenset({"cp1250", "iso8859_2", "cp1254", "cp1257"})  # of languages that cp1252 cannot write
_OF_LATIN = frozenset({*_RELATED, *_LATIN, "mac_roman", "iso8859_3", "iso8859_4", "iso8859_10", "iso8859_14"})
_ASCII_LETTERS = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_HIGH = bytes(range(128, 256))
_OTHER_ENCODING = "the page declares another encoding, and its letters are those of {codec}"
_OTHER = 30  # bytes of another script from which they are believed
_TOUCHING = re.compile(rb"[A-Za-z][\x80-\xff]|[\x80-\xff][A-Za-z]")  # an accented letter and another
_SIGN = re.compile(r"(?<=[^\W\d_])[\x80-\x9f\ufffd¹²³¼½¾±¶£¥¦§¤¨¯¸¬÷×¿¡](?=[^\W\d_])")
_TURKISH = re.compile("[ýþðÝÞÐ]")
_WEST = re.compile("[áéíóúæåÁÉÍÓÚÆÅ]")  # every page of Icelandic or Faroese has some


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Decoded text, its encoding, and a doubt if the encoding may be wrong or letters are lost."""

    content: str
    encoding: str
    doubt: str | None


def decoded(data: bytes, *, origin: str, label: str | None = None) -> Decoded:
    """Return the text of bytes in an uncertain encoding, without controls, with a doubt where there is one.

    `label` is the encoding that the transport declares; it precedes the page's own, as in browsers. Raises
    CaptureError if the bytes are binary or hold no text.
    """
    found = (
        _by_byte_order_mark(data)
        or _by_proof(data, origin)
        or _by_label(data, label)
        or _declared(data)
        or _detected(data)
    )
    content = _without_controls(found, data).replace("\r\n", "\n").replace("\r", "\n")
    # Accents that stand behind their letters begin with one of these two in UTF-8.
    if not content.isascii() and (found.encoding != "utf-8" or b"\xcc" in data or b"\xcd" in data):
        content = _TAG_OR_APART.sub(_in_one_sign, content)
    content, twice = repaired(content, data if found.encoding == "utf-8" else None)
    if not content.strip():
        raise unreadable(origin, "holds no text; save the page once more and take in the new file.")
    doubt = found.doubt or twice
    if doubt is None and "\ufffd" in content:
        doubt = "the page itself holds replacement characters where letters were lost before it was saved"
    return Decoded(content=content, encoding=found.encoding, doubt=doubt)


def _in_one_sign(found: re.Match[str]) -> str:
    """Return a letter composed with its accents, or a tag with its letters so, unless it has addresses."""
    if not found["tag"]:
        return normalize("NFC", found[0])
    return (
        found[0]
        if _ADDRESSES.search(found[0])
        else _APART.sub(lambda each: normalize("NFC", each[0]), found[0])
    )


def _without_controls(found: Decoded, data: bytes) -> str:
    content = found.content
    if found.encoding == "utf-8" and len(data) == len(data.translate(None, _CONTROL_BYTES)):
        return content.replace("\ufffe", "").replace("\uffff", "")  # there can be no others
    return without_controls(content)


def _by_byte_order_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding)
    return None


def _by_proof(data: bytes, origin: str) -> Decoded | None:
    """Return the text if its bytes prove ISO-2022-JP, UTF-16 or UTF-8, else None; raises CaptureError."""
    if (b"\x1b$B" in data or b"\x1b$@" in data) and (japanese := _strict(data, "iso2022_jp")):
        return japanese
    if wide := _unmarked_utf16(data):
        return _lenient(data, wide)
    sample = data.strip(b"\0")[:DETECT]  # NUL before and after a page is padding
    if len(sample) - len(sample.translate(None, _NO_TEXT)) > len(sample) // 100 + 2:
        raise unreadable(origin, "is binary, not a saved page; save the page as HTML or as plain text.")
    return _strict(data, "utf-8") or _broken_utf8(data)


def _broken_utf8(data: bytes) -> Decoded | None:
    """Return text in UTF-8 with a few broken bytes among many valid letters; None if it is not such text."""
    whole = len(_LETTERS_OF_UTF8.findall(data))
    if whole < 20:
        return None
    text = _lenient(data, "utf-8")
    return text if text.content.count("\ufffd") <= max(4, whole // 50) else None


def _unmarked_utf16(data: bytes) -> str | None:
    """Return "utf-16-le" or "utf-16-be" for bytes with zeros at every second place; None for others."""
    sample = data[:20_000]
    if len(sample) < 16:
        return None
    even, odd = sample[0::2], sample[1::2]
    sides = (("utf-16-le", odd, even), ("utf-16-be", even, odd))
    for encoding, high, low in sides:
        zeros = high.count(0)
        if zeros > 0.05 * len(sample) and low.count(0) < 0.2 * zeros and _reads_as(sample, encoding):
            return encoding
    for encoding, high, low in sides:  # text in one script: nearly every second byte is one small number
        if high.count(0) + high.count(4) > 0.8 * len(high) and low.count(0) < 0.05 * len(low):
            return encoding
    return None


def _reads_as(sample: bytes, encoding: str) -> bool:
    """Return whether a sample decodes with few control or replacement characters."""
    text = sample[: len(sample) // 2 * 2].decode(encoding, errors="replace")
    strange = sum(
        1 for letter in text if letter == "\ufffd" or not (letter.isprintable() or letter.isspace())
    )
    return strange < 0.02 * len(text)


def _by_label(data: bytes, label: str | None) -> Decoded | None:
    codec = CODEC_OF.get((label or "").strip().strip("\"'").casefold())
    if codec is None or _is_other_script(data, codec):  # the label of a server that says it of all pages
        return None
    return _checked(data, codec) if _strict(data, codec) else None


def _declared(data: bytes) -> Decoded | None:
    head = data[:PRESCAN]
    for pattern in _DECLARED:
        if found := pattern.search(head):
            label = found[1].decode("ascii").casefold()
            codec = CODEC_OF.get(label)
            return _checked(data, codec) if codec else None
    return None


def _checked(data: bytes, codec: str) -> Decoded | None:
    """Return the text in the declared encoding or in a better one, with few bytes lost; None if many are."""
    other = _of_other_script(data, codec) or _of_windows_variant(data, codec) or _better_latin(data, codec)
    if other:
        return other
    text = _strict(data, codec)
    if text is None:
        return _repaired(data, codec)
    if codec in _CYRILLIC or codec == "koi8_r":
        best = _best_cyrillic(data)
        if best and _cyrillic_score(data, best) > 1.5 * _cyrillic_score(data, codec):
            return _strict(data, best)
    return text


def _is_other_script(data: bytes, codec: str) -> bool:
    """Return whether a Latin encoding is declared although most letters are not ASCII.

    No language in Latin script has more accented letters than plain ones.
    """
    if codec not in _OF_LATIN or data.isascii():
        return False
    sample = _without_markup(data[:DETECT])
    high, plain = (len(sample) - len(sample.translate(None, letters)) for letters in (_HIGH, _ASCII_LETTERS))
    return high > max(_OTHER, plain)


def _of_other_script(data: bytes, codec: str) -> Decoded | None:
    """Return the text in an encoding of another script; None if the declared Latin one is plausible."""
    if not _is_other_script(data, codec):
        return None
    sample = _without_markup(data[:DETECT])
    spoken = _by_language(data, sample)
    best = _by_letters(sample) if spoken is None or spoken in _OF_LATIN else spoken
    found = _strict(data, best) if best and best not in _OF_LATIN else None
    return found and replace(found, doubt=_OTHER_ENCODING.format(codec=best))


def _of_windows_variant(data: bytes, codec: str) -> Decoded | None:
    """Return the text in the Windows encoding close to the declared ISO one; None if that reads it no better.

    Pages contain no C1 control characters. The Windows reading is rejected if it puts more symbols inside
    words: then the page mixes both encodings, and neither reads all of it.
    """
    windows = _WINDOWS_VARIANTS.get(codec, "")
    found, own = (_strict(data, windows), _strict(data, codec)) if windows else (None, None)
    if not found or not own or len(_C1.findall(own.content)) < _FEW or _C1.search(found.content):
        return None
    if _signs(found.content) > _signs(own.content):
        return None
    return replace(found, doubt=_OTHER_ENCODING.format(codec=windows))


def _better_latin(data: bytes, codec: str) -> Decoded | None:
    """Return the text in a Latin encoding that clearly fits better than the declared one, or None."""
    sample = _without_markup(data[:DETECT]) if codec in _RELATED else b""
    best = None if sample.isascii() else _related(data, sample, codec)
    found, own = (_strict(data, best), _strict(data, codec)) if best else (None, None)
    if found is None or (own and own.content == found.content):  # both read the page alike
        return None
    return replace(found, doubt=_OTHER_ENCODING.format(codec=best))


def _related(data: bytes, sample: bytes, codec: str) -> str | None:
    """Return the Latin encoding that a page means when it declares a wrong one; None if it may be right.

    It is the encoding of the declared language, if the page declares Windows-1252, which cannot write it.
    Turkish differs from western Europe in six letters; no western language has their counterparts this often
    and none of its own accents. Otherwise it is the encoding that leaves at most a tenth of the symbols
    inside words.
    """
    spoken = _by_language(data, sample)
    if codec == "cp1252" and spoken in _LATIN:
        return spoken
    text = sample.decode(codec, errors="replace")
    strange = _signs(text)
    if strange < _FEW:
        turkish = codec == "cp1252" and len(_TURKISH.findall(text)) >= _FEW and not _WEST.search(text)
        return "cp1254" if turkish else None
    signs = {related: _signs(sample.decode(related, errors="replace")) for related in _RELATED[codec]}
    best = min(signs, key=signs.__getitem__)
    return best if signs[best] <= strange // 10 else None


def _signs(text: str) -> int:
    """Return the number of symbols inside words, a mark of a wrong encoding."""
    return len(_SIGN.findall(text))


def _repaired(data: bytes, codec: str) -> Decoded | None:
    """Return text with a few broken bytes in the declared encoding, with a doubt; None if too many."""
    if codec == "utf-8" and len(_BYTES_OF_UTF8.findall(data)) < 10:
        return None
    text = _lenient(data, codec)
    return text if text.content.count("\ufffd") <= max(3, len(text.content) // 500) else None


def _detected(data: bytes) -> Decoded:
    sample = _without_markup(data[:DETECT])
    encoding = _by_language(data, sample) or _by_letters(sample)
    text = _strict(data, encoding) if encoding else None
    if text is None:
        return _mixed(data)
    doubt = f"the page does not say its encoding; its letters look like {text.encoding}"
    return Decoded(content=text.content, encoding=text.encoding, doubt=doubt)


def _by_language(data: bytes, sample: bytes) -> str | None:
    """Return the old encoding of the page's declared language that gives most letters, or None."""
    found = _LANGUAGE.search(data[:PRESCAN])
    codecs_of = _CODECS_OF_LANGUAGE.get(found[1].decode("ascii").casefold(), ()) if found else ()
    return max(codecs_of, key=lambda codec: _letters(sample, codec), default=None)


def _without_markup(sample: bytes) -> bytes:
    """Return the sample without tags, scripts and styles."""
    end = max((found.end() for found in _CODE_END.finditer(sample)), default=0)
    return _MARKUP.sub(b" ", sample[:end]) + _TAG.sub(b" ", sample[end:])


def _letters(sample: bytes, codec: str) -> int:
    high = bytes(byte for byte in sample if byte > 127).decode(codec, errors="replace")
    return sum(letter.isalpha() for letter in high)


def _by_letters(sample: bytes) -> str | None:
    best = _best_cyrillic(sample)
    if best and _looks_russian(sample, best):
        return best
    guess = from_bytes(sample).best() if len(sample) > 20 else None
    if guess is None or guess.encoding in ("utf_7", "utf_8"):
        return None
    if guess.encoding.startswith(_NO_WEB) and _strict(sample, "cp1252"):
        return "cp1252"
    return CODEC_OF.get(guess.encoding.replace("_", "-"), guess.encoding)


def _mixed(data: bytes) -> Decoded:
    """Return text in several encodings: each line as UTF-8, else in the most likely legacy encoding."""
    old = _best_cyrillic(data) or "cp1252"
    lines = [
        (_strict(line, "utf-8") or _lenient(line, old)).content for line in data.splitlines(keepends=True)
    ]
    doubt = "the bytes fit no single encoding; letters may be damaged"
    return Decoded(content="".join(lines), encoding="mixed", doubt=doubt)


def _strict(data: bytes, codec: str) -> Decoded | None:
    try:
        return Decoded(content=data.decode(codec), encoding=codec, doubt=None)
    except (UnicodeDecodeError, LookupError):  # the next encoding is tried
        return None


def _lenient(data: bytes, codec: str) -> Decoded:
    content = data.decode(codec, errors="replace")
    lost = content.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    doubt = f"{count(lost, 'place')} could not be read as {codec}" if lost > 0 else None
    return Decoded(content=content, encoding=codec, doubt=doubt)


def _best_cyrillic(data: bytes) -> str | None:
    """Return the most plausible Cyrillic encoding; None if none is plausible."""
    best = max(_CYRILLIC, key=lambda codec: _cyrillic_score(data, codec))
    return best if _cyrillic_score(data, best) > 0.2 else None


def _cyrillic_score(data: bytes, codec: str) -> float:
    """Return how Cyrillic the bytes read: the share of frequent letters, less signs and inner capitals."""
    high = bytes(byte for byte in data[:DETECT] if byte > 127 or byte == 32)
    text = high.decode(codec, errors="replace")
    letters = sum(1 for letter in text if letter != " ") or 1
    common = sum(1 for letter in text if letter in _COMMON and letter.islower())
    inner_capitals = sum(1 for one, two in pairwise(text) if one.islower() and two.isupper())
    strange = sum(1 for letter in text if letter != " " and not letter.isalpha())
    return (common - 2 * inner_capitals - strange) / letters


def _looks_russian(data: bytes, codec: str) -> bool:
    high = sum(1 for byte in data if byte > 127)
    alone = len(_TOUCHING.findall(data)) < 0.1 * high  # not beside ASCII's letters, as accents are
    return high > max(_FEW, 0.3 * len(data) - 50) and alone and _cyrillic_score(data, codec) > 0.5
