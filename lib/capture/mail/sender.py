"""The author of a newsletter, where its sender's name is a person's and no paper's."""

import re

from lib.capture.mail.message import Letter

_SURNAME_FIRST = re.compile(r"^\W*([^\W\d_][\w'’-]+), ([^\W\d_][\w'’-]+)\W*$")  # "Lee, Ann"
_WITH_PAPER = re.compile(  # "Ann Lee from Harbour Post", "Ann Lee | Harbour Post"
    r"\s+(?:from|at|of|via)\s+|\s*[,|·–—]\s*|\s+-\s+", re.IGNORECASE
)
_PARTICLES = frozenset((  # of surnames: the only words of a person's name that may begin small
    "al", "bin", "da", "das", "de", "del", "den", "der", "di", "do", "dos", "du", "e", "el", "la", "le",
    "ten", "ter", "van", "von", "y", "zu", "zum", "zur",
))  # fmt: skip
_NO_PERSON = re.compile(  # what papers, their letters and their desks are called by
    r"\b(?:news(?:letters?|room|desk|wire|papers?)?|times|daily|weekly|monthly|briefs?|briefings?|team|editors?|"
    r"editorial|desk|digest|letters?|herald|journal|gazette|tribune|chronicle|bulletin|dispatch|alerts?|today|"
    r"tonight|updates?|the|your|our|media|magazine|review|mail|info|radio|tv|podcast|edition|reports?|roundup|"
    r"insider|playbook|things?|first|good|new|morning|evening|night|weekend|week|world|support|service)\b|[\d@&]",
    re.IGNORECASE,
)
_ALSO_SURNAMES = ("best", "day", "post", "press")  # as in Emily Post <emily@...> and Harbour Post <news@...>
_APART = re.compile(r"[^a-z]+")


def authors(letter: Letter) -> tuple[str, ...]:
    """Return (the sender's name,) if it is a person's, "Ann Lee" of "Ann Lee from Harbour Post"; else ()."""
    sender = _SURNAME_FIRST.sub(r"\2 \1", letter.sender)
    name = _WITH_PAPER.split(sender)[0].strip(" \"'")
    words = name.split()
    if not 2 <= len(words) <= 4 or _NO_PERSON.search(name):
        return ()
    if not all(word[0].isupper() or word in _PARTICLES for word in words) or words[-1] in _PARTICLES:
        return ()
    if "".join(words).casefold() in letter.host.replace("-", ""):
        return ()
    if words[-1].casefold() in _ALSO_SURNAMES and words[0].casefold() not in _APART.split(letter.mailbox):
        return ()
    return (name,)
