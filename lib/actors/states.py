"""Finds the American or Canadian state behind the name of a town: Lebanon, Ohio; Lebanon, N.H."""

import re

from lib.actors.words import word_set

_STATES = "|".join(name.replace("_", " ") for name in word_set("states_of_towns"))
_STATE = re.compile(rf", ({_STATES})(?![\w-])(?!,? (?:and|or)\b)(?!, [A-Z]\w+(?:,|,? and|,? or) )")
# The list has "NH" and "WVa" for the "N.H.", "N. H." and "W.Va." of datelines: each part has a capital.
_SHORT_STATES = "|".join(
    r"\.\s?".join(re.findall("[A-Z][a-z]*", name)) for name in word_set("state_abbreviations") - {"DC"}
)
_SHORT_STATE = re.compile(rf", (?:{_SHORT_STATES})\.")  # Lebanon, N.H.


def end_of_state(text: str, end: int, country: str) -> int | None:
    """Return the end of the state's name behind a town's, which ends at `end`: "Lebanon, Ohio"; or None."""
    state = _STATE.match(text, end)
    if state is not None and state[1] != country:  # in "Tbilisi, Georgia" both are the country's
        return state.end()
    short = _SHORT_STATE.match(text, end)
    return short.end() - 1 if short else None
