"""Decides where news media and platforms are actors: where the story is about them.

They are if the headline names one that is not the story's publisher, or if two sentences (for a platform one)
show it doing, or suffering, something other than reporting. Names shared by several media ("the Times") never
are. Mere sources are not: told the BBC, a video on YouTube.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from lib.actors.contexts import Context
from lib.actors.publishers import publishes
from lib.actors.story import Name, Story

_AROUND = 60  # characters on each side of a name that are looked at
_ENOUGH = 2  # sentences that show a paper act, or one that shows a platform


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
        context = Context.around(story, name, before=_AROUND, behind=_AROUND)
        sign = _sign(context, enough_of_one)
        if sign or not context.shows("medium as source"):
            acting.append(name)
        sentence = (name.passage, story.passages[name.passage].sentence_of(name.start))
        signs[sentence] = max(signs[sentence], sign)
    headed = any(name.passage == story.headline for name in acting) and len(group) > 1
    about = headed and not publishes(record, story.publishers)
    return acting if about or sum(signs.values()) >= _ENOUGH else []


def _sign(context: Context, enough_of_one: int) -> int:
    """Return how strongly the words around a medium's name show that the story is about it, from 0 to 2.

    A plain sign, such as that it was sued, counts `enough_of_one`; merely reporting counts 0.
    """
    if context.shows("medium undergoes"):
        return enough_of_one
    if context.shows("medium owns"):  # one of a former Facebook executive
        return enough_of_one if context.behind.startswith(("'s", "’s")) else 1
    acts = context.shows("medium acts") or (enough_of_one > 1 and context.shows("medium speaks"))
    return enough_of_one if acts and not context.shows("told to medium") else 0
