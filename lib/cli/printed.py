"""Articles, mentions and pairs as the JSON objects that `clean` and `actors` print: a public interface."""

import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from lib.actors.co_mentions import CoMention
from lib.actors.languages import reach_of
from lib.actors.speech import in_story
from lib.model.article import Article, Timezone, in_zone
from lib.model.capture import Rejected
from lib.model.cleaned import Cleaned
from lib.model.mention import Mention
from lib.model.parsed import Parsed

# The fields of each object, in the order in which they are printed.
RELATED = "headline deck publisher authors url at end slot rank"
CUT = "text rule reason at end confidence"
ARTICLE = (
    "canonical_url publisher site_name headline kicker deck byline authors dateline section tags language "
    "published_at published_precision published_as published_zone updated_at form read_minutes has_audio"
)
MENTION = "surface canonical actor_id kind role zone block sentence start end undecided unsure"
PAIR = "a b a_id b_id sentence paragraph article evidence"


def line(fields: dict[str, Any]) -> None:
    """Print a dict as one line of JSON."""
    sys.stdout.write(json.dumps(fields, ensure_ascii=False, default=datetime.isoformat) + "\n")


def cleaned_json(origin: str, url: str | None, found: Cleaned) -> dict[str, Any]:
    """Return a cleaned capture as a dict for JSON: its article, briefs, related cards, cuts and doubts."""
    return {
        "origin": origin,
        "url": url,
        **article(found.article),
        "briefs": [article(brief) for brief in found.briefs],
        "related": [_fields(card, RELATED) for card in found.related],
        "cuts": [_fields(cut, CUT) for cut in found.cuts],
        "provenance": dict(found.article.provenance),
        "doubts": [_fields(doubt, "kind reason weight") for doubt in found.doubts],
        "confidence": round(found.confidence, 3),
        "error": None,
    }


def each_capture(sources: Sequence[str], shown: Callable[[Parsed], dict[str, Any]], *, named: bool) -> int:
    """Print a line of JSON for each capture, made by `shown`, or its error; return 3 if any was rejected.

    The status is 0 if none was. `named` says whether the actors of each story are found before.
    """
    from lib.ingest.run import parse_only

    status = 0
    for each in parse_only(sources, named=named):
        if isinstance(each, Parsed):
            line(shown(each))
        elif isinstance(each, Rejected):
            line({"origin": each.origin, "error": _fields(each, "kind message")})
            status = 3
    return status


def article(story: Article) -> dict[str, Any]:
    """Return a story or brief as a dict for JSON."""
    zone = story.published_zone
    return {
        **_fields(
            story,
            ARTICLE,
            published_at=in_zone(story.published_at, zone),
            updated_at=in_zone(story.updated_at, zone),
            published_zone=_zone(zone),
        ),
        "images": [_fields(image, "url alt caption credit lead") for image in story.images],
        "blocks": [_fields(block, "zone text at end") for block in story.blocks],
        "updates": [
            {
                "block": update.block,
                "published_at": in_zone(update.published_at, update.timezone),
                "published_as": update.published_as,
                "published_zone": _zone(update.timezone),
            }
            for update in story.updates
        ],
        "text": story.own_text,
    }


def mentions_json(
    origin: str,
    story: Article,
    mentions: Sequence[Mention],
    counted: Sequence[Mention],
    pairs: Sequence[CoMention],
) -> dict[str, Any]:
    """Return a dict for JSON: a story's mentions, and the actors, pairs and quotations of those `counted`."""
    numbers = Counter(mention.actor_id for mention in counted)
    names = {mention.actor_id: mention for mention in reversed(counted)}
    return {
        "origin": origin,
        "language": story.language,
        "reach": reach_of(story.language),
        "mentions": [_fields(each, MENTION, zone=story.blocks[each.block].zone) for each in mentions],
        "actors": [
            {**_fields(names[key], "actor_id canonical kind"), "mentions": number}
            for key, number in sorted(numbers.items(), key=lambda item: (-item[1], item[0]))
        ],
        "co_mentions": [_fields(pair, PAIR) for pair in pairs],
        "quotes": [
            {
                "speaker": speaker.canonical,
                "speaker_id": speaker.actor_id,
                "text": found.words,
                "block": block,
                "start": found.start,
                "end": found.end,
            }
            for block, found, speaker in in_story(story.blocks, mentions)
            if speaker in counted
        ],
        "error": None,
    }


def _zone(zone: Timezone | None) -> dict[str, Any] | None:
    return _fields(zone, "name assumed reason") if zone else None


def _fields(value: object, names: str, **others: object) -> dict[str, Any]:
    """Return the named attributes as a dict, in that order; `others` replaces some of the values."""
    return {name: others[name] if name in others else getattr(value, name) for name in names.split()}
