"""Papers, stations and platforms: they tell of a story, and are actors only where it is about them.

A story is about one that its headline names, unless it is the story's publisher, and about one that it names
in two sentences, a platform in one, as doing something that no reporter does or as having it done to it. A
name that several bear, the Times, is never one. Where somebody tells it something, or something stands in
it, it stays none: told the BBC, a video on YouTube.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from lib.actors.dictionary import Record, slug
from lib.actors.story import Name, Story
from lib.actors.words import either

_WINDOW = 60  # characters around a name that are looked at
_ENOUGH = 2  # sentences that show a paper act, or one that shows a platform
_AUXILIARIES = (
    r"(?:(?:has|have|had|is|was|were|will|would|could|should|may|must|to|also|later|then|now|not|did|does|"
    r"reportedly|recently|plans to|wants to|agreed to|refused to|decided to)\s+)*"
)
_ACTS = re.compile(
    rf"(?:,[^,.\n]{{2,60}},)?\s+{_AUXILIARIES}(?:{either('acts_of_media')}|"
    r"sa(?:id|ys) (?:that )?(?:it (?:would|will)|its|in a statement)|shut down)\b"
)
_SPEAKS = re.compile(
    rf"\s+{_AUXILIARIES}(?:said|says|told|argued|argues|confirmed|insisted|insists|warned)\b"
)
_OWNS = re.compile(rf"(?:['’]s?)?\s+(?:[a-z-]+\s+)?(?:{either('parts_of_media')})\b")
_UNDERGOES = re.compile(
    rf"\b(?:{either('acts_upon_media')}|against|(?:bans?|attacks?|pressure|tax|purchase|takeover|sale|owner|head|boss|"
    r"chief executive|chairman|chairwoman|president|director[- ]general|stake|shares|future) (?:on|of|in))"
    r"\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:t(?:ell|ells|old|elling)|according to|(?:spoke|spoken|speaking|talk\w*) (?:to|with|on)|"
    r"interview\w* (?:with|on|by|to|for|in)|on|via|through|in|per|citing|using|over|from|"
    r"(?:writ\w+|wrote|work\w*|report\w*) for|"
    r"(?:obtained|seen|reviewed|reported|published|cited|quoted|conducted|commissioned|contacted|aired|"
    r"broadcast|posted|shared|made) by|(?:published|posted|uploaded|wrote|said|statement) to)"
    r"\s+(?:the\s+)?$|[-–—|/(]\s?$",
    re.IGNORECASE,
)
_WORKS = re.compile(
    rf"(?:['’]s?)?\s+(?:[\w-]+\s+)?(?:{either('works_of_media')})\b|['’]s\s+[A-Z][\w’'-]+\s+[A-Z]|\s*[:|/)]"
)
_REPORTS = re.compile(
    r",?\s+(?:(?:has|had|first|also|earlier|later)\s+)*(?:report(?:s|ed)|sa(?:id|ys)|wrote|writes|quoted|cited|"
    r"learn(?:s|ed)|told|described|asked|found|show(?:s|ed))\b"
)


def with_media(story: Story, names: Sequence[Name]) -> list[Name]:
    """Make actors of the papers and platforms that the story is about, and none of the others."""
    places: defaultdict[str, list[Name]] = defaultdict(list)
    for name in names:
        if name.record is not None and name.record.medium and not name.inner:
            places[name.record.id].append(name)
    if not places:
        return list(names)
    acting = {name.at for group in places.values() for name in _actors(story, group)}
    return [
        replace(name, sense="name" if name.at in acting else "outlet")
        if name.record and name.record.medium
        else name
        for name in names
    ]


def _actors(story: Story, group: Sequence[Name]) -> list[Name]:
    """Return the places of one medium's names that are an actor's."""
    record = group[0].record
    if record is None or record.medium == "shared" or not record.valid_on(story.day):
        return []
    signs = {name.at: sign for name in group if (sign := _sign(story, name))}
    open_ = [name for name in group if name.at in signs or not _is_attribution(story, name)]
    sentences: defaultdict[tuple[int, int], int] = defaultdict(int)
    for (passage, start, _), sign in signs.items():
        key = (passage, story.passages[passage].sentence_of(start))
        sentences[key] = max(sentences[key], sign)
    headed = any(name.passage == story.headline for name in open_) and len(group) > 1
    about = headed and not _publishes(record, story.publishers)
    return open_ if about or sum(sentences.values()) >= _ENOUGH else []


def _sign(story: Story, name: Name) -> int:
    """Return how much shows that the medium does what no reporter does, or has it done to it."""
    before, after = _around(story, name)
    platform = name.record is not None and name.record.medium == "platform"
    if _UNDERGOES.search(before):
        return _ENOUGH if platform else 1
    if _OWNS.match(after):
        return _ENOUGH if platform and after.startswith(("'s", "’s")) else 1  # of a former Facebook executive
    acts = _ACTS.match(after) or (platform and _SPEAKS.match(after))
    return 0 if _TOLD.search(before) or not acts else _ENOUGH if platform else 1


def _is_attribution(story: Story, name: Name) -> bool:
    before, after = _around(story, name)
    return bool(_TOLD.search(before) or _WORKS.match(after) or _REPORTS.match(after))


def _around(story: Story, name: Name) -> tuple[str, str]:
    text = story.passages[name.passage].text
    return text[max(0, name.start - _WINDOW) : name.start], text[name.end : name.end + _WINDOW]


def _publishes(record: Record, publishers: Iterable[str]) -> bool:
    """Return whether a domain or a publication's name is the medium's: nytimes.com, AP News."""
    given = {part for publisher in publishers for part in (*publisher.lower().split("."), _joined(publisher))}
    return not given.isdisjoint({short for form in (record.name, *record.aliases) for short in _shorts(form)})


def _shorts(form: str) -> set[str]:
    words = [word for word in slug(form).split("-") if word != "the"]
    initials = "".join(word[0] for word in words)
    shorts = {_joined(form), f"the{_joined(form)}", f"{_joined(form)}news"}
    return shorts | ({initials, initials[:-1] + words[-1]} if len(words) > 1 else set())


def _joined(text: str) -> str:
    return slug(text).removeprefix("the-").replace("-", "")
