"""Which parameters of an address name the story, and which only say how its reader came or sees it."""

import re
from urllib.parse import quote_plus, unquote_plus

# These say where a reader came from, whatever their value is.
_TRACKING = re.compile(
    r"^(?:utm_?\w*|at_\w+|mc_[ce]id|pk_\w+|piwik_\w+|mtm_\w+|matomo_\w+|hsa_\w+|ns_\w+|sc_(?:src|l?lid|eh|uid|cid|campaign|channel|content|country|geo|medium|outcome)|guce_\w+|guccounter"
    r"|fbclid|fb_\w+|g(?:ad_source|clid|clsrc|braid)|wbraid|dclid|msclkid|yclid|ysclid|twclid|ttclid|li_fat_id|epik"
    r"|srsltid|igshid|igsh|mibextid|sfnsn|_ga|_gl|_hsenc|_hsmi|__hs\w+|mkt_tok|vero_\w+|oly_\w+|wickedid|_openstat"
    r"|rb_clickid|s_cid|cn-track|dicbo|emci|emdi|ceid|spm|trk|trkcampaign|hss_channel|__twitter_impression|__source"
    r"|ref_?src|ref_?url|smid|smtyp|xtor|wt_?\w*|icid|ncid|ocid|taid|ito|cmpid|leadsource|traffic_?source|sref"
    r"|phpsessid|jsessionid|amp|usqp|amp_js_v|amp_gsa|aoh|_tf|outputtype)$",
    re.IGNORECASE,
)
# These mostly do; but on an address that says nothing else, they may be what names the story.
_LIKELY = re.compile(
    r"^(?:cmp|cid|ref|referr?er|source|src|partner|campaign|feature|share|shared|sh|mod|rss|from|via|medium"
    r"|ns|xt|rel|tblci|recirc|intcmp|int_?\w+)$",
    re.IGNORECASE,
)
_VIEW = re.compile(
    r"^(?:view|output|format|mode|layout|type|display|action|m|tmpl|theme|device|style|v)$", re.IGNORECASE
)
_SHOWN = re.compile(
    r"^(?:amp|print(?:able|version|view|er)?|mobile|m|reader|druck(?:en|version)?)$", re.IGNORECASE
)
_PRINT = re.compile(r"^(?:print(?:able|view|version|mode|er)?|isprint|drucken|mobile)$", re.IGNORECASE)
_FEED = re.compile(r"(?:[a-z]{2}[-_.])?m?rss\d?", re.IGNORECASE)
_NUMBER = re.compile(r"\d{3,}")


def kept_query(query: str, *, speaks: bool) -> str:
    """Return the query that names the story, sorted, with its question mark; empty when none does.

    `speaks` says whether the path alone tells the story from others: then likely trackers go too.
    """
    pairs = (each.partition("=") for each in query.replace("&amp;", "&").split("&") if each)
    kept = [
        (_one(name), sign, _one(value))
        for name, sign, value in pairs
        if not _is_idle(name, value, speaks=speaks)
    ]
    whole = "&".join(f"{name}{sign}{value}" for name, sign, value in sorted(kept, key=lambda pair: pair[0]))
    return f"?{whole}" if whole else ""


def _one(text: str) -> str:
    """Return one spelling of an encoded name or value."""
    try:
        return quote_plus(unquote_plus(text, errors="strict"))
    except UnicodeDecodeError:  # an older encoding
        return text


def _is_idle(name: str, value: str, *, speaks: bool) -> bool:
    if _TRACKING.match(name) or (_VIEW.match(name) and _SHOWN.match(value)):
        return True
    if _PRINT.match(name) and value.lower() in ("", "1", "true", "yes", "y", "on", "print"):
        return True
    if not speaks or _NUMBER.fullmatch(value):  # a number may name the story
        return False
    return bool(_LIKELY.match(name) or _FEED.fullmatch(value))
