"""What the markup says about a place on a page: marks and heading levels, by tags, classes and roles."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from lxml.html import HtmlElement

# Each row: a mark, and the words in class, id, role or itemprop that set it. A word stands between hyphens:
# "ArticleBody relatedStories" is read as "-article-body-related-stories-".
_WORDS: tuple[tuple[str, str], ...] = (
    (
        "menu",
        r"nav|navi|navigation|navbar|menu|submenu|breadcrumbs?|skip-?links?|sitemap|masthead|mainnav|toc",
    ),
    ("footer", r"footer|colophon|imprint|impressum|site-info|page-bottom"),
    (
        "related",
        r"related|recommend\w*|recirc\w*|read-(?:more|next|also)|readmore|more-(?:stories|news|on"
        r"|from|articles|in)"
        r"|also-read|see-also|you-may\w*|most-(?:read|popular|viewed|recent)|trending|outbrain"
        r"|taboola|linklist"
        r"|link-list|link-box|up-next|further-reading|similar|onward|latest|teaser-list|teasers"
        r"|mehr-zum-thema"
        r"|weiterlesen|read-also|relatedlinks|rel-articles|lire-aussi|inline-article|topstories|top-stories"
        r"|story-list|news-list|article-list|listing|cards|popular|crosslinks?",
    ),
    (
        "newsletter",
        r"newsletters?|news-letter|subscri\w+|sign-?up|mailing-list|mailchimp|email-signup|nl-\w+",
    ),
    ("donation", r"donat\w+|support-us|contributions?-\w+|spenden|membership|become-member|fundraising"),
    ("consent", r"cookies?|cookie-\w+|consent|gdpr|cmp|didomi|onetrust|usercentrics"),
    (
        "share",
        r"share|shares|sharing|sharebar|share-\w+|social|socials|social-\w+|follow-us|addthis|sharedaddy|messenger",
    ),
    (
        "comments",
        r"comments?|comment-\w+|disqus|kommentare?|commentlist|respond|reply|livefyre|responses"
        r"|comentarios",
    ),
    (
        "bio",
        r"author-(?:bio|box|info|card|description|desc|profile|about|details|biography)"
        r"|about-(?:the-)?author|bio"
        r"|biography|authorbox|autorenbox|contributor-bio|post-author-box|tagline-bio",
    ),
    (
        "byline",
        r"byline|bylines|author|authors|autor|autoren|auteur|contributors?|writers?|creator"
        r"|redakteur|reporter",
    ),
    (
        "time",
        r"date|datetime|timestamp|published|publish-date|updated|pubdate|datum|post-date|dateline"
        r"|date-\w+|time",
    ),
    (
        "tags",
        r"tags?|tag-list|taglist|keywords|topics|topic-list|article-tags|tagcloud|schlagworte?"
        r"|post-tags|themen",
    ),
    (
        "caption",
        r"caption|captions|figcaption|bildunterschrift|caption-text|wp-caption-text|image-caption"
        r"|img-caption"
        r"|photo-caption|bildtext|legende|image-description|media-caption|pic-desc|img-desc|image-text",
    ),
    (
        "credit",
        r"credits?|photo-?credit|image-?credit|photographer|fotograf|bildquelle|bildnachweis"
        r"|copyright|rights",
    ),
    (
        "ad",
        r"ads?|adbox|adslot|ad-\w+|adv|advert|advertis\w+|anzeige|sponsor\w*|werbung|dfp|google-ad"
        r"|adsbygoogle"
        r"|native-ad|reklam\w*|publicite",
    ),
    (
        "promo",
        r"promos?|promo-\w+|promotion|cta|call-to-action|app-download|marketing|upsell|house-ad"
        r"|inline-promo|plus-promo",
    ),
    ("paywall", r"paywall|piano|offer|subscriber-\w+|register|registration|regwall|login|signin|sign-in"),
    (
        "player",
        r"player|video-js|jwplayer|brightcove|audio-player|podcast-player|listen|tts|vjs-\w+|read-aloud",
    ),
    ("gallery", r"gallery|slideshow|bildergalerie|fotostrecke|lightbox|swiper|slick-\w+"),
    (
        "hidden",
        r"sr-only|visually-hidden|visuallyhidden|screen-reader\w*|hidden|print-only|noprint"
        r"|no-print|u-hidden",
    ),
    (
        "layer",
        r"toast|popup|pop-up|modal|modal-\w+|tooltip|snackbar|scrim|lightbox|overlay|print-(?:header|footer)",
    ),
    ("disclaimer", r"disclaimers?|disclosures?"),
    (
        "deck",
        r"standfirst|dek|deck|subtitle|sub-title|subheadline|sub-headline|subheading|summary|lead"
        r"|lede|lead-text|intro"
        r"|excerpt|chapo|vorspann|strapline|teaser-text|article-description|abstract|ingress"
        r"|entradilla|introduction"
        r"|subtitulo|bajada|sottotitolo|sous-titre|untertitel|undertitel|ondertitel|podtytul|pidzaholovok"
        r"|leadtext|article-lead|article-intro|subhead|description|sommario|manchet|perex|zajawka|abstrakt",
    ),
    (
        "kicker",
        r"kicker|eyebrow|overline|dachzeile|topline|rubric|rubrik|pretitle|supertitle|section-name"
        r"|category|categories"
        r"|overhead|surtitre|spitzmarke|section-label|vignette",
    ),
    ("embed", r"tweet|twitter-tweet|instagram-media|embed|embedded|fb-post|tiktok-embed|embed-\w+"),
    ("factbox", r"factbox|fact-box|infobox|info-box|faktenbox|faktaruta|sidebar|side-bar|aside|box"),
    ("ticker", r"ticker|newsticker|news-ticker|live-ticker|liveticker|news-feed|newsfeed"),
    (
        "body",
        r"article-?body|articlebody|story-?body|entry-content|post-content|body-?text"
        r"|article-?text|body-copy",
    ),
)


def _by_start() -> dict[str, re.Pattern[str]]:
    """For the first two letters of a word the marks that begin there, each by an empty group of its own."""
    words: dict[str, dict[str, list[str]]] = {}
    for mark, pattern in _WORDS:
        for word in _OR.split(pattern):
            words.setdefault(word[:2], {}).setdefault(mark, []).append(word)
    return {start: re.compile("".join(map(_group, held, held.values()))) for start, held in words.items()}


def _group(mark: str, words: list[str]) -> str:
    return rf"(?:(?=(?:{'|'.join(words)})-)(?P<{mark}>))?"


_OR = re.compile(r"\|(?![^()]*\))")  # between two words, not inside one
_MARKS = _by_start()
_TAGS: dict[str, str] = {
    "nav": "menu", "footer": "footer", "aside": "factbox", "form": "form", "figure": "figure",
    "figcaption": "caption", "blockquote": "quote", "ul": "list", "ol": "list", "dl": "list",
    "table": "table", "button": "button", "select": "form", "option": "form", "textarea": "form",
    "label": "form", "input": "form", "noscript": "noscript", "svg": "drawing", "head": "head",
    "time": "time", "dialog": "consent", "iframe": "embed", "video": "player", "audio": "player",
    "object": "embed", "header": "header", "pre": "code",
}  # fmt: skip
_ROLES: dict[str, str] = {
    "navigation": "menu", "contentinfo": "footer", "complementary": "factbox", "search": "form",
    "form": "form", "banner": "menu", "menu": "menu", "dialog": "consent", "alert": "consent",
}  # fmt: skip
_ATTRIBUTES = ("class", "id", "itemprop", "data-testid", "data-component", "data-module", "data-qa", "rel")

# Whole words of a class: "hidden" hides the element, "overflow-hidden" does not.
_UNSEEN = frozenset(
    [
        "hidden", "hide", "invisible", "d-none", "is-hidden", "u-hidden", "sr-only", "visually-hidden",
        "visuallyhidden", "screen-reader-text", "screen-reader-only", "hide-text", "print-only", "no-print",
        "i-amphtml-layout-nodisplay",
    ]
)  # fmt: skip
_NOTHING: frozenset[str] = frozenset()
LONGEST = 500  # characters of an element's words that are read
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NO_WORD = re.compile(r"[^a-z0-9]+")
_LONG = re.compile(r"[A-Za-z0-9]{8,}")
_SPACES = {code: " " for code in range(128) if not chr(code).isalnum()}


def _is_unseen(held: Mapping[str, str]) -> bool:
    """Return whether an element with such attributes says for itself alone that it is not shown."""
    style, kind = held.get("style"), held.get("class")
    if "hidden" in held or (style and "display:none" in style.replace(" ", "")):
        return True
    return kind is not None and not _UNSEEN.isdisjoint(kind.split())


class Marks:
    """The marks of every element of a page, each element looked at once."""

    def __init__(self) -> None:
        self._own: dict[HtmlElement, frozenset[str]] = {}
        self._above: dict[frozenset[HtmlElement], dict[HtmlElement, frozenset[str]]] = {}

    def own(self, element: HtmlElement) -> frozenset[str]:
        """Return what one element says about itself."""
        found = self._own.get(element)
        if found is None:
            found = self._own[element] = frozenset(self._read(element))
        return found

    def above(self, element: HtmlElement, *, below: frozenset[HtmlElement]) -> frozenset[str]:
        """Return what an element and those around it say, up to the first one in `below`, which holds too
        much.
        """
        known = self._above.setdefault(below, {})
        fresh: list[HtmlElement] = []
        node: HtmlElement | None = element
        while node is not None and node not in known and node not in below:
            fresh.append(node)
            node = node.getparent()
        marks = known.get(node, _NOTHING)
        for each in reversed(fresh):
            own = self.own(each)
            known[each] = marks = marks | own if own else marks
        return marks

    def _read(self, element: HtmlElement) -> Iterable[str]:
        if not isinstance(element.tag, str):
            return
        if mark := _TAGS.get(element.tag):
            yield mark
        held = dict(element.items())
        if mark := _ROLES.get(held.get("role", "")):
            yield mark
        if held and _is_unseen(held):
            yield "unseen"
        if words := " ".join(filter(None, map(held.get, _ATTRIBUTES))):
            yield from _worded(words[:LONGEST])


@lru_cache(maxsize=20_000)  # the pages of one publisher are built of the same words
def _worded(words: str) -> frozenset[str]:
    parts = _parted(words)
    folded = "-".join([*parts, ""])
    marks: set[str] = set()
    at = 0
    for part in parts:
        pattern = _MARKS.get(folded[at : at + 2])
        found = pattern.match(folded, at) if pattern else None
        if found and found.lastindex:
            marks.update(mark for mark, text in found.groupdict().items() if text is not None)
        at += len(part) + 1
    return frozenset(marks)


def _parted(words: str) -> list[str]:
    """Return the single words in small letters, those of camel case too."""
    words = words if words.islower() else _CAMEL.sub("-", _LONG.sub(_unless_random, words)).lower()
    return (words.translate(_SPACES) if words.isascii() else _NO_WORD.sub(" ", words)).split()


def _unless_random(word: re.Match[str]) -> str:
    """Return a word, unless it is a key that a machine drew: "n1AuAdJlVL" is no advertisement."""
    parts = _CAMEL.split(word[0])
    return "" if len(parts) > 3 and len(word[0]) < 3 * len(parts) else word[0]


_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_STYLED = frozenset({"div", "p", "span"})
_HEADING = re.compile(
    r"(?:^|[-_\s])(?:heading-?h(?P<level>[2-6])|(?:sub|cross|section)?-?head(?:ing|line)?s?|subhed"
    r"|zwischentitel|intertitre|ladillo|mezzotitolo|mellomtittel|mellanrubrik)(?:$|[-_\s])",
    re.IGNORECASE,
)
STYLED = 3  # the level of a heading that only its class makes one


def heading_level(element: HtmlElement) -> int:
    """Return the level of a heading, 1 to 6; 0 for what is none."""
    if found := _LEVELS.get(element.tag):
        return found
    if element.get("role") == "heading":
        told = element.get("aria-level", "")
        return int(told) if told in {"1", "2", "3", "4", "5", "6"} else STYLED
    styled = _HEADING.search(element.get("class") or "") if element.tag in _STYLED else None
    return int(styled["level"] or STYLED) if styled else 0
