"""Finds organisations in Chinese and Arabic, where no capital shows how far a name goes.

In Chinese a place opens the name and the word of the kind ends it. In Arabic the word of the kind comes first
and adjectives with an article, or that of a country, show the end. Both are in the files of the languages.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from lib.actors.language_files import rows_of
from lib.actors.story import Name, Passage
from lib.actors.words import longest_first

_LONGEST = 7  # characters between place and kind in Chinese
_NO_NAME_BEHIND = "生城路站业業书書副常"  # of "大学生" (students), "银行业" (banking), "市委书记" (a person)


def unmarked_bodies(passage: Passage, language: str) -> Iterator[Name]:
    """Yield the organisations of a passage in Chinese, "zh", or else Arabic.

    In Arabic one behind "for" has its article in the canonical name: "للهيئة العامة" is "الهيئة العامة".
    """
    pattern = _chinese() if language == "zh" else _arabic()
    for found in pattern.finditer(passage.text):
        called = found["name"]
        canonical = f"ال{called[2:]}" if called.startswith("لل") else ""
        yield passage.name(*found.span("name"), "organisation", "rule", canonical=canonical)


@cache
def _chinese() -> re.Pattern[str]:
    """Return what bodies are called in Chinese, as the group `name`: "衡阳市公安局"."""
    rows = rows_of("zh")
    places, kinds, never = (longest_first(rows[key]) for key in ("heads", "tails", "never_in_bodies"))
    inner = rf"(?:(?!{never})[\u4e00-\u9fff]){{0,{_LONGEST}}}?"
    return re.compile(rf"(?P<name>(?:{places}){inner}(?:{kinds}))(?![{_NO_NAME_BEHIND}])")


@cache
def _arabic() -> re.Pattern[str]:
    """Return what bodies are called in Arabic, as the group `name`, in six forms."""
    rows = rows_of("ar")
    lists = ("heads", "owned_heads", "named_heads", "state_bodies", "adjectives_of_bodies", "generic")
    heads, owned, named, of_states, adjectives, generic = (longest_first(rows[key]) for key in lists)
    every = chain.from_iterable(rows["adjectives"].values())
    peoples = "|".join(form for form in every if form.startswith("ال"))
    adjective = rf"(?:{adjectives}|{peoples})\b"
    purpose = r"(?:لل\w+|ل(?!ل)\w{3,} ال\w+)"
    forms = (
        rf"(?:ال|لل)(?:{heads})(?: {adjective})+ {purpose}(?: وال\w+)?(?: {adjective})?",  # ... for books
        rf"(?:ال|لل)(?:{heads})(?: {adjective}){{2,4}}",  # المحكمة الجنائية المركزية
        rf"(?:{owned}) ال\w+(?: ال\w+)? (?:{peoples})",  # اتحاد الكرة المصري
        rf"(?:{named}) ال(?!(?:{generic})\b)\w{{2,}}(?: وال\w+)?(?: {adjective})?",  # حزب الوفد
        rf"جامعة (?!ال|ت|(?:{longest_first(rows['never_in_names'])})\b)\w{{3,}}(?<![ةت])",  # هارفارد, no verb
        rf"(?:ال|لل)(?:{of_states})(?: العامة)? (?:{peoples})",  # الشرطة المصرية
    )
    return re.compile(rf"(?<!\w)[وفبك]?(?P<name>{'|'.join(forms)})(?!\w)")
