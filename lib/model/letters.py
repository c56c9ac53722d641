"""Letters and stops of the scripts in which stories are written."""

FULL_STOPS = ".।॥۔။។።։"  # a space follows them: Devanagari's, Urdu's, Burmese, Khmer, Ethiopic, Armenian
STOPS = f"{FULL_STOPS}!?…؟"
WIDE_STOPS = "。！？"  # Chinese and Japanese, which no space follows


def is_small(letter: str) -> bool:
    """Return whether a letter is small in a script whose sentences begin with capitals; Georgian's do not."""
    return letter.islower() and letter.title() != letter
