"""Why something is left out: rows of rules by the place it stands in and by what it says."""

import re
from dataclasses import dataclass

REASONS: dict[str, str] = {
    "page title": "It is the title the browser shows, not a part of the page.",
    "headline repeated": "It repeats the headline.",
    "menu": "It is a menu of the site.",
    "footer": "It is the foot of the page.",
    "newsletter": "It offers a newsletter or a subscription.",
    "donation": "It asks for money or membership.",
    "consent": "It asks for consent to cookies or tracking.",
    "share": "It is a button or a count for sharing.",
    "comments": "It belongs to the readers' comments.",
    "author bio": "It describes the author, not the story.",
    "read more": "It leads to another story.",
    "related": "It belongs to a list of other stories.",
    "form": "It is a label or a message of a form.",
    "ad": "It is advertising or marks it.",
    "promo": "It promotes something of the publisher's.",
    "player": "It belongs to a sound or video player.",
    "gallery": "It belongs to a picture gallery.",
    "hidden": "The page does not show it, or shows it to screen readers alone.",
    "noscript": "It is shown only where scripts are off.",
    "field: tags": "It was read as the story's tags.",
    "field: time": "It was read as the time of publication.",
    "field: byline": "It repeats the byline.",
    "field: section": "It names the section of the story.",
    "field: audio": "It says that the story can be listened to.",
    "field: read time": "It says how long reading takes.",
    "caption elsewhere": "It is the caption of a picture that is not the story's.",
    "embed": "It belongs to something embedded from another site.",
    "outside": "It stands outside the part of the page that holds the story.",
    "link": "It is nothing but links.",
    "note": "It is the publisher's note about copyright, corrections or contact.",
    "repeated": "It repeats text that is kept already.",
    "box": "It stands in a box beside the story.",
    "unclassified": "No opinion took it for a part of the story.",
}

# The first mark that a place carries names the rule; the order is from certain to vague.
_BY_MARK: tuple[tuple[str, str], ...] = (
    ("head", "page title"), ("noscript", "noscript"), ("consent", "consent"), ("newsletter", "newsletter"),
    ("donation", "donation"), ("comments", "comments"), ("share", "share"), ("ad", "ad"), ("bio", "author bio"),
    ("related", "related"), ("tags", "field: tags"), ("footer", "footer"), ("menu", "menu"), ("form", "form"),
    ("button", "form"), ("player", "player"), ("caption", "caption elsewhere"), ("credit", "caption elsewhere"),
    ("figure", "caption elsewhere"), ("gallery", "gallery"), ("promo", "promo"), ("paywall", "promo"), ("embed", "embed"),
    ("byline", "field: byline"), ("time", "field: time"), ("kicker", "field: section"), ("ticker", "related"),
    ("drawing", "hidden"), ("hidden", "hidden"), ("factbox", "box"),
)  # fmt: skip

# Marks strong enough to overrule an extractor that took the place for the story.
OVERRULES = frozenset(
    {
        "consent",
        "newsletter",
        "donation",
        "comments",
        "share",
        "ad",
        "bio",
        "related",
        "form",
        "tags",
        "promo",
    }
)


@dataclass(frozen=True, slots=True)
class Saying:
    """A rule by wording: for pieces of at most `longest` characters."""

    rule: str
    longest: int
    pattern: re.Pattern[str]


def _saying(rule: str, longest: int, pattern: str) -> Saying:
    return Saying(rule, longest, re.compile(pattern, re.IGNORECASE))


