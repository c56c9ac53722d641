"""Text from bytes: byte order mark, what the bytes prove, what the page declares, then a detector.

Bytes that read as UTF-8 with at least one multi-byte letter are UTF-8 whatever the page declares: text in any
other encoding does not pass that check by chance. A guess is reported as a doubt, and so is what was lost.
"""

import codecs
import re
from dataclasses import dataclass
from itertools import pairwise

from charset_normalizer import from_bytes

from lib.capture.text.twice_encoded import mended
from lib.capture.unpack import unreadable

# Python's own lookup does not serve: it also knows "hex" and "idna", which are no encodings of text.
_LABELS: dict[str, str] = {
    "utf-8": (
        "utf-8 utf8 unicode-1-1-utf-8 x-unicode20utf8 utf8mb4 utf8mb3 unicode unicode11utf8 unicode20utf8"
    ),
    # A page that says utf-16 in its own ASCII-readable markup cannot be utf-16.
    "utf-8 ": "utf-16 utf-16le utf-16be ucs-2 iso-10646-ucs-2",
    "cp1252": (
        "windows-1252 cp1252 x-cp1252 iso-8859-1 iso8859-1 iso_8859-1 latin1 latin-1 l1 ascii "
        "us-ascii ansi_x3.4-1968 cp819 csisolatin1 ibm819 iso-ir-100 iso88591 iso_8859-1:1987"
    ),
    "iso8859_2": (
        "iso-8859-2 iso8859-2 iso_8859-2 latin2 l2 csisolatin2 iso-ir-101 iso88592 iso_8859-2:1987"
    ),
    "iso8859_3": (
        "iso-8859-3 iso8859-3 latin3 l3 csisolatin3 iso-ir-109 iso88593 iso_8859-3 iso_8859-3:1988"
    ),
    "iso8859_4": (
        "iso-8859-4 iso8859-4 latin4 l4 csisolatin4 iso-ir-110 iso88594 iso_8859-4 iso_8859-4:1988"
    ),
    "iso8859_5": (
        "iso-8859-5 iso8859-5 iso_8859-5 cyrillic csisolatincyrillic iso-ir-144 iso88595 iso_8859-5:1988"
    ),
    "iso8859_6": (
        "iso-8859-6 iso8859-6 arabic ecma-114 asmo-708 csiso88596e csiso88596i csisolatinarabic "
        "iso-8859-6-e iso-8859-6-i iso-ir-127 iso88596 iso_8859-6 iso_8859-6:1987"
    ),
    "iso8859_7": (
        "iso-8859-7 iso8859-7 greek greek8 ecma-118 csisolatingreek elot_928 iso-ir-126 iso88597 "
        "iso_8859-7 iso_8859-7:1987 sun_eu_greek"
    ),
    "iso8859_8": (
        "iso-8859-8 iso8859-8 iso-8859-8-i iso-8859-8-e hebrew visual logical csiso88598e "
        "csisolatinhebrew iso-ir-138 iso88598 iso_8859-8 iso_8859-8:1988 csiso88598i"
    ),
    "iso8859_10": "iso-8859-10 iso8859-10 latin6 csisolatin6 iso-ir-157 iso885910 l6",
    "iso8859_13": "iso-8859-13 iso8859-13 iso885913",
    "iso8859_14": "iso-8859-14 iso8859-14 iso885914",
    "iso8859_15": "iso-8859-15 iso8859-15 latin9 l9 csisolatin9 iso885915 iso_8859-15",
    "iso8859_16": "iso-8859-16",
    "cp874": "windows-874 tis-620 iso-8859-11 dos-874 iso8859-11 iso885911",
    "cp1250": "windows-1250 cp1250 x-cp1250",
    "cp1251": "windows-1251 cp1251 x-cp1251 win-1251 win1251",
    "cp1253": "windows-1253 cp1253 x-cp1253",
    "cp1254": (
        "windows-1254 cp1254 x-cp1254 iso-8859-9 iso8859-9 latin5 l5 csisolatin5 iso-ir-148 "
        "iso88599 iso_8859-9 iso_8859-9:1989"
    ),
    "cp1255": "windows-1255 cp1255 x-cp1255",
    "cp1256": "windows-1256 cp1256 x-cp1256",
    "cp1257": "windows-1257 cp1257 x-cp1257",
    "cp1258": "windows-1258 cp1258 x-cp1258",
    "cp866": "ibm866 cp866 866 csibm866",
    "koi8_r": "koi8-r koi8 koi koi8_r cskoi8r",
    "koi8_u": "koi8-u koi8-ru koi8_u",
    "mac_roman": "macintosh mac x-mac-roman csmacintosh",
    "mac_cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "gb18030": (
        "gb18030 gbk gb2312 gb_2312-80 x-gbk chinese csgb2312 iso-ir-58 hz-gb-2312 csiso58gb231280 gb_2312"
    ),
    "big5hkscs": "big5 big5-hkscs cn-big5 csbig5 x-x-big5",
    "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji ms932 windows-31j csshiftjis",
    "euc_jp": "euc-jp euc_jp x-euc-jp cseucpkdfmtjapanese",
    "iso2022_jp": "iso-2022-jp csiso2022jp",
    "cp949": (
        "euc-kr euc_kr ks_c_5601-1987 korean ksc5601 ksc_5601 windows-949 cseuckr csksc56011987 "
        "iso-ir-149 ks_c_5601-1989"
    ),
}

