"""Whether kept and cut together are the whole of a capture."""

from lib.clean.segments.page import page_of
from lib.model.capture import Capture
from lib.model.cleaned import Cleaned


def source_text(capture: Capture) -> str:
    """Return the text to which the offsets of a capture's kept and cut segments refer."""
    return capture.content if capture.media_type == "text/plain" else page_of(capture).source.text


def coverage_violations(source: str, cleaned: Cleaned) -> list[str]:
    """Return every place where pieces overlap, or where more than white space is left uncovered."""
    articles = (cleaned.article, *cleaned.briefs)
    blocks = (block for article in articles for block in article.blocks)
    pieces = [(block.at, block.end) for block in blocks if block.end > block.at]
    pieces += [(card.at, card.end) for card in cleaned.related]
    pieces += [(cut.at, cut.end) for cut in cleaned.cuts]
    found, position = [], 0
    for at, end in [*sorted(pieces), (len(source), len(source))]:
        if at < position:
            found.append(f"overlap at {at}")
        elif source[position:at].strip():
            found.append(f"uncovered at {position}: {source[position:at].strip()[:40]!r}")
        position = max(position, end)
    return found
