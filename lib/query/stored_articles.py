"""Reading articles back from the tables that hold their parts, as they were stored."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from lib.model.article import ALL_ZONES, Article, Block, Image, Link, Timezone, Update
from lib.query.filter.names import names
from lib.store.archive import ArchiveReader

# Fields of an article that are read as they are: of article_text, and with those of other tables.
TEXTS = (
    "canonical_url", "slug", "headline", "kicker", "deck", "byline", "dateline", "wire", "published_as",
    "read_minutes", "has_audio",
)  # fmt: skip
PLAIN = ("form", "revision", "publisher", "site_name", "section", "language", *TEXTS)
AT_ONCE = 500  # stories that are read together


def articles(db: ArchiveReader, rows: Sequence[int]) -> Iterator[Article]:
    """Yield the articles stored in these rows of `article`, in this order, AT_ONCE read together."""
    called = "(select any_value(name) from site_name where id = article.id)"
    for start in range(0, len(rows), AT_ONCE):
        part = rows[start : start + AT_ONCE]
        sql = f"""
            select id, article, form, revision, coalesce(p.name, '') as publisher, s.name as section,
                code as language, authors, tags, published_at, updated_at, captured_at, zone_name,
                zone_assumed, zone_reason, provenance, {called} as site_name, {", ".join(TEXTS)}
            from article join article_text using (id) left join publisher p using (publisher_id)
            left join section s using (section_id) left join language using (language_id)
            where {_among(part)}"""
        answer = db.execute(sql, _given_rows(part))
        columns = [column[0] for column in answer.description]
        stored = {row[0]: dict(zip(columns, row, strict=True)) for row in answer.fetchall()}
        author = names(db, "author", {each for row in stored.values() for each in row["authors"] or ()})
        tag = names(db, "tag", {each for row in stored.values() for each in row["tags"] or ()})
        blocks, images, updates = _blocks(db, part), _images(db, part), _updates(db, part)
        for row in part:
            story = stored[row]
            yield Article(
                id=story["article"],
                authors=tuple(author[each] for each in story["authors"] or ()),
                tags=tuple(tag[each] for each in story["tags"] or ()),
                published_at=_in_utc(story["published_at"]),
                published_zone=_zone(story["zone_name"], story["zone_assumed"], story["zone_reason"]),
                updated_at=_in_utc(story["updated_at"]),
                captured_at=story["captured_at"].replace(tzinfo=UTC),
                provenance=json.loads(story["provenance"] or "{}"),
                blocks=tuple(blocks[row]),
                images=tuple(images[row]),
                updates=tuple(updates[row]),
                **{name: story[name] for name in PLAIN},
            )


def _among(rows: Sequence[int]) -> str:
    """Return the SQL condition that a row's id is one of these; `_given_rows` gives its parameters."""
    many = " and id in (select unnest($rows::integer[]))" if len(rows) > 1 else ""
    return f"id between $first and $last{many}"  # a range lets the database skip parts of a table


def _given_rows(rows: Sequence[int]) -> dict[str, Any]:
    """Return the parameters of `_among` by name: the first and the last row and, of several, all rows."""
    return {"first": min(rows), "last": max(rows)} | ({"rows": list(rows)} if len(rows) > 1 else {})


def _blocks(db: ArchiveReader, rows: Sequence[int]) -> Mapping[int, list[Block]]:
    """Return {row of `article`: its blocks in page order}."""
    sql = f"""
        select id, zone, level, text, "at", "end", links
        from article_block where {_among(rows)} order by id, block"""
    found: defaultdict[int, list[Block]] = defaultdict(list)
    for row, zone, level, text, at, end, links in db.execute(sql, _given_rows(rows)).fetchall():
        linked = tuple(Link(start=a, end=b, url=url) for a, b, url in json.loads(links or "[]"))
        found[row].append(Block(zone=ALL_ZONES[zone], text=text, at=at, end=end, level=level, links=linked))
    return found


def _updates(db: ArchiveReader, rows: Sequence[int]) -> Mapping[int, list[Update]]:
    """Return {row of `article`: its updates, if it is a live blog, in page order}."""
    sql = f"""
        select id, block, published_at, published_as, zone_name, zone_assumed, zone_reason
        from live_update where {_among(rows)} order by id, position"""
    found: defaultdict[int, list[Update]] = defaultdict(list)
    for row, block, at, printed, name, assumed, reason in db.execute(sql, _given_rows(rows)).fetchall():
        zone = _zone(name, assumed, reason)
        found[row].append(Update(block=block, published_at=_in_utc(at), published_as=printed, timezone=zone))
    return found


def _images(db: ArchiveReader, rows: Sequence[int]) -> Mapping[int, list[Image]]:
    """Return {row of `article`: its pictures in page order}."""
    sql = f"""
        select id, url, alt, caption, credit, lead from image where {_among(rows)} order by id, position"""
    found: defaultdict[int, list[Image]] = defaultdict(list)
    for row, url, alt, caption, credit, lead in db.execute(sql, _given_rows(rows)).fetchall():
        found[row].append(Image(url=url, alt=alt, caption=caption, credit=credit, lead=lead))
    return found


def _in_utc(when: datetime | None) -> datetime | None:
    """Return a time, which is stored without a timezone, in UTC; None if there is no time."""
    return when.replace(tzinfo=UTC) if when else None


def _zone(name: str | None, assumed: bool | None, reason: str | None) -> Timezone | None:
    """Return a stored timezone; None where the story has none."""
    return None if name is None else Timezone(name=name, assumed=bool(assumed), reason=reason or "")
