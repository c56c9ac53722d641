"""One key for variants of a printed name (U.S., USA, United States), and the best of its spellings."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from lib.store.literals import literals
from lib.store.names.listings import listing

CACHE_SIZE = 20_000  # names; most recur from story to story
MAX_ACRONYM_LETTERS = 4  # of a name in capitals: UNHCR would be shouted, NATO is an acronym


@lru_cache(CACHE_SIZE)
def key(name: str) -> str:
    """Return a key that variants of a name share: lower case, single spaces, no full stops, one form.

    `key_sql` computes the same in DuckDB; tests/store/names/test_spelling.py holds the two together.
    """
    small = "".join(map(str.lower, name)).replace("i\u0307", "i")  # letter by letter, as DuckDB does
    bare = re.sub(r"[\s/–-]+", " ", small.replace(".", "")).strip()
    return _main_forms().get(bare, bare)


def key_sql(column: str) -> str:
    """Return the SQL expression that computes `key` of a column or expression."""
    bare = rf"trim(regexp_replace(replace(lower({column}), '.', ''), '[\s/–-]+', ' ', 'g'))"
    forms, main_forms = literals(_main_forms()), literals(_main_forms().values())
    return f"coalesce(map([{forms}], [{main_forms}])[{bare}], {bare})"


@cache
def _main_forms() -> Mapping[str, str]:
    """Return the key of each name's main form by the keys of its other forms: "usa" -> "united states"."""
    forms = listing("spelling")["forms"].items()
    return {form: main_form for main_form, others in forms for form in others}


@cache
def keys_in(module: str, heading: str) -> frozenset[str]:
    """Return the keys of the names that the file of a module lists under a heading."""
    return frozenset(map(key, listing(module)[heading]))


def best_spelling(spellings: Iterable[str]) -> str:
    """Return the best spelling: neither all lower case nor all capitals, unless it is an acronym.

    Of several forms of a name it is the longest. Raises ValueError if there is no spelling.
    """
    return min(spellings, key=lambda name: (_is_one_case(name), -len(name.replace(".", "")), name))


def _is_one_case(name: str) -> bool:
    """Return whether a name is all in small letters, or all in capitals and too long for an acronym.

    A name in a script without cases (新闻) is neither.
    """
    if name.lower() == name.upper():
        return False
    letters = sum(map(str.isalpha, name))
    return name == name.lower() or (name == name.upper() and letters > MAX_ACRONYM_LETTERS)
