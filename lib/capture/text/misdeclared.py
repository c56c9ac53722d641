"""Corrects a declared encoding of one byte a letter that the page's own letters contradict.

Three mistakes are common: a page in another script declares the server's Latin encoding, a page in an
encoding of Windows declares the ISO one close to it, and Latin encodings are declared for one another.
"""

import re
from dataclasses import replace

from lib.capture.text.guess import codec_of_language, codec_of_letters
from lib.capture.text.one_encoding import Decoded, strict
from lib.capture.text.text_sample import text_sample

DOUBT = "the page declares another encoding, and its letters are those of {codec}"

# Latin encodings that pages declare, each with those that may be meant.
_CONFUSED_WITH = {
    "cp1252": ("cp1250", "iso8859_2"),
    "iso8859_15": ("cp1250", "iso8859_2"),
    "cp1250": ("iso8859_2",),
    "iso8859_2": ("cp1250",),
}
# Where an ISO encoding has controls, that of Windows close to it has letters and quotation marks.
_WINDOWS_VARIANTS = {
    "iso8859_2": "cp1250",
    "iso8859_6": "cp1256",
    "iso8859_7": "cp1253",
    "iso8859_8": "cp1255",
    "iso8859_13": "cp1257",
    "iso8859_15": "cp1252",
}
_BEYOND_CP1252 = frozenset({"cp1250", "iso8859_2", "cp1254", "cp1257"})  # of languages it cannot write
_LATIN_CODECS = frozenset(
    {*_CONFUSED_WITH, *_BEYOND_CP1252, "mac_roman", "iso8859_3", "iso8859_4", "iso8859_10", "iso8859_14"}
)
_ASCII_LETTERS = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_HIGH_BYTES = bytes(range(128, 256))
MIN_FOREIGN_BYTES = 30  # five words of another script; a name or two in it may stand on any page
MIN_EVIDENCE = 3  # places that show a wrong encoding; one or two are slips of a writer
_SYMBOLS_LEFT = 10  # one in so many of the symbols in words may stay: a page has real ones too, as in "3m²"

_C1_CONTROL = re.compile("[\x80-\x84\x86-\x9f]")  # without U+0085, a line break
_SYMBOL_IN_WORD = re.compile(r"(?<=[^\W\d_])[\x80-\x9f\ufffd¹²³¼½¾±¶£¥¦§¤¨¯¸¬÷×¿¡](?=[^\W\d_])")
_TURKISH_AS_CP1252 = re.compile("[ýþðÝÞÐ]")  # what ı ş ğ İ Ş Ğ read as
_WESTERN_ACCENT = re.compile("[áéíóúæåÁÉÍÓÚÆÅ]")  # every page of Icelandic or Faroese has some


def corrected(data: bytes, codec: str, as_declared: Decoded | None) -> Decoded | None:
    """Return the text in the encoding that is meant, with a doubt; None if the declared one may be right.

    `as_declared` is the text in the declared encoding; None if some bytes do not fit it.
    """
    meant = (
        _other_script(data, codec)
        or _windows_variant(data, codec, as_declared)
        or _related_latin(data, codec, as_declared)
    )
    return replace(meant, doubt=DOUBT.format(codec=meant.encoding)) if meant else None


def is_other_script(data: bytes, codec: str) -> bool:
    """Return whether `codec` is a Latin encoding although more bytes are above 127 than ASCII letters.

    No language in Latin script has more accented letters than plain ones.
    """
    if codec not in _LATIN_CODECS or data.isascii():
        return False
    sample = text_sample(data)
    high = len(sample) - len(sample.translate(None, _HIGH_BYTES))
    plain = len(sample) - len(sample.translate(None, _ASCII_LETTERS))
    return high > max(MIN_FOREIGN_BYTES, plain)


def _other_script(data: bytes, codec: str) -> Decoded | None:
    """Return the text in an encoding of another script; None if the declared Latin one is plausible."""
    if not is_other_script(data, codec):
        return None
    sample = text_sample(data)
    meant = codec_of_language(data, sample)
    if meant is None or meant in _LATIN_CODECS:
        meant = codec_of_letters(sample)
    if meant is None or meant in _LATIN_CODECS:
        return None
    return strict(data, meant)


def _windows_variant(data: bytes, codec: str, as_declared: Decoded | None) -> Decoded | None:
    """Return the text in the Windows encoding close to the declared ISO one; None if that fits no better.

    The Windows encoding fits better if it turns C1 control characters, which pages do not contain, into
    others. If it puts more symbols inside words, the page mixes both encodings, and neither reads all of it.
    """
    if codec not in _WINDOWS_VARIANTS or as_declared is None:
        return None
    if len(_C1_CONTROL.findall(as_declared.content)) < MIN_EVIDENCE:
        return None
    windows = strict(data, _WINDOWS_VARIANTS[codec])
    if windows is None or _C1_CONTROL.search(windows.content):
        return None
    if _symbols_in_words(windows.content) > _symbols_in_words(as_declared.content):
        return None
    return windows


def _related_latin(data: bytes, codec: str, as_declared: Decoded | None) -> Decoded | None:
    """Return the text in a Latin encoding that clearly fits better than the declared one, or None."""
    if codec not in _CONFUSED_WITH:
        return None
    sample = text_sample(data)
    if sample.isascii():
        return None
    meant = _meant_latin(data, sample, codec)
    text = strict(data, meant) if meant else None
    if text and as_declared and text.content == as_declared.content:  # both read the page alike
        return None
    return text


def _meant_latin(data: bytes, sample: bytes, codec: str) -> str | None:
    """Return the Latin encoding that a page means when it declares a wrong one; None if it may be right.

    It is the encoding of the declared language, if the page declares Windows-1252, which cannot write it.
    Turkish differs from western Europe in six letters; no western language has their counterparts this often
    and none of its own accents. Otherwise it is the encoding that leaves few of the symbols inside words: the
    Polish "wzi¹³" (cp1252) is "wziął" (cp1250).
    """
    of_language = codec_of_language(data, sample)
    if codec == "cp1252" and of_language in _BEYOND_CP1252:
        return of_language
    text = sample.decode(codec, errors="replace")
    declared_symbols = _symbols_in_words(text)
    if declared_symbols < MIN_EVIDENCE:
        turkish = len(_TURKISH_AS_CP1252.findall(text)) >= MIN_EVIDENCE and not _WESTERN_ACCENT.search(text)
        return "cp1254" if codec == "cp1252" and turkish else None
    symbols = {
        related: _symbols_in_words(sample.decode(related, errors="replace"))
        for related in _CONFUSED_WITH[codec]
    }
    best = min(symbols, key=symbols.__getitem__)
    return best if symbols[best] <= declared_symbols // _SYMBOLS_LEFT else None


def _symbols_in_words(text: str) -> int:
    """Return the number of symbols that stand between two letters, a mark of a wrong encoding."""
    return len(_SYMBOL_IN_WORD.findall(text))
