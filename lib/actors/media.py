"""Decides where news media and platforms are actors: where the story is about them.

They are if the headline names one that is not the story's publisher, or if two sentences (for a platform one)
show it doing, or suffering, something other than reporting. Names shared by several media ("the Times") never
are. Mere sources are not: told the BBC, a video on YouTube.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from lib.actors.dictionary import slug
from lib.actors.records import Record
from lib.actors.story import Name, Story
from lib.actors.words import either, word_set
from lib.model.site import site_of

_AROUND = 60  # characters around a name that are looked at
_ENOUGH = 2  # sentences that show a paper act, or one that shows a platform
_AUXILIARIES = rf"(?:(?:{either('before_acts_of_media')})\s+)*"
_ACTS_OF_MEDIA = re.compile(  # "the Gazette sued", "the Gazette said it would"
    rf"(?:,[^,.\n]{{2,60}},)?\s+{_AUXILIARIES}(?:{either('acts_of_media')}|"
    r"sa(?:id|ys) (?:that )?(?:it (?:would|will)|its|in a statement)|shut down)\b"
)
_SPEAKS = re.compile(  # "the Gazette has said"
    rf"\s+{_AUXILIARIES}(?:said|says|told|argued|argues|confirmed|insisted|insists|warned)\b"
)
_OWNS = re.compile(rf"(?:['’]s?)?\s+(?:[a-z-]+\s+)?(?:{either('parts_of_media')})\b")
_UNDERGOES = (
    re.compile(  # "a ban on the Gazette", "the owner of the Gazette", but not "the owner on Facebook"
        rf"\b(?:{either('acts_upon_media')}|against|(?:bans?|pressure|tax) on|attacks? (?:on|against)|"
        r"(?:purchase|takeover|sale|owner|head|boss|chief executive|chairman|chairwoman|president|"
        r"director[- ]general|future|shares) of|(?:stake|shares) in)\s+(?:the\s+)?$",
        re.IGNORECASE,
    )
)
_TOLD = re.compile(  # "told the Gazette", "an interview with the Gazette", "in the Gazette"
    r"\b(?:t(?:ell|ells|old|elling)|according to|(?:spoke|spoken|speaking|talk\w*) (?:to|with|on)|"
    r"interview\w* (?:with|on|by|to|for|in)|on|via|through|in|per|citing|using|over|from|"
    rf"(?:writ\w+|wrote|work\w*|report\w*) for|(?:{either('told_to_media')}) by|"
    r"(?:published|posted|uploaded|wrote|said|statement) to)\s+(?:the\s+)?$|[-–—|/(]\s?$",
    re.IGNORECASE,
)
_WORKS = re.compile(  # "the Gazette's reporter", "Gazette: ..."
    rf"(?:['’]s?)?\s+(?:[\w-]+\s+)?(?:{either('works_of_media')})\b|['’]s\s+[A-Z][\w’'-]+\s+[A-Z]|\s*[:|/)]"
)
_BEFORE, _BEHIND = word_set("unsaid_before_papers"), word_set("unsaid_behind_papers")
_REPORTS = re.compile(  # "the Gazette first reported"
    rf",?\s+(?:(?:has|had|first|also|earlier|later)\s+)*(?:{either('reports_of_media')})\b"
)


def with_media(story: Story, names: Sequence[Name]) -> list[Name]:
    """Give media and platforms the sense "name" where the story is about them, else "outlet"; return all."""
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
    """Return the names of one medium that count as actors; [] if the story is not about the medium."""
    record = group[0].record
    if record is None or record.medium == "shared" or not record.valid_on(story.day):
        return []
    enough_of_one = _ENOUGH if record.medium == "platform" else 1
    acting: list[Name] = []
    signs: defaultdict[tuple[int, int], int] = defaultdict(int)  # by passage and sentence
    for name in group:
        before, after = story.before(name, _AROUND), story.after(name, _AROUND)
        sign = _sign(before, after, enough_of_one)
        if sign or not (_TOLD.search(before) or _WORKS.match(after) or _REPORTS.match(after)):
            acting.append(name)
        sentence = (name.passage, story.passages[name.passage].sentence_of(name.start))
        signs[sentence] = max(signs[sentence], sign)
    headed = any(name.passage == story.headline for name in acting) and len(group) > 1
    about = headed and not publishes(record, story.publishers)
    return acting if about or sum(signs.values()) >= _ENOUGH else []


def _sign(before: str, after: str, enough_of_one: int) -> int:
    """Return how strongly the words around a medium's name show that the story is about it, from 0 to 2.

    A plain sign, such as that it was sued, counts `enough_of_one`; merely reporting counts 0.
    """
    if _UNDERGOES.search(before):
        return enough_of_one
    if _OWNS.match(after):  # one of a former Facebook executive
        return enough_of_one if after.startswith(("'s", "’s")) else 1
    speaks = _ACTS_OF_MEDIA.match(after) or (enough_of_one > 1 and _SPEAKS.match(after))
    return enough_of_one if speaks and not _TOLD.search(before) else 0


def publishes(record: Record, publishers: Iterable[str]) -> bool:
    """Return whether one of the publishers, domains (edition.cnn.com) or names (AP News), is the medium.

    Of a domain counts the label before its suffix (cnn). A name or label is the medium's if it is one of its
    names, with or without "the", "Daily", "News" and their like, or the initials of one (scmp.com).
    """
    given = set[str]()
    for publisher in publishers:
        label = "" if " " in publisher else site_of(publisher).partition(".")[0]
        given |= {_joined(publisher), label} - {""}
    for form in (record.name, *record.aliases):
        words = [word for word in slug(form).split("-") if word != "the"]
        initials = "".join(word[0] for word in words)
        short = {initials, initials[:-1] + words[-1]} if len(words) > 1 else set[str]()
        while len(words) > 1 and words[0] in _BEFORE:
            del words[0]
        while len(words) > 1 and words[-1] in _BEHIND:
            del words[-1]
        called = _joined(form)
        if given & {called, f"the{called}", f"{called}news", "".join(words), *short}:
            return True
    return False


def _joined(text: str) -> str:
    """Return the text as one word in lower case, without accents and a leading "the"."""
    return slug(text).removeprefix("the-").replace("-", "")
