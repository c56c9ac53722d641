"""Guesses of an old encoding, from the language that a page declares and from the letters of its text."""

import re

from charset_normalizer import from_bytes

from lib.capture.text.cyrillic import best_cyrillic, is_mostly_cyrillic
from lib.capture.text.labels import CODEC_OF
from lib.capture.text.one_encoding import strict
from lib.capture.text.text_sample import HEAD_BYTES

_LANGUAGE = re.compile(rb"<html[^>]{0,300}?\blang\s*=\s*[\"']?([a-z]{2})\b", re.IGNORECASE)
_WESTERN = (
    "en", "fr", "de", "es", "it", "pt", "nl", "sv", "nb", "no", "da", "fi", "is", "ca", "eu", "gl", "ga",
)  # fmt: skip
_CODECS_OF_LANGUAGE: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("pl", "cs", "sk", "hu", "hr", "sl", "ro"), ("cp1250", "iso8859_2")),
    **dict.fromkeys(("he", "yi"), ("cp1255",)),
    **dict.fromkeys(("ar", "fa", "ur"), ("cp1256", "iso8859_6")),
    "el": ("cp1253", "iso8859_7"),
    "tr": ("cp1254",),
    **dict.fromkeys(("lt", "lv", "et"), ("cp1257",)),
    "th": ("cp874",),
    "vi": ("cp1258",),
    **dict.fromkeys(_WESTERN, ("cp1252",)),
}
# Families the detector guesses for a few accents in a short text; no page of the web was written in them.
_NOT_OF_THE_WEB = (
    "cp0", "cp1026", "cp1140", "cp273", "cp4", "cp5", "cp7", "cp85", "cp86", "hp_", "mac_", "ptcp",
)  # fmt: skip
# Letters beyond ASCII, of which a page has those of one language: Spanish, Portuguese, French, Italian and
# Catalan, German, Danish and Norwegian, Swedish and Finnish, Icelandic, Dutch. Names have a few others.
_ALPHABETS = (
    "áéíñóúü", "áàâãçéêíóôõúü", "àâæçéèêëîïôœùûü", "àçèéìíïòóùúü", "äéöüß", "åæéèêóòôöüøä", "äåéöü",
    "áæðéíóöúýþ", "áäèéêëïóöü",
)  # fmt: skip
_SIGNS = str.maketrans(dict.fromkeys("“”‘’„‚–—…«»‹›¿¡ºª°§€£·•©®™´\xa0\xad", " "))
_MIN_DETECTABLE = 20  # bytes; of fewer the detector answers with whatever it tries first


def codec_of_language(data: bytes, sample: bytes) -> str | None:
    """Return the old encoding of the page's declared language in which the sample has most letters, or None.

    A page in Polish is in "cp1250" or "iso8859_2"; one that declares Russian or no language gives None.
    """
    language = _LANGUAGE.search(data[:HEAD_BYTES])
    if language is None:
        return None
    codecs = _CODECS_OF_LANGUAGE.get(language[1].decode("ascii").casefold(), ())
    high = bytes(byte for byte in sample if byte > 127)
    letters = {codec: sum(map(str.isalpha, high.decode(codec, errors="replace"))) for codec in codecs}
    return max(letters, key=letters.__getitem__, default=None)


def codec_of_letters(sample: bytes) -> str | None:
    """Return the encoding that the bytes of a sample are most likely in; None if they point to none."""
    if (best := best_cyrillic(sample)) and is_mostly_cyrillic(sample, best):
        return best
    if is_western(sample):
        return "cp1252"
    guess = from_bytes(sample).best() if len(sample) > _MIN_DETECTABLE else None
    if guess is None or guess.encoding in ("utf_7", "utf_8"):
        return None
    if guess.encoding.startswith(_NOT_OF_THE_WEB) and strict(sample, "cp1252"):
        return "cp1252"
    return CODEC_OF.get(guess.encoding.replace("_", "-"), guess.encoding)


def is_western(sample: bytes) -> bool:
    """Return whether a sample, read in Windows-1252, has accented letters of one western language.

    They are 95 % or more of its accents, and stand in words with plain letters.
    """
    text = sample.decode("cp1252", errors="replace").lower().translate(_SIGNS)
    words = [word for word in text.split() if not word.isascii()]
    beyond = [letter for letter in "".join(words) if not letter.isascii()]
    fitting = max(sum(letter in alphabet for letter in beyond) for alphabet in _ALPHABETS)
    mixed = sum(re.search("[a-z]", word) is not None for word in words)  # in other scripts they stand alone
    return bool(words) and fitting >= 0.95 * len(beyond) and mixed >= len(words) / 2
