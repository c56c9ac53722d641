"""The days that stood out, each with its sentence, as Markdown: a file of its own, or a part of a digest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lib.export.article import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A day that stood out: its words, the sentence with its source, and how many reports say it."""

    day: str
    about: str  # how many stories it has, against the usual
    sentence: str  # "" where no sentence of its stories names anyone
    headline: str
    source: str  # publisher of the sentence
    address: str  # of the original page; "" where none is known
    said: str  # by how many independent reports, and who was first


def markdown(title: str, measure: str, moments: Sequence[Moment]) -> str:
    """Return the days as a Markdown file, with all markup in the stories' text escaped."""
    none = ["No day of these stories stands out."]
    return "\n\n".join([f"# {plain(title)}", *(lines(moments) or none), f"*{plain(measure)}*"]) + "\n"


def lines(moments: Sequence[Moment]) -> list[str]:
    """Return a paragraph of Markdown for each day, without line breaks."""
    return [" ".join(_parts_of_paragraph(each)) for each in moments]


def _parts_of_paragraph(moment: Moment) -> Iterator[str]:
    yield f"**{_escaped_on_a_line(moment.day)}** ({_escaped_on_a_line(moment.about)})"
    if moment.sentence:
        yield f"“{_escaped_on_a_line(moment.sentence)}”"
        yield f"{link(moment.headline, moment.address)}, *{_escaped_on_a_line(moment.source)}*."
        yield f"{_escaped_on_a_line(moment.said)}."


def link(headline: str, address: str) -> str:
    """Return a headline as a Markdown link; the headline alone if the address cannot stand in a link."""
    escaped = address.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
    words = _escaped_on_a_line(headline)
    return f"[{words}](<{escaped}>)" if address and "<" not in address and ">" not in address else words


def _escaped_on_a_line(text: str) -> str:
    """Return text on one line with its Markdown escaped."""
    return " ".join(plain(text).split())