CODEC_OF: dict[str, str] = {
    label: codec.strip() for codec, labels in _LABELS.items() for label in labels.split()
}


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
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
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


FEW = 3  # places that show a wrong code page

# Code pages of Latin letters that pages declare in place of one another.
_RELATED = {
    "cp1252": ("cp1250", "iso8859_2"),
    "iso8859_15": ("cp1250", "iso8859_2"),
    "cp1250": ("iso8859_2",),
    "iso8859_2": ("cp1250",),
}
_LATIN = frozenset({"cp1250", "iso8859_2", "cp1254", "cp1257"})  # of languages that cp1252 cannot write
_SIGN = re.compile(r"(?<=[^\W\d_])[\x80-\x9f\ufffd¹²³¼½¾±¶£¥¦§¤¨¯¸¬÷×¿¡](?=[^\W\d_])")
_TURKISH = re.compile("[ýþðÝÞÐ]")
_WEST = re.compile("[áéíóúæåÁÉÍÓÚÆÅ]")  # every page of Icelandic or Faroese has some


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text of a capture, the encoding it was read with, and why that may be wrong."""

    content: str
    encoding: str
    doubt: str | None


def decoded(data: bytes, *, origin: str, label: str | None = None) -> Decoded:
    """Return the text of bytes in an uncertain encoding, without control characters.

    `label` is the encoding that the transport declares; it counts before the page's own, as in browsers.
    """
    found = (
        _marked(data) or _proven(data, origin) or _by_label(data, label) or _declared(data) or _detected(data)
    )
    content = _without_controls(found, data).replace("\r\n", "\n").replace("\r", "\n")
    content, twice = mended(content, data if found.encoding == "utf-8" else None)
    if not content.strip():
        raise unreadable(origin, "holds no text; save the page once more and take in the new file.")
    doubt = found.doubt or twice
    if doubt is None and "\ufffd" in content:
        doubt = "the page itself holds replacement characters where letters were lost before it was saved"
    return Decoded(content=content, encoding=found.encoding, doubt=doubt)


def _without_controls(found: Decoded, data: bytes) -> str:
    content = found.content
    if found.encoding == "utf-8" and len(data) == len(data.translate(None, _CONTROL_BYTES)):
        return content.replace("\ufffe", "").replace("\uffff", "")  # there can be no others
    return _CONTROLS.sub("", content)


def _marked(data: bytes) -> Decoded | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding)
    return None


def _proven(data: bytes, origin: str) -> Decoded | None:
    """Return the text where the shape of the bytes proves their encoding."""
    if (b"\x1b$B" in data or b"\x1b$@" in data) and (japanese := _strict(data, "iso2022_jp")):
        return japanese
    if wide := _wide(data):
        return _lenient(data, wide)
    if _is_binary(data):
        raise unreadable(origin, "is binary, not a saved page; save the page as HTML or as plain text.")
    return _strict(data, "utf-8") or _chipped(data)


def _chipped(data: bytes) -> Decoded | None:
    """Return UTF-8 with a few broken bytes: no other encoding yields so many whole letters by chance."""
    whole = len(_LETTERS_OF_UTF8.findall(data))
    if whole < 20:
        return None
    text = _lenient(data, "utf-8")
    return text if text.content.count("\ufffd") <= max(4, whole // 50) else None


def _is_binary(data: bytes) -> bool:
    sample = data.strip(b"\0")[:DETECT]  # NUL before and after a page is padding
    return len(sample) - len(sample.translate(None, _NO_TEXT)) > len(sample) // 100 + 2


def _wide(data: bytes) -> str | None:
    """Return UTF-16 without its mark: markup and spaces leave zeros at every second byte only."""
    sample = data[:20_000]
    if len(sample) < 16:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    for encoding, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if high > 0.05 * len(sample) and low < 0.2 * high and _reads_as(sample, encoding):
            return encoding
    return _wide_by_script(sample)


def _wide_by_script(sample: bytes) -> str | None:
    """Return UTF-16 in one script with few spaces: nearly every second byte is the same small number."""
    even, odd = sample[0::2], sample[1::2]
    for encoding, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if sum(high.count(byte) for byte in (0, 4)) > 0.8 * len(high) and low.count(0) < 0.05 * len(low):
            return encoding
    return None


def _reads_as(sample: bytes, encoding: str) -> bool:
    """Return whether a sample is text in the encoding.

    Letters, no control characters and no unknown places.
    """
    text = sample[: len(sample) // 2 * 2].decode(encoding, errors="replace")
    strange = sum(
        1 for letter in text if letter == "\ufffd" or not (letter.isprintable() or letter.isspace())
    )
    return strange < 0.02 * len(text)


def _by_label(data: bytes, label: str | None) -> Decoded | None:
    codec = CODEC_OF.get((label or "").strip().strip("\"'").casefold())
    return _checked(data, codec) if codec and _strict(data, codec) else None


def _declared(data: bytes) -> Decoded | None:
    head = data[:PRESCAN]
    for pattern in _DECLARED:
        if found := pattern.search(head):
            label = found[1].decode("ascii").casefold()
            codec = CODEC_OF.get(label)
            return _checked(data, codec) if codec else None
    return None


def _checked(data: bytes, codec: str) -> Decoded | None:
    """Return the declared reading, unless it is impossible or plainly the wrong code page of its script."""
    if other := _better_latin(data, codec):
        return other
    text = _strict(data, codec)
    if text is None:
        return _repaired(data, codec)
    if codec in _CYRILLIC or codec == "koi8_r":
        best = _best_cyrillic(data)
        if best and _cyrillic_score(data, best) > 1.5 * _cyrillic_score(data, codec):
            return _strict(data, best)
    return text


def _better_latin(data: bytes, codec: str) -> Decoded | None:
    """Return the reading by a related code page where the declared one puts signs inside words.

    A page that declares its language and an encoding that cannot write it is read as its language is.
    Turkish differs from western Europe in six letters; no language of the west writes so many of those that
    stand in their place and none of its own.
    """
    sample = _without_markup(data[:DETECT]) if codec in _RELATED else b""
    if not any(byte > 127 for byte in sample):
        return None
    text = sample.decode(codec, errors="replace")
    best = min(_RELATED[codec], key=lambda related: _signs(sample.decode(related, errors="replace")))
    strange, spoken = _signs(text), _by_language(data, sample)
    if codec == "cp1252" and spoken in _LATIN:
        best = str(spoken)
    elif (
        strange < FEW and codec == "cp1252" and len(_TURKISH.findall(text)) >= FEW and not _WEST.search(text)
    ):
        best = "cp1254"
    elif strange < FEW or _signs(sample.decode(best, errors="replace")) > strange // 10:
        return None
    found = _strict(data, best)
    doubt = f"the page declares another encoding, and its letters are those of {best}"
    return found and Decoded(content=found.content, encoding=best, doubt=doubt)


def _signs(text: str) -> int:
    """Return how many signs that are no letters stand inside words."""
    return len(_SIGN.findall(text))


def _repaired(data: bytes, codec: str) -> Decoded | None:
    """Return a declared reading with some broken bytes: kept when few are lost, with a doubt."""
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
    """Return the old code page of the declared language that yields most letters."""
    found = _LANGUAGE.search(data[:PRESCAN])
    codecs_of = _CODECS_OF_LANGUAGE.get(found[1].decode("ascii").casefold(), ()) if found else ()
    return max(codecs_of, key=lambda codec: _letters(sample, codec), default=None)


def _without_markup(sample: bytes) -> bytes:
    """Return the sample without tags and code; what begins after the last end tag has none."""
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
    """Return text of several encodings: line by line as UTF-8, else as the most likely old code page."""
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
    doubt = f"{lost} places could not be read as {codec}" if lost > 0 else None
    return Decoded(content=content, encoding=codec, doubt=doubt)


def _best_cyrillic(data: bytes) -> str | None:
    """Return the Cyrillic code page that makes most sense of the bytes, when one does."""
    best = max(_CYRILLIC, key=lambda codec: _cyrillic_score(data, codec))
    return best if _cyrillic_score(data, best) > 0.2 else None


def _cyrillic_score(data: bytes, codec: str) -> float:
    """Return the share of common small Cyrillic letters, minus capitals in the middle of words."""
    high = bytes(byte for byte in data[:DETECT] if byte > 127 or byte == 32)
    text = high.decode(codec, errors="replace")
    letters = sum(1 for letter in text if letter != " ") or 1
    common = sum(1 for letter in text if letter in _COMMON and letter.islower())
    inner_capitals = sum(1 for one, two in pairwise(text) if one.islower() and two.isupper())
    strange = sum(1 for letter in text if letter != " " and not letter.isalpha())
    return (common - 2 * inner_capitals - strange) / letters


def _looks_russian(data: bytes, codec: str) -> bool:
    high = sum(1 for byte in data if byte > 127)
    return high > 0.3 * len(data) - 50 and _cyrillic_score(data, codec) > 0.5