SAYINGS: tuple[Saying, ...] = (
    _saying("ad", 40, r"^\W*(?:advertisement|advertising|anzeige|werbung|publicité|publicidad|pubblicità|реклама|reklama|sponsored(?: content)?"
            r"|article continues (?:below|after).*|story continues.*|scroll down.*|continue reading.*|advertorial|ad)\W*$"),
    _saying("read more", 220, r"^\W*(?:read (?:more|also|next|the full|our|it)|see (?:also|more)|also read|more (?:on|from|about|stories|to read)|related(?: (?:stories|articles?|coverage|topics|content))?"
            r"|recommended(?: for you)?|don.t miss|mehr (?:zum thema|dazu|lesen|über|zu)|lesen sie (?:auch|mehr|hier)|auch interessant|weiterlesen|das könnte|lire (?:aussi|plus)"
            r"|à lire|voir aussi|leer (?:más|también)|lea también|leggi anche|les også|läs (?:mer|också)|czytaj (?:też|także|więcej)|zobacz (?:też|także)|читайте (?:також|также|ещё)"
            r"|ранее|lees (?:ook|meer)|baca juga|関連記事|you (?:may|might) (?:also )?(?:like|be interested)|up next|watch:|listen:|click here|top stories|most popular|most read|explore more|keep reading|learn more)\b(?!\s+than)"),
    _saying("newsletter", 320, r"^\W*(?:(?:sign|signed) up\b|subscribe\b|get (?:the|our|your) .*(?:newsletter|inbox|delivered|daily)|newsletter\b|join (?:our|the) .*(?:newsletter|list|whatsapp|channel|telegram)"
            r"|enter your email|your email|follow (?:us|the|our)\b|jetzt (?:abonnieren|anmelden|kostenlos)|abonnieren sie|abonnez-vous|suscríb|iscriviti|prenumerera|download (?:the|our) .*app\b"
            r"|(?:thank you|thanks) for (?:signing|subscribing|reading)|підпис(?:атися|уйтесь|ка)|подпис(?:ывайтесь|аться)|stay up to date)"),
    _saying("newsletter", 200, r"\b(?:newsletter|in your inbox|to your inbox|whatsapp-kanal|telegram channel|newsletter abonnieren)\b.{0,120}$"),
    _saying("donation", 320, r"^\W*(?:support (?:independent|our|us|quality)\b|donate\b|become a (?:member|supporter|patron)|please (?:consider )?(?:support|donat)|help us (?:keep|continue)"
            r"|unterstützen sie|faites un don|підтримай)"),
    _saying("share", 60, r"^\W*(?:share(?: (?:this|on|via|the|article|story).*)?|tweet|facebook|twitter|whatsapp|email|e-mail|print|copy link|link copied.*|teilen|merken|drucken|partager|compartir|condividi|share this article"
            r"|\d+ shares?|save(?: article)?|bookmark|поділитися|поделиться|x|linkedin|reddit|pinterest|telegram|instagram|messenger)\W*$"),
    _saying("comments", 90, r"^\W*(?:\d[\d,.]* (?:comments?|kommentare?|komment\w+|replies)|(?:view|show|read|post|leave|add|write|join) (?:a |the |all )?(?:\d+ )?(?:comments?|conversation|reply).*|comments?(?: \(\d+\))?|kommentare?|be the first to comment.*)\W*$"),
    _saying("note", 260, r"^\W*(?:(?:©|copyright|\(c\)\s)|all rights reserved|alle rechte vorbehalten|our standards:|this (?:article|story|post|piece) (?:was|has been|is) (?:originally |first |also )?(?:published|appeared|updated|amended|produced|republished|translated)"
            r"|(?:originally|first) published|for more information|do you (?:have|know|want)|have (?:a|you got a) (?:story|tip|news)|got a (?:story|tip)|contact (?:us|the)|(?:to )?contact .* at\b|reporting by\b|editing by\b|additional reporting by|edited by|write to\b|email:"
            r"|material from|disclaimer|correction:|editor.s note:|with (?:files|reporting) from|quellen?:|source:|sources:|fonte:|zdroj:|źródło:|mit material (?:von|der)|dieser (?:artikel|text|beitrag) (?:ist|wurde|erschien))"),
    _saying("author bio", 420, r"^(?:[A-ZÀ-Ž][\w.’'-]+(?: [A-ZÀ-Ž][\w.’'-]*){1,3}),? (?:is|was|has been|writes|covers|reports|joined|ist|schreibt|arbeitet|est|es)\b.{0,60}\b(?:reporter|editor|writer|journalist|correspondent|columnist|author|professor|fellow|contribut|covers|covering|freelance|redakteur|korrespondent|autor|journaliste|director|lecturer|research)"),
    _saying("field: read time", 40, r"^\W*(?:\d+\s?[-–]?\s?min(?:ute)?s?\.? ?(?:read|reading time|lesezeit|de lecture|de lectura|čtení|czytania)?|(?:read(?:ing)? time|lesezeit|lesedauer|temps de lecture|estimated reading time)\W*\d+.*)\W*$"),
    _saying("field: audio", 90, r"^\W*(?:this audio is created with ai assistance|listen to (?:this )?(?:article|story).*|artikel (?:anhören|vorlesen).*|écouter.*|listen(?: \d.*)?|audio|escuchar.*|слухати.*|hör(?:en)? .{0,20}artikel.*|0?0:00.*)\W*$"),
    _saying("consent", 300, r"^\W*(?:we use cookies|this (?:site|website) uses cookies|cookie (?:settings|policy)|by (?:clicking|continuing|signing up)|an dieser stelle (?:finden|befindet)|externe[rn]? inhalt|recommended external content|empfohlener (?:redaktioneller|externer) inhalt|ce contenu est bloqué|to view this (?:content|video))"),
    _saying("player", 80, r"^\W*(?:play(?: video)?|watch(?: (?:now|live|more))?|video|loading(?: video)?.*|your browser does not support.*|this video (?:can ?not|is not).*|javascript .*|please enable javascript.*|\d\d?:\d\d)\W*$"),
    _saying("form", 60, r"^\W*(?:close|open|menu|search|submit|send|cancel|back to top|top|skip to .*|log ?in|sign in|register|next|previous|show more|show less|load more|see all|view all|\* indicates required|please,? enter.*email.*|expand|collapse|toggle .*|mehr|zurück|weiter|schließen|suche|anmelden|bild vergrößern|detailansicht öffnen|camera icon|open image in gallery|enlarge(?: image)?|zoom|image \d+ of \d+|view (?:image|gallery)(?: in fullscreen)?|full ?screen|\d{1,3}(?: ?[/|] ?\d{1,3})?)\W*$"),
)  # fmt: skip


def said(text: str) -> str | None:
    """The rule whose wording a piece has."""
    length = len(text)
    return next((each.rule for each in SAYINGS if length <= each.longest and each.pattern.search(text)), None)


def standing(marks: frozenset[str]) -> str | None:
    """The rule of the place a piece stands in."""
    return next((rule for mark, rule in _BY_MARK if mark in marks), None)
