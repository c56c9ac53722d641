"""What the columns of exported tables mean, for the file that is written beside each table."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import pandas as pd

MEANINGS = {
    "actor_id": "the actor's key; one with ~ was found beside the actor file",
    "actor": "a person, organisation, country, place or group, by the name that is shown",
    "kind": "person, organisation, country, place, group or other",
    "mentions": "places in the selected stories that name the actor, in the zones and roles of the filter",
    "stories": "selected stories: that belong to the row, or that name both actors of a pair",
    "share": "the row's stories out of all selected stories, or of those of its day or period: 0 to 1",
    "author": "who signs, as understood from the byline",
    "desk": "whether the author is a desk or agency and no person",
    "tag": "a tag that publishers give",
    "publisher": "the publisher's domain",
    "first_day": "first day with a story, in the time zone of the archive",
    "last_day": "last day with a story, in the time zone of the archive",
    "day": "the day, or the first day of the week or month, in the time zone of the archive",
    "series": "what the columns, lines or networks are parted by",
    "source": "one actor of a pair; pairs have no direction",
    "target": "the other actor of a pair",
    "source_id": "the key of one actor of a pair",
    "target_id": "the key of the other actor",
    "other_id": "the key of the actor that must stand in the same sentence, paragraph or story; else empty",
    "weight": "of a pair the sentences, paragraphs, stories or reports that name both; of an actor their sum",
    "degree": "how many pairs of the table the actor is in",
    "betweenness": "the share of shortest paths between two other actors that lead through this one: 0 to 1",
    "reports": "independent reports that name both: a story and its copies count once",
    "source_reports": "independent reports that name the first actor",
    "target_reports": "independent reports that name the other actor",
    "expected": "reports that would name both if the two had nothing to do with each other",
    "p": "how likely chance alone gives so many reports (hypergeometric test), or such a change",
    "verdict": "more often than chance or no more often, or why nothing can be said of the pair",
    "share_before": "reports that name both out of all reports of the selection that is compared with",
    "share_after": "reports that name both out of all reports of this selection",
    "change": "what became of the pair: new, gone, stronger or weaker",
    "community": "actors of one number are named with each other more than with others (Louvain)",
    "x": "place in the picture, from left to right",
    "y": "place in the picture, from below to above",
    "count": "stories that name the actor, or both actors together",
    "of": "stories of that day, period or part in the selection",
    "low": "lower end of the 95 % interval of the share",
    "high": "upper end of the 95 % interval of the share",
    "burst": "whether the period stands out above the usual share",
    "colour": "colour of the mark",
    "size": "size of the mark in the picture",
    "article_id": "the story's own id, which never changes",
    "headline": "the headline as printed",
    "kicker": "the words over the headline, as printed",
    "deck": "the standfirst, as printed",
    "section": "the publisher's section",
    "authors": "who signs, as understood; parted by semicolons",
    "tags": "the publisher's tags, in its order; parted by semicolons",
    "published_at": "moment of publication with the offset of its zone; empty where the page names none",
    "published_precision": "minute, or day where the page names no time of day",
    "published_as": "the time of publication as printed",
    "updated_at": "moment of the last change that the page names, in UTC",
    "language": "language of the text, as a code of ISO 639",
    "form": "story, brief (an item of a ticker) or live blog",
    "words": "words of the text",
    "canonical_url": "address of the story",
    "captured_at": "when the page was saved, in UTC",
    "revision": "hash of the text: two captures of one story can differ",
    "zone": "part of the story: headline, deck, body, quote, list, table, caption, ...",
    "block": "number of the paragraph, from 0",
    "sentence_start": "first letter of the sentence in its paragraph, from 0",
    "sentence_end": "letter of the paragraph behind the sentence",
    "sentence": "the sentence as printed",
    "actors": "who is named in the sentence, in its order",
    "actor_ids": "the keys of those actors",
    "starts": "first letter of each name in the sentence, from 0",
    "ends": "letter of the sentence behind each name",
    "sha256": "SHA-256 of the capture's bytes as they came",
    "media_type": "kind of the capture's bytes",
    "outcome": "stored, revision (another text of a known story) or known (the same text again)",
    "captured_assumed": "what the moment of capture was taken from where the capture names none",
    "batch": "number of the transaction that stored it",
    "batch_hash": "what identifies that transaction: hash of its number, kind and captures",
    "stored_at": "when it was stored, in UTC",
    "Id": "the actor's key", "Label": "the actor's name", "Source": "the key of one actor of a pair",
    "Target": "the key of the other actor", "Type": "pairs have no direction",
    "Weight": "as weight", "From": "the name of one actor of a pair", "To": "the name of the other",
}  # fmt: skip
_SIDES = {"_before": "in the selection that is compared with", "_after": "in this selection"}


def dictionary(columns: Iterable[object], own: Mapping[str, str] = MappingProxyType({})) -> pd.DataFrame:
    """Return a frame of columns with their meanings, "" if unknown; meanings in `own` precede MEANINGS."""
    names = list(map(str, dict.fromkeys(columns)))
    return pd.DataFrame({"column": names, "meaning": [own.get(name) or _meaning_of(name) for name in names]})


def _meaning_of(name: str) -> str:
    base, where = name, ""
    for end, side in _SIDES.items():
        if name not in MEANINGS and name.endswith(end):
            base, where = name.removesuffix(end), f"; {side}"
    return f"{MEANINGS[base]}{where}" if base in MEANINGS else ""
