"""Makes and undoes a reader's correction of a text: saves it to the file, then cleans the story again."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from lib.ingest.parse_context import Replay
from lib.ingest.reclean import Recleaned, captures_by_story, cleaned, reclean_locked
from lib.model.article import Block
from lib.model.capture import Rejected
from lib.model.cleaned import Cut
from lib.model.correction import BY_HAND, Correction, Verdict
from lib.model.parsed import Parsed
from lib.store.archive import open_for_reading
from lib.store.followed import uncorrected
from lib.store.journal import corrections
from lib.store.journal.corrections import CorrectionError
from lib.store.journal.records import new_id
from lib.store.lock import writer_lock


def correct(archive: Path, sha256: str, verdict: Verdict, piece: Block | Cut) -> Recleaned:
    """Keep or cut one piece of a text in all its captures, clean the story again and return the result.

    The change is tried before anything is written. Raises CorrectionError, without a change, if the capture
    as cleaned now lacks the piece.
    """
    with writer_lock(archive):
        held = corrections.read(archive)
        captures = [each for story in captures_by_story(archive, [sha256]).values() for each in story]
        before = {each.capture.sha256: each for each in _parsed_originals(archive, captures, held)}
        made = _corrections_of(sha256, verdict, piece, before)
        after = {each.capture.sha256: each for each in _parsed_originals(archive, captures, (*held, *made))}
        if made[0].id not in after[sha256].cleaned.article.provenance.get(BY_HAND, "").split():
            raise CorrectionError(
                f"The correction was not made: “{piece.text[:60]}” does not stand so in the capture as it is "
                "read now. Run `python -m lib reclean` to clean the stories again, then correct it."
            )
        corrections.append(archive, made)
        return reclean_locked(archive, [sha256])


def undo(archive: Path, number: str) -> Recleaned:
    """Undo the correction with this id, clean its stories again and return what the cleaning changed."""
    with writer_lock(archive):
        undone = corrections.undo(archive, number)
        return reclean_locked(archive, [correction.sha256 for correction in undone])


def catch_up(archive: Path, *, jobs: int = 1) -> Recleaned:
    """Clean captures stored with outdated corrections again; return the result. The caller holds the lock."""
    with open_for_reading(archive) as reading:
        waiting = uncorrected(archive, reading)
    return reclean_locked(archive, waiting, jobs=jobs)


def _parsed_originals(archive: Path, hashes: list[str], held: tuple[Correction, ...]) -> list[Parsed]:
    """Parse the stored originals with these corrections; raises CorrectionError if one is rejected."""
    results = list(cleaned(archive, hashes, Replay(held), named=False))
    refused = next((result for result in results if isinstance(result, Rejected)), None)
    if refused:
        raise CorrectionError(f"The correction was not made: {refused.message}")
    return [result for result in results if isinstance(result, Parsed)]


def _corrections_of(
    sha256: str, verdict: Verdict, piece: Block | Cut, before: dict[str, Parsed]
) -> tuple[Correction, ...]:
    """Return the correction of a capture, and one for each other capture of the same text.

    `before` has the captures as they are cleaned now, by hash. Raises CorrectionError.
    """
    if sha256 not in before:
        raise CorrectionError(
            "The correction was not made: the story is not in the archive any more. Open the list anew."
        )
    rule = piece.rule if isinstance(piece, Cut) else None
    this = before[sha256]
    first = Correction(
        id=new_id(), sha256=sha256, verdict=verdict, text=piece.text, at=piece.at, rule=rule,
        publisher=this.cleaned.article.publisher, url=this.addresses.main or this.capture.url,
        made_at=datetime.now(UTC).replace(microsecond=0),
    )  # fmt: skip
    copies = [
        replace(first, sha256=other, at=alike.at)
        for other, parsed in before.items()
        if other != sha256
        and parsed.cleaned.article.revision == this.cleaned.article.revision
        and (alike := _alike(parsed, piece))
    ]
    return (first, *copies)


def _alike(parsed: Parsed, piece: Block | Cut) -> Block | Cut | None:
    """Return the piece of a capture that has the words and rule of `piece`; None if there is none.

    Of several it is the nearest in position.
    """
    pieces: list[Block | Cut] = (
        [cut for cut in parsed.cleaned.cuts if cut.rule == piece.rule]
        if isinstance(piece, Cut)
        else list(parsed.cleaned.article.blocks)
    )
    same = [each for each in pieces if each.text == piece.text]
    return min(same, key=lambda each: abs(each.at - piece.at), default=None)
