"""The index.html of a case file: it searches, filters and opens evidence from the disk, without a server.

All its data lies in it as JSON; its script inserts text as text only, and its Content-Security-Policy allows
nothing but that script and its style, by their hashes, and embedded pictures.
"""

import base64
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from lib.export.article import body, origin, web_address
from lib.export.policy import hashes
from lib.export.render import render
from lib.model.article import Article, Block
from lib.model.mention import LIST

_FOLDER = Path(__file__).parent
_POLICY = (
    "default-src 'none'; script-src {}; style-src {}; img-src data:; base-uri 'none'; form-action 'none'"
)
# Inside a script these could end it or begin a comment.
_ENDS = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def page(
    *,
    title: str,
    note: str,
    actors: Sequence[str],
    stories: Iterable[Mapping[str, Any]],
    figures: Sequence[Mapping[str, str]],
) -> bytes:
    """Return the bytes of index.html; `note` is its source line.

    The stories name actors by their index in `actors`.
    """
    style, script = ((_FOLDER / f"page.{name}").read_text(encoding="utf-8") for name in ("css", "js"))
    file = {
        "title": title, "actors": [{"name": name} for name in actors], "stories": list(stories),
        "figures": list(figures), "list": LIST,
    }  # fmt: skip
    held = json.dumps(file, ensure_ascii=False, separators=(",", ":")).translate(_ENDS)
    policy = _POLICY.format(hashes(script), hashes(style))
    own = {"style": style, "script": script, "file": held}
    return render("case.html", own, policy=policy, title=title, note=note).encode(errors="replace")


def story(
    article: Article,
    day: str | None,
    proofs: Iterable[Mapping[str, Any]],
    places: Mapping[str, int],
    *,
    with_text: bool,
) -> dict[str, Any]:
    """Return a story, with its rows of evidence (lib.query.proofs), as the page's JSON has it.

    `day` is in ISO 8601, `places` maps an actor's key to its index in the page's list.
    """
    shown = {
        "id": article.id, "headline": article.headline or "Story", "deck": article.deck or "",
        "origin": origin(article), "day": day, "publisher": article.publisher, "tags": [*article.tags],
        "url": web_address(article.canonical_url), "language": article.language,
        "proofs": [_shown_proof(row, places) for row in proofs],
    }  # fmt: skip
    if with_text:
        numbers = {id(block): number for number, block in enumerate(article.blocks)}
        shown["blocks"] = [_shown_block(block, numbers[id(block)], times) for times, block in body(article)]
    return shown


def figure(svg: bytes, alt: str) -> dict[str, str]:
    """Return a picture as the page's JSON has it: `src`, the SVG as a data address, and `alt`."""
    return {"src": f"data:image/svg+xml;base64,{base64.b64encode(svg).decode()}", "alt": alt}


def _shown_proof(row: Mapping[str, Any], places: Mapping[str, int]) -> dict[str, Any]:
    """Return a row of evidence as the page's JSON has it, each name as start, end and index of its actor."""
    spans = zip(row["starts"], row["ends"], row["actor_ids"], strict=True)
    return {
        "zone": row["zone"], "block": row["block"], "start": row["sentence_start"], "text": row["sentence"],
        "names": [[start, end, places[key]] for start, end, key in spans],
    }  # fmt: skip


def _shown_block(block: Block, number: int, times: Sequence[str]) -> dict[str, Any]:
    """Return a block with its number and the times of its updates as the page's JSON has it."""
    kind = "heading" if block.level else block.zone
    return {
        "kind": kind,
        "text": block.text,
        "number": number,
        **({"times": ", ".join(times)} if times else {}),
    }
