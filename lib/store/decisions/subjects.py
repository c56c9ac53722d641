"""What a decision speaks of, looked up in the archive before the decision is written down."""

from dataclasses import replace

from lib.model.ledger import Decision
from lib.store.archive import ArchiveReader
from lib.store.decisions.ledger import LedgerError

_HOLDS = """
    select 1 from article_block join article a using (id)
    where contains(text, $text) and ($article = '' or a.article = $article) limit 1"""


def completed(reading: ArchiveReader, decision: Decision) -> Decision:
    """Return the decision with the names that its actors have now.

    Raises LedgerError where it speaks of an actor, a story, a publisher or words that the archive lacks.
    """
    if decision.actor and _name(reading, decision.actor) is None:
        raise _refused(f"nobody in the archive has the key {decision.actor}")
    if decision.article and not _any(reading, "article where article = $value", decision.article):
        raise _refused(f"there is no story {decision.article}")
    if decision.publisher and not _any(reading, "publisher where name = $value", decision.publisher):
        raise _refused(f"there is no publisher “{decision.publisher}”")
    if decision.text and not _is_held(reading, decision):
        where = f"in the story {decision.article}" if decision.article else "in any story"
        raise _refused(f"“{decision.text}” does not stand {where}")
    name = (_name(reading, decision.actor) or "") if decision.actor else ""
    called = decision.called or (_name(reading, decision.to) or "" if decision.to else "")
    return replace(decision, name=decision.name or name, called=called)


def _refused(reason: str) -> LedgerError:
    return LedgerError(f"The decision was not made: {reason}.")


def _name(reading: ArchiveReader, key: str) -> str | None:
    """Return what an actor is called that is named now, or was found before a decision."""
    rows = reading.execute(
        "select name from actor where key = $key union all select name from found_actor where key = $key",
        {"key": key},
    ).fetchall()
    return str(rows[0][0]) if rows else None


def _any(reading: ArchiveReader, where: str, value: str) -> bool:
    return bool(reading.execute(f"select 1 from {where} limit 1", {"value": value}).fetchall())


def _is_held(reading: ArchiveReader, decision: Decision) -> bool:
    return bool(reading.execute(_HOLDS, {"text": decision.text, "article": decision.article}).fetchall())
