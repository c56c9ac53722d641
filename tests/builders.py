"""Small builders of the nouns, with every field filled: name only what the test is about."""

import hashlib
import pickle
import re
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from lib.model.article import Article, Block, Timezone, Zone
from lib.model.capture import Capture, Rejected
from lib.model.cleaned import Cleaned, Cut, Related
from lib.model.correction import Correction
from lib.model.mention import Kind, Mention, Role
from lib.model.parsed import Parsed, StoryAddresses
from lib.store import originals
from tests.archives import shared

# Made where one is needed, removed at the end of a run; a function given to `atexit` never runs in a worker.
MADE = Path(tempfile.gettempdir()) / f"archives-{uuid4().hex}"
MORNING = datetime(2024, 4, 9, 6, 31, tzinfo=UTC)


def blocks(*pieces: tuple[Zone, str], at: int = 0) -> tuple[Block, ...]:
    """Return blocks of the given zones and texts, one line each from `at` on."""
    made = []
    for zone, text in pieces:
        made.append(Block(zone=zone, text=text, at=at, end=at + len(text)))
        at += len(text) + 1
    return tuple(made)


def article(
    headline: str = "Harbour opens again",
    *body: str,
    deck: str | None = None,
    caption: str | None = None,
    credit: str | None = None,
    at: int = 0,
    **fields: Any,
) -> Article:
    """Return a story with a headline and body paragraphs; any field of Article may be given."""
    texts = body or ("The harbour opened again on Monday.", "Ferries left at noon.")
    pieces: list[tuple[Zone, str]] = [("headline", headline)]
    pieces += [("deck", deck)] if deck else []
    pieces += [("caption", caption)] if caption else []
    pieces += [("credit", credit)] if credit else []
    pieces += [("body", text) for text in texts]
    kept = fields.pop("blocks", blocks(*pieces, at=at))
    revision = hashlib.sha256("\n".join(block.text for block in kept).encode()).hexdigest()[:16]
    given: dict[str, Any] = {
        "id": "", "form": "story", "revision": revision, "canonical_url": None, "slug": None,
        "publisher": "harbour.example", "section": "City", "language": "en", "headline": headline,
        "kicker": None, "deck": deck, "byline": None, "dateline": None, "wire": None,
        "authors": (), "tags": (), "published_at": MORNING,
        "published_as": "April 9, 2024 9:31 AM", "updated_at": None, "blocks": kept, "images": (),
        "published_zone": Timezone(name="Europe/Kyiv", assumed=True, reason="The page names no zone."),
        "read_minutes": 2, "has_audio": False, "captured_at": MORNING, "provenance": {"headline": "json-ld"},
    }  # fmt: skip
    return Article(**{**given, **fields})


def brief(
    headline: str = "Bridge closed", text: str = "The bridge is closed until May.", **fields: Any
) -> Article:
    """Return a ticker item: its headline and text stand in the zone ticker."""
    kept = blocks(("headline", headline), ("ticker", text), at=fields.pop("at", 0))
    given: dict[str, Any] = {"form": "brief", "blocks": kept, "section": None, "read_minutes": None}
    return article(headline, **{**given, **fields})


def mention(
    story: Article,
    surface: str,
    name: str | None = None,
    *,
    kind: Kind = "country",
    role: Role = "name",
    block: int | None = None,
    nth: int = 0,
    **doubts: bool,
) -> Mention:
    """Return the nth place where the story (or one of its blocks) holds the surface."""
    places = [
        (number, found.start())
        for number, piece in enumerate(story.blocks)
        if block in (None, number)
        for found in re.finditer(rf"\b{re.escape(surface)}\b", piece.text)
    ]
    number, start = places[nth]
    name = name or surface
    at, end, sentence = _sentence(story.blocks[number].text, start)
    return Mention(
        article_id=story.id, revision=story.revision, surface=surface, canonical=name,
        actor_id=f"{kind}/{name.lower().replace(' ', '-')}", kind=kind, role=role,
        block=number, sentence=sentence, start=start,
        end=start + len(surface), sentence_start=at, sentence_end=end, **doubts,
    )  # fmt: skip


def mentions(story: Article, names: Mapping[str, Kind]) -> tuple[Mention, ...]:
    """Return every place where the story holds one of the names, in page order."""
    found = [
        mention(story, name, kind=kind, block=number, nth=nth)
        for name, kind in names.items()
        for number, piece in enumerate(story.blocks)
        for nth in range(len(re.findall(rf"\b{re.escape(name)}\b", piece.text)))
    ]
    return tuple(sorted(found, key=lambda each: (each.block, each.start)))


def _sentence(text: str, place: int) -> tuple[int, int, int]:
    bounds = [match.span() for match in re.finditer(r"\S.*?(?:[.!?](?=\s|$)|$)", text)]
    for number, (start, end) in enumerate(bounds):
        if start <= place < end:
            return start, end, number
    raise ValueError(f"no sentence at {place} in {text!r}")


