"""The rules that cut text from a story, each with its confidence and its reason for readers."""

CERTAIN, PLACED, BY_SHAPE, NONE = 0.97, 0.9, 0.6, 0.4
TAKEN = 0.75  # what each opinion that took a piece for the story leaves of the confidence in its cut

# Each rule with the confidence, 0..1, in what it cuts, and the reason a reader sees.
RULES: dict[str, tuple[float, str]] = {
    "page title": (CERTAIN, "It is the title the browser shows, not part of the page."),
    "repeated headline": (CERTAIN, "It repeats the headline."),
    "repeated": (PLACED, "It repeats text that is kept already."),
    "menu": (CERTAIN, "It is a menu of the site, or a short label outside the story."),
    "control": (CERTAIN, "It is a control of the page: a button, form or system message."),
    "footer": (CERTAIN, "It is the foot of the page."),
    "hidden": (CERTAIN, "The page does not show it, or shows it to screen readers alone."),
    "overlay": (CERTAIN, "It stands in a window or a message that opens over the page."),
    "noscript": (CERTAIN, "It is shown only where scripts are off."),
    "layout": (CERTAIN, "It is a sign or a word between two pieces of a line."),
    "consent": (CERTAIN, "It asks for consent to cookies or tracking."),
    "share": (CERTAIN, "It is a button or a count for sharing."),
    "comments": (CERTAIN, "It belongs to the readers' comments."),
    "newsletter": (CERTAIN, "It offers a newsletter or alerts."),
    "subscription": (PLACED, "It offers a subscription or an account."),
    "donation": (CERTAIN, "It asks for money or membership."),
    "promotion": (PLACED, "It promotes something of the publisher's, or asks the reader to follow or write."),
    "advertisement": (PLACED, "It is advertising or marks it."),
    "related": (PLACED, "It belongs to a list of other stories."),
    "read more": (PLACED, "It leads to another story."),
    "link": (PLACED, "It is nothing but links."),
    "author bio": (PLACED, "It describes the author, not the story."),
    "note": (PLACED, "It is the publisher's note: on copyright, sources, corrections, views or contact."),
    "player": (PLACED, "It belongs to a sound or video player."),
    "gallery": (PLACED, "It belongs to a picture gallery."),
    "embed": (PLACED, "It belongs to something embedded from another site."),
    "other caption": (PLACED, "It is the caption or credit of a picture that is not the story's."),
    "other byline": (PLACED, "It is a byline that is not this story's."),
    "other time": (PLACED, "It is a time that is not this story's."),
    "field: tags": (CERTAIN, "It was read as the story's tags."),
    "field: time": (CERTAIN, "It was read as a printed time."),
    "field: byline": (CERTAIN, "It repeats the byline; the authors are kept once."),
    "field: section": (CERTAIN, "It names the section of the story."),
    "field: audio": (CERTAIN, "It says that the story can be listened to."),
    "field: read time": (CERTAIN, "It says how long reading takes."),
    "box": (BY_SHAPE, "It stands in a box beside the story."),
    "fragment": (BY_SHAPE, "It is no sentence, and stands between paragraphs: a label, a caption or a link."),
    "outside": (BY_SHAPE, "It stands outside the part of the page that holds the story."),
    "resembles furniture": (BY_SHAPE, "It looks like what stands around stories, not like the text of one."),
    "unclassified": (NONE, "No rule knows it, and nothing took it for a part of the story."),
}

# What archives and corrections of earlier versions call a rule, by its name today.
_FORMERLY: dict[str, tuple[str, ...]] = {
    "repeated headline": ("headline repeated",),
    "repeated": ("repeated text",),
    "control": ("account", "editing link", "form", "page control", "page number", "picture control"),
    "overlay": ("layer",),
    "donation": ("payment",),
    "promotion": ("appeal to readers", "promo"),
    "advertisement": ("ad", "affiliate note"),
    "related": ("other story", "slot"),
    "read more": ("link to another story",),
    "link": ("address",),
    "author bio": ("author note",),
    "note": ("broadcast note", "house note", "legal"),
    "other caption": ("caption elsewhere", "picture", "picture text"),
    "other time": ("date",),
    "field: time": ("field: published", "field: updated"),
    "field: byline": ("field: authors",),
    "field: section": ("field: kicker",),
    "fragment": ("inner line",),
    "outside": ("loose line",),
}
FORMER = {former: rule for rule, names in _FORMERLY.items() for former in names}


def current_name(rule: str) -> str:
    """Return the present name of a rule that cuts; stored cuts may have a former name of it."""
    return FORMER.get(rule, rule)


def reason(rule: str) -> str:
    """Return a sentence for readers that says why the rule cuts text."""
    return RULES[rule][1]


def confidence(rule: str, votes: int = 0) -> float:
    """Return the confidence in a cut by the rule, 0 to 1; each vote for story text takes a quarter of it."""
    return round(RULES[rule][0] * TAKEN**votes, 3)
