"""Repairs text that was encoded twice (mojibake), e.g. "donâ€™t" for "don’t".

UTF-8 was read as Windows-1252, Latin-1 or Windows-1251 and encoded again. Only certain cases are repaired:
text that is valid UTF-8 throughout once re-encoded, with character sequences that no language has. All else
stays, with a doubt.
"""

import re
from collections.abc import Sequence

DOUBT = "letters seem to have been encoded twice ({sign}); as it is not certain how they read, they stay so"

# What Windows-1252 has in the place of Latin-1's controls, by letter: "€" for U+0080.
_LATIN1_OF_CP1252 = {bytes([n]).decode("cp1252", "ignore"): chr(n) for n in range(0x80, 0xA0)}
_TO_LATIN1 = str.maketrans({letter: control for letter, control in _LATIN1_OF_CP1252.items() if letter})
# What the second and later bytes of a letter in UTF-8 (80 to BF) read as in either of the two.
_CONTINUATIONS = "".join(letter for letter in _LATIN1_OF_CP1252 if letter) + "\x80-\xbf"
_SURE_CONTINUATIONS = (
    "\x80-\x9f¡-º¼-¿€‚ƒ„†‡ˆ‰Š‹ŒŽ˜™š›œžŸ"  # and not what may close a word: quotes, dashes, dots, spaces
)
# Each run has one of these in it, in UTF-8; to look for them takes a hundredth of the time of _RUN.
_RUN_STARTS = re.compile(
    rb"""\xc3(?:
    [\x82-\x85\x8e-\x91][\xc2\xc5\xc6\xcb\xe2]  # a letter of the first row of _RUN, and how any other begins
    | \xa2(?:\xe2|\xc5\x93|\xc2[\x80-\x9f])
    | \xa1\xc2[\xba\xbb]
    | \xb0(?:\xc5|\xc2\x9f)
    | [\x95-\x99](?:[\xc2\xc5\xc6\xcb].|\xe2..)\xc3[\x95-\x99]
    | [\xa0-\xad](?:[\xc2\xc5\xc6\xcb].|\xe2..){2}\xc3[\xa0-\xad]
    )""",
    re.VERBOSE,
)
_RUSSIAN_A = "Р°".encode()
_RUN = re.compile(
    rf"""(?:
    (?![ÂÄÅÎÏÐÑ]\xad|[ÄÅ]®|Å[²³¹])                 # a soft hyphen, a brand; an angstrom is squared
      [ÂÃÄÅÎÏÐÑ] [{_SURE_CONTINUATIONS}]           # "Ã©" for "é"
    | (?<!\w) Ã\xa0 (?!\w)                         # "à" stands alone
    | â [€‚„†œ\x80-\x9f] [{_CONTINUATIONS}]        # "â€™" for "’"
    | (?!á»[¹²³]) á [º»] [{_SURE_CONTINUATIONS}]   # "áº¿" for "ế", as in Vietnamese; a note behind a quote
    | ð [Ÿ\x9f] [{_CONTINUATIONS}]{{2}}            # a face: four bytes
    | (?: [ÕÖ×ØÙ] [{_CONTINUATIONS}] ){{2,}}       # "Ø§Ù„" for "ال", as in Arabic, Hebrew, Armenian
    | (?: [à-í] [{_CONTINUATIONS}]{{2}} ){{2,}}    # three bytes a letter: Hindi, Thai, Chinese, Korean
    | [РС] [°ѕёµЅ]                                 # "Р°" for "а", by Windows-1251
    )+""",
    re.VERBOSE,
)
_PLAUSIBLE = re.compile(  # what may come out: letters in use, punctuation, signs of money, faces
    "[\x00-\x7f\xa0-\u024f\u02c6\u02dc\u0370-\u06ff\u0900-\u17ff\u1e00-\u1eff\u2000-\u206f\u20a0-\u20bf\u2100-\u21ff"
    "\u2500-\u27bf\u3000-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe0f\uff00-\uffef"
    "\U0001f300-\U0001faff]*"
)
_CONTROLS = re.compile("[\x80-\x9f]")  # no text has them: UTF-8 read as Latin-1, or encoded three times
_PIECES = re.compile(r"(<[^<>]{0,4000}>|\n)")
_TAG = re.compile(r"^[^<>]{0,400}>|<[^<>]{0,400}(?:>|$)")
AROUND = 400  # letters on each side of a run: a text about encodings shows such runs as examples
MOST_RUNS = 50  # whose surroundings are looked at; one text about encodings says so again and again
ROUNDS = 3  # times that a text may have been encoded again; of pages more than twice is rare
_SURE_LENGTH = 6  # letters of a run that stands by itself: shorter ones may be prices or names
_ABOUT_ENCODINGS = re.compile(
    r"mojibake|unicode|utf-?8|(?:windows|cp)-?125\d|iso-?8859|latin-?1\b|charset|\bencod(?:ed|ing)"
    r"|character set|encodage|zeichensatz|zeichenkodierung|codificaci[oó]n|кодировк|кодуванн",
    re.IGNORECASE,
)


def repaired(content: str, data: bytes | None = None) -> tuple[str, str | None]:
    """Return the text repaired if it was encoded twice, and a doubt if suspicious characters remain, or None.

    `data` is the text in UTF-8, where the caller has it.
    """
    if content.isascii():
        return content, None
    packed = content.encode("utf-8", "replace") if data is None else data
    if not (_RUN_STARTS.search(packed) or (_RUSSIAN_A[:1] in packed and _RUSSIAN_A in packed)):
        return content, None
    for _ in range(ROUNDS):
        runs = list(_RUN.finditer(content))
        if not runs:
            return content, None
        if not _is_mistake(runs):
            break
        once = _decoded_once(content)  # as a whole, or else each text between two tags, each tag and line
        if once is None:
            pieces = _PIECES.split(content)
            once = "".join((_RUN.search(part) and _decoded_once(part)) or part for part in pieces)
        if once == content:
            break
        content = once
    left = _RUN.search(content)
    return content, DOUBT.format(sign=left[0][:8]) if left else None


def _is_mistake(runs: Sequence[re.Match[str]]) -> bool:
    """Return whether half of the suspicious runs or more are in words, and no text around is on encodings."""
    in_words = sum(_is_in_a_word(run) for run in runs)
    if in_words < len(runs) / 2:
        return False
    around = (run.string[max(0, run.start() - AROUND) : run.end() + AROUND] for run in runs[:MOST_RUNS])
    return not any(_ABOUT_ENCODINGS.search(_TAG.sub(" ", text)) for text in around)


def _decoded_once(text: str) -> str | None:
    """Return the text with one layer of encoding removed; None if not all of it was encoded twice."""
    for codec in ("latin-1", "cp1251"):
        try:
            packed = (text.translate(_TO_LATIN1) if codec == "latin-1" else text).encode(codec)
            read = packed.decode("utf-8")
        except UnicodeError:  # it was not read so
            continue
        left = _RUN.search(read) is not None
        return read if _PLAUSIBLE.fullmatch(_CONTROLS.sub("", read) if left else read) else None
    return None


def _is_in_a_word(run: re.Match[str]) -> bool:
    """Return whether a run of suspicious characters touches a word, is six or longer, or surely wrong."""
    before, after = run.string[run.start() - 1 : run.start()], run.string[run.end() : run.end() + 1]
    sure = (
        len(run[0]) >= _SURE_LENGTH
        or run[0].startswith(("Ã\xa0", "Â", "Ã‚", "ð"))
        or _CONTROLS.search(run[0]) is not None
    )
    return before.isalnum() or after.isalnum() or sure