def capture(text: str = "Harbour opens again\n\nFerries left at noon.", **fields: Any) -> Capture:
    """Return a plain-text capture of the given text."""
    original = fields.pop("original", text.encode("utf-8", "replace"))
    given: dict[str, Any] = {
        "url": None, "captured_at": MORNING, "captured_assumed": "the file's time",
        "media_type": "text/plain", "content": text, "origin": "harbour.txt",
        "sha256": hashlib.sha256(original).hexdigest(), "original": original,
    }  # fmt: skip
    return Capture(**{**given, **fields})


def parsed(
    story: Article | None = None,
    *,
    names: Mapping[str, Kind] | None = None,
    briefs: Sequence[Article] = (),
    related: Sequence[Related] = (),
    cuts: Sequence[Cut] = (),
    address: str | None = None,
    corrections: Sequence[str] = (),
    **fields: Any,
) -> Parsed:
    """Return a capture of the story, with the mentions of the given names; other fields are the capture's."""
    story = story or article()
    text = fields.pop("text", None) or "\n".join(block.text for block in story.blocks)
    made = capture(text, **{"captured_at": story.captured_at, "url": story.canonical_url, **fields})
    cleaned = Cleaned(article=story, briefs=tuple(briefs), related=tuple(related), cuts=tuple(cuts))
    address = address or story.canonical_url
    return Parsed(
        capture=made,
        cleaned=cleaned,
        mentions=mentions(story, names or {}),
        brief_mentions=tuple(mentions(each, names or {}) for each in briefs),
        addresses=StoryAddresses(main=address, sure=(address,) if address else ()),
        corrections=tuple(corrections),
    )


def correction(text: str = "Ferries left at noon.", **fields: Any) -> Correction:
    """Return a correction that keeps the text."""
    given: dict[str, Any] = {
        "id": hashlib.sha256(f"{text}{fields}".encode()).hexdigest()[:8], "sha256": "0" * 64,
        "verdict": "keep", "at": 0, "rule": None, "publisher": "harbour.example", "url": None,
        "made_at": MORNING,
    }  # fmt: skip
    return Correction(text=text, **{**given, **fields})


def rejected(origin: str = "empty.txt", **fields: Any) -> Rejected:
    """Return a refused capture."""
    given = {
        "sha256": None,
        "kind": "UnreadableCapture",
        "message": f"{origin} is empty: save the page again.",
    }
    return Rejected(origin=origin, **{**given, **fields})


def keep_original(folder: Path, page: Capture) -> None:
    """Have the original of a capture on disk, as an ingest has before it stores the capture."""
    originals.stage(folder, page)
    originals.commit(folder, [page.sha256])


def archive(folder: Path, *captures: Parsed | Rejected, zone: str = "UTC") -> Path:
    """Return an archive in the folder that holds the given captures."""
    from lib.store.batches.stories import save

    path = folder / "archive.duckdb"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        for each in _made(zone, captures).iterdir():
            shutil.copyfile(each, folder / each.name)  # with the rights that a new file has now
    elif captures:
        save(path, captures)
    return path


def once(fill: Callable[[Path], Path]) -> Callable[[Path], Path]:
    """Let what fills a folder and returns a path in it do so once a process; each folder gets a copy."""

    @cache
    def made() -> tuple[Path, Path]:
        MADE.mkdir(exist_ok=True)
        folder = Path(tempfile.mkdtemp(dir=MADE))
        with shared():
            return folder, fill(folder).relative_to(folder)

    def filled(folder: Path) -> Path:
        whole, path = made()
        return Path(shutil.copytree(whole, folder, dirs_exist_ok=True)) / path

    return filled


def stored_on(path: Path, *days: int) -> None:
    """Let the batches of an archive have come at noon of these days of April 2024."""
    from lib.store.archive import open_for_writing

    with open_for_writing(path) as connection:
        for batch, day in enumerate(days, 1):
            stored = {"at": datetime(2024, 4, day, 12), "batch": batch}
            connection.execute("update batch set stored_at = $at where batch = $batch", stored)


def _made(zone: str, captures: Sequence[Parsed | Rejected]) -> Path:
    """Return a folder with an archive of the captures, made once a process: a copy takes a tenth of it."""
    from lib.store.archive import create
    from lib.store.batches.stories import save

    key = hashlib.sha256(pickle.dumps((zone, captures))).hexdigest()
    folder = MADE / key
    if not folder.exists():
        if captures:  # to make the tables anew would take half as long as to save a story
            shutil.copytree(_made(zone, ()), folder)
            save(folder / "archive.duckdb", captures)
        else:
            create(folder / "archive.duckdb", archive_zone=zone)
    return folder
