"""Decides whether a medium of the actor file is the publisher of a story, by its domain or its name."""

from collections.abc import Iterable

from lib.actors.dictionary import slug
from lib.actors.records import Record
from lib.actors.words import word_set
from lib.model.site import site_of

# Words that papers leave out of their names: "Daily", "News".
_UNSAID_BEFORE, _UNSAID_BEHIND = word_set("unsaid_before_papers"), word_set("unsaid_behind_papers")


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
        while len(words) > 1 and words[0] in _UNSAID_BEFORE:
            del words[0]
        while len(words) > 1 and words[-1] in _UNSAID_BEHIND:
            del words[-1]
        called = _joined(form)
        if given & {called, f"the{called}", f"{called}news", "".join(words), *short}:
            return True
    return False


def _joined(text: str) -> str:
    """Return the text as one word in lower case, without accents and a leading "the"."""
    return slug(text).removeprefix("the-").replace("-", "")
