"""A digest of stories as Markdown, for a letter or a note, and as one HTML page without a script."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lib.export.article import plain
from lib.export.render import render
from lib.export.so_far import Moment, lines, link
from lib.model.wording import count, listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One story of a digest: headline, summary, source, address, and the stories folded under it."""

    headline: str
    summary: str
    source: str  # authors and publisher
    address: str  # of the original page; "" where none is known
    more: str = ""  # how many others follow that are its copies, or of its event in other papers
    others: Sequence["Item"] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of a digest: a title and its stories."""

    title: str
    items: Sequence[Item]


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """The content of a digest: title, about, lead, sections, most named actors, the days that stood out."""

    title: str  # its days
    about: str  # how many stories, of which selection
    lead: Item | None
    sections: Sequence[Section]
    named: Sequence[tuple[str, int]]  # actors and the stories that name them, a story and its copies as one
    left: int  # stories that are not listed
    so_far: Sequence[Moment] = ()  # the days that stood out until the last of the digest


def markdown(digest: Digest) -> str:
    """Return the digest as Markdown, with all markup in the stories' text escaped."""
    parts = [f"# Digest: {plain(digest.title)}", plain(digest.about)]
    if digest.named:
        parts.append(f"**Named most:** {plain(numbered_names(digest))}")
    if digest.lead:
        parts += [
            f"## {link(digest.lead.headline, digest.lead.address)}",
            plain(digest.lead.summary),
            plain(digest.lead.source),
        ]
        parts += ["\n".join(_under(digest.lead, ""))] if digest.lead.others else []
    for section in digest.sections:
        parts += [f"## {plain(section.title)}", "\n".join(map(_item_as_markdown, section.items))]
    parts.append(plain(number_not_listed(digest)))
    parts += ["## So far", *lines(digest.so_far)] if digest.so_far else []
    return "\n\n".join(filter(None, parts)) + "\n"


def _item_as_markdown(item: Item) -> str:
    summary = f" {' '.join(plain(item.summary).split())}" if item.summary else ""
    first = f"- **{link(item.headline, item.address)}**{summary} *{plain(item.source)}*"
    return "\n".join((first, *_under(item, "  "))) if item.others else first


def _under(item: Item, indent: str) -> Iterator[str]:
    """Yield the lines for the copies and related stories listed under an item."""
    yield f"{indent}- {item.more}:"
    for each in item.others:
        yield f"{indent}  - {link(each.headline, each.address)} *{plain(each.source)}*"


STYLE = """
body { font: 1.06rem/1.5 Georgia, "Times New Roman", serif; color: #1b1b19; background: #fdfcf9;
  max-width: 40rem; margin: 0 auto; padding: 1.5rem 1.2rem 3rem; }
h1 { font-size: 1.3rem; border-bottom: 3px solid; padding-bottom: 0.4rem; }
h2 { font-size: 1.1rem; border-bottom: 1px solid; padding-bottom: 0.2rem; margin: 2rem 0 0.4rem; }
.lead h2 { font-size: 2rem; line-height: 1.1; border: 0; margin-top: 1.4rem; }
a { color: inherit; } ul { list-style: none; padding: 0; } li { padding: 0.5rem 0; }
.source { font: 0.9rem/1.4 Helvetica, Arial, sans-serif; color: #5d5a52; }
@media (prefers-color-scheme: dark) {
  body { color: #ebe8e1; background: #15171a; } .source { color: #aaa69c; }
}
"""


def html(digest: Digest) -> str:
    """Return the digest as an HTML page."""
    words = {"named": numbered_names(digest), "left": number_not_listed(digest)}
    return render("digest.html", {"style": STYLE}, digest=digest, heading=f"Digest: {digest.title}", **words)


def numbered_names(digest: Digest) -> str:
    """Return the most named actors with their numbers of stories, in a line; "" if there are none."""
    return listed(f"{name} ({number:,})" for name, number in digest.named)


def number_not_listed(digest: Digest) -> str:
    """Return a sentence on how many stories are not listed; "" if all are."""
    left = count(digest.left, "more story of this selection is", "more stories of this selection are")
    return f"{left} not listed." if digest.left else ""
