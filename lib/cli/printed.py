"""Nouns as the JSON objects that `clean` and `actors` print; their fields are a public interface."""

import json
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from lib.actors.co_mentions import CoMention
from lib.model.article import Article, Cleaned, Cut, Image, Related, Timezone, Update
from lib.model.capture import Rejected
from lib.model.mention import Mention


def line(fields: dict[str, Any]) -> None:
    """Print one object on a line of its own."""
    sys.stdout.write(json.dumps(fields, ensure_ascii=False) + "\n")


def cleaned(origin: str, url: str | None, found: Cleaned) -> dict[str, Any]:
    """Return what a capture holds."""
    return {
        "origin": origin,
        "url": url,
        **article(found.article),
        "briefs": [article(brief) for brief in found.briefs],
        "related": [_related(card) for card in found.related],
        "cuts": [_cut(cut) for cut in found.cuts],
        "provenance": dict(found.article.provenance),
        "doubts": [
            {"kind": each.kind, "reason": each.reason, "weight": each.weight} for each in found.doubts
        ],
        "confidence": round(found.confidence, 3),
        "error": None,
    }


def article(story: Article) -> dict[str, Any]:
    """Return a story or brief."""
    return {
        "canonical_url": story.canonical_url, "publisher": story.publisher, "headline": story.headline,
        "kicker": story.kicker, "deck": story.deck, "byline": story.byline, "authors": list(story.authors),
        "dateline": story.dateline, "section": story.section, "tags": list(story.tags),
        "language": story.language, "published_at": _time(story.published_at),
        "published_as": story.published_as, "published_zone": _zone(story.published_zone),
        "updated_at": _time(story.updated_at), "form": story.form, "read_minutes": story.read_minutes,
        "has_audio": story.has_audio, "images": [_image(image) for image in story.images],
        "blocks": [
            {"zone": block.zone, "text": block.text, "at": block.at, "end": block.end}
            for block in story.blocks
        ],
        "updates": [_update(update) for update in story.updates],
        "text": _text(story),
    }  # fmt: skip


def refused(rejected: Rejected) -> dict[str, Any]:
    """Return a capture that was refused."""
    return {"origin": rejected.origin, "error": {"kind": rejected.kind, "message": rejected.message}}


def named(
    origin: str,
    story: Article,
    mentions: Sequence[Mention],
    counted: Sequence[Mention],
    pairs: Sequence[CoMention],
) -> dict[str, Any]:
    """Return who is named in a story; actors and pairs from the mentions that count."""
    numbers = Counter(mention.actor_id for mention in counted)
    names = {mention.actor_id: mention for mention in reversed(counted)}
    return {
        "origin": origin,
        "mentions": [_mention(story, mention) for mention in mentions],
        "actors": [
            {"actor_id": key, "canonical": names[key].canonical, "kind": names[key].kind, "mentions": number}
            for key, number in sorted(numbers.items(), key=lambda each: (-each[1], each[0]))
        ],
        "co_mentions": [_pair(pair) for pair in pairs],
        "error": None,
    }


def _mention(story: Article, mention: Mention) -> dict[str, Any]:
    return {
        "surface": mention.surface, "canonical": mention.canonical, "actor_id": mention.actor_id,
        "kind": mention.kind, "role": mention.role, "zone": story.blocks[mention.block].zone,
        "block": mention.block, "sentence": mention.sentence, "start": mention.start, "end": mention.end,
        "undecided": mention.undecided, "unsure": mention.unsure,
    }  # fmt: skip


def _pair(pair: CoMention) -> dict[str, Any]:
    return {
        "a": pair.a, "b": pair.b, "a_id": pair.a_id, "b_id": pair.b_id, "sentence": pair.sentence,
        "paragraph": pair.paragraph, "article": pair.article,
        "evidence": [list(each) for each in pair.evidence],
    }  # fmt: skip


def _text(story: Article) -> str:
    if story.form == "brief":
        return "\n\n".join(block.text for block in story.blocks if block.zone == "ticker")
    return story.text


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _zone(zone: Timezone | None) -> dict[str, Any] | None:
    return {"name": zone.name, "assumed": zone.assumed, "reason": zone.reason} if zone else None


def _update(update: Update) -> dict[str, Any]:
    return {
        "block": update.block, "published_at": _time(update.published_at),
        "published_as": update.published_as, "published_zone": _zone(update.timezone),
    }  # fmt: skip


def _image(image: Image) -> dict[str, Any]:
    return {
        "url": image.url, "alt": image.alt, "caption": image.caption, "credit": image.credit,
        "lead": image.lead,
    }  # fmt: skip


def _related(card: Related) -> dict[str, Any]:
    return {
        "headline": card.headline, "deck": card.deck, "publisher": card.publisher,
        "authors": list(card.authors), "url": card.url, "at": card.at, "end": card.end,
        "slot": card.slot, "rank": card.rank,
    }  # fmt: skip


def _cut(cut: Cut) -> dict[str, Any]:
    return {
        "text": cut.text, "rule": cut.rule, "reason": cut.reason, "at": cut.at, "end": cut.end,
        "confidence": cut.confidence,
    }  # fmt: skip
