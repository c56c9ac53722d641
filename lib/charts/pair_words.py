"""Pairs of actors in words: what their weight counts, the strongest, and a pair under the pointer."""

from typing import Literal

import pandas as pd

from lib.charts.pairs import Pair, pairs_of
from lib.charts.text_metrics import number, safe
from lib.model.wording import count, listed
from lib.stats.chance import NO_MORE

Unit = Literal["sentence", "paragraph", "article", "origin"]
NOUNS: dict[Unit, tuple[str, str]] = {  # of what a weight counts, for one and for many
    "sentence": ("sentence", "sentences"),
    "paragraph": ("paragraph", "paragraphs"),
    "article": ("story", "stories"),
    "origin": ("independent report", "independent reports"),
}
EMPTY = "No two actors are named together often enough here. Ask for fewer reports or loosen the filter."


def thicker(unit: Unit) -> str:
    """Return a sentence on what the width of a line means."""
    return f"The thicker a line, the more {NOUNS[unit][1]} name both"


def strongest(edges: pd.DataFrame) -> str:
    """Return the four pairs of most weight in words: "Ada Holm with Norland (31) and ..."."""
    pairs = pairs_of(edges.nlargest(4, "weight"))
    return listed(f"{edge.source} with {edge.target} ({number(edge.weight)})" for edge in pairs)


def weight_words(weight: float, unit: Unit) -> str:
    """Return a pair's weight with its noun: "31 sentences", or "3.08 sentences" where lists count in part."""
    shown, (one, many) = round(float(weight), 2), NOUNS[unit]
    return count(shown, one, many) if shown.is_integer() else f"{shown:,.2f} {many}"


def verdict_in_words(verdict: str) -> str:
    """Return a verdict on chance as a reader reads it: "more often than chance", "could be chance"."""
    return "could be chance" if verdict == NO_MORE else verdict


def pair_sentence(edge: Pair, unit: Unit) -> str:
    """Return the text shown when the pointer is over a pair."""
    both, weight = f"{safe(edge.source)} and {safe(edge.target)}", weight_words(edge.weight, unit)
    verb = "names" if weight.startswith("1 ") else "name"
    where = "" if unit == "article" else f", in {count(edge.stories, 'story', 'stories')}"
    reports, verdict = count(edge.reports, "independent report"), verdict_in_words(edge.verdict)
    return f"{both}<br>{weight} {verb} both{where}<br>{reports}" + (f": {verdict}" if verdict else "")
