"""The rules that cut text from a story: how sure they are, why they cut, and what comes of it."""

from dataclasses import dataclass
from typing import Literal

CERTAIN, PLACED, BY_SHAPE, NONE = 0.97, 0.9, 0.6, 0.4
TAKEN = 0.75  # what each opinion that took a piece for the story leaves of the confidence in its cut


@dataclass(frozen=True)
class Rule:
    """A rule: how sure its cuts are, why it cuts, and what later steps make of the text it cut."""

    confidence: float  # 0..1, in a cut that nothing takes for the story
    reason: str  # a sentence for readers
    doubt: bool = True  # a cut inside the story raises a doubt; not where the text itself shows what it is
    card: Literal["begins", "ends", ""] = ""  # in a list of other stories it may begin a card, or ends one
    note: bool = False  # it may yet be a note on the author or an appeal to the reader
    announced: bool = False  # a line of the story that only announces it is cut with it
    leads_away: bool = False  # it announces other stories
    button: bool = False  # it may stand between a headline and its byline
    overruled: Literal["by place", "by time", ""] = ""  # in a live blog: by an update around it, or by a time
    formerly: tuple[str, ...] = ()  # its names in archives and corrections of earlier versions


RULES = {
    "page title": Rule(CERTAIN, "It is the title the browser shows, not part of the page.", doubt=False),
    "repeated headline": Rule(CERTAIN, "It repeats the headline.",
        doubt=False, formerly=("headline repeated",)),
    "repeated": Rule(PLACED, "It repeats text that is kept already.",
        card="begins", announced=True, overruled="by place", formerly=("repeated text",)),
    "menu": Rule(CERTAIN, "It is a menu of the site, or a short label outside the story.",
        doubt=False, announced=True),
    "control": Rule(CERTAIN, "It is a control of the page: a button, form or system message.",
        card="ends", button=True,
        formerly=("account", "editing link", "form", "page control", "page number", "picture control")),
    "footer": Rule(CERTAIN, "It is the foot of the page.", doubt=False, card="ends"),
    "hidden": Rule(CERTAIN, "The page does not show it, or shows it to screen readers alone."),
    "overlay": Rule(CERTAIN, "It stands in a window or a message that opens over the page.",
        doubt=False, card="ends", formerly=("layer",)),
    "noscript": Rule(CERTAIN, "It is shown only where scripts are off."),
    "layout": Rule(CERTAIN, "It is a sign or a word between two pieces of a line."),
    "consent": Rule(CERTAIN, "It asks for consent to cookies or tracking.", doubt=False, card="ends"),
    "share": Rule(CERTAIN, "It is a button or a count for sharing.",
        doubt=False, card="ends", button=True),
    "comments": Rule(CERTAIN, "It belongs to the readers' comments.",
        doubt=False, card="ends", button=True),
    "newsletter": Rule(CERTAIN, "It offers a newsletter or alerts.", doubt=False, card="ends", note=True),
    "subscription": Rule(PLACED, "It offers a subscription or an account.", note=True),
    "donation": Rule(CERTAIN, "It asks for money or membership.",
        doubt=False, card="ends", note=True, formerly=("payment",)),
    "promotion": Rule(
        PLACED, "It promotes something of the publisher's, or asks the reader to follow or write.",
        card="ends", note=True, formerly=("appeal to readers", "promo")),
    "advertisement": Rule(PLACED, "It is advertising or marks it.",
        card="ends", formerly=("ad", "affiliate note")),
    "related": Rule(PLACED, "It belongs to a list of other stories.",
        card="begins", announced=True, leads_away=True, formerly=("other story", "slot")),
    "read more": Rule(PLACED, "It leads to another story.",
        card="begins", announced=True, leads_away=True, formerly=("link to another story",)),
    "link": Rule(PLACED, "It is nothing but links.",
        card="begins", announced=True, overruled="by time", formerly=("address",)),
    "author bio": Rule(PLACED, "It describes the author, not the story.",
        card="ends", note=True, formerly=("author note",)),
    "note": Rule(PLACED, "It is the publisher's note: on copyright, sources, corrections, views or contact.",
        doubt=False, card="ends", formerly=("broadcast note", "house note", "legal")),
    "player": Rule(PLACED, "It belongs to a sound or video player.",
        announced=True, overruled="by time"),  # a bare clock reads like a length of play
    "gallery": Rule(PLACED, "It belongs to a picture gallery."),
    "embed": Rule(PLACED, "It belongs to something embedded from another site."),
    "other caption": Rule(PLACED, "It is the caption or credit of a picture that is not the story's.",
        formerly=("caption elsewhere", "picture", "picture text")),
    "other byline": Rule(PLACED, "It is a byline that is not this story's."),
    "other time": Rule(PLACED, "It is a time that is not this story's.", formerly=("date",)),
    "field: tags": Rule(CERTAIN, "It was read as the story's tags.", doubt=False),
    "field: time": Rule(CERTAIN, "It was read as a printed time.",
        doubt=False, overruled="by time", formerly=("field: published", "field: updated")),
    "field: byline": Rule(CERTAIN, "It repeats the byline; the authors are kept once.",
        doubt=False, formerly=("field: authors",)),
    "field: section": Rule(CERTAIN, "It names the section of the story.",
        doubt=False, formerly=("field: kicker",)),
    "field: audio": Rule(CERTAIN, "It says that the story can be listened to.",
        doubt=False, button=True),
    "field: read time": Rule(CERTAIN, "It says how long reading takes.", doubt=False),
    "box": Rule(BY_SHAPE, "It stands in a box beside the story.", card="begins"),
    "fragment": Rule(
        BY_SHAPE, "It is no sentence, and stands between paragraphs: a label, a caption or a link.",
        formerly=("inner line",)),
    "outside": Rule(BY_SHAPE, "It stands outside the part of the page that holds the story.",
        card="begins", overruled="by place", formerly=("loose line",)),
    "resembles furniture": Rule(
        BY_SHAPE, "It looks like what stands around stories, not like the text of one.", note=True),
    "unclassified": Rule(NONE, "No rule knows it, and nothing took it for a part of the story.",
        card="begins", note=True, overruled="by place"),
}  # fmt: skip

FORMER = {former: name for name, rule in RULES.items() for former in rule.formerly}


def current_name(rule: str) -> str:
    """Return the present name of a rule that cuts; stored cuts may name it as it was called before."""
    return FORMER.get(rule, rule)


def confidence(rule: str, votes: int = 0) -> float:
    """Return the confidence in a cut by the rule, 0 to 1; each vote for story text takes a quarter away."""
    return round(RULES[rule].confidence * TAKEN**votes, 3)
