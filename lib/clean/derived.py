"""What follows from an article's blocks, for when they have changed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from lib.clean.fields.captions import bare_credit
from lib.clean.fields.dateline import dateline, signed_by_wire, wire_of
from lib.clean.revision import revision_of
from lib.model.article import Article, Block, Image, Update


def derived(
    article: Article, blocks: tuple[Block, ...], restored: Sequence[Block], gone: Sequence[Block]
) -> Article:
    """Return the article with other blocks: some came back, some are gone."""
    made = replace(
        article,
        blocks=blocks,
        images=(*_images(article.images, gone), *_pictures(restored, bool(article.images))),
        updates=tuple(_updates(article, blocks)),
    )
    if any(block.zone == "deck" for block in gone):
        decks = (block.text for block in blocks if block.zone == "deck")
        made = replace(made, deck=" ".join(decks) or None)
    if _opening(article) != _opening(made):
        made = _dated(made)
    return replace(made, revision=revision_of(made.headline, made.text))


def _opening(article: Article) -> str:
    return next((block.text for block in article.blocks if block.zone == "body"), "")


def _dated(article: Article) -> Article:
    """Place and agency as the first paragraph prints them now."""
    first = _opening(article)
    last = next((block.text for block in reversed(article.blocks) if block.zone == "body"), "")
    return replace(
        article,
        dateline=dateline(first)[0],
        wire=wire_of(first, last) or signed_by_wire(article.authors),
    )


def _images(images: Sequence[Image], gone: Sequence[Block]) -> Iterator[Image]:
    """Yield the pictures without the captions and credits that are gone."""
    captions = [block.text for block in gone if block.zone == "caption"]
    credits = [block.text for block in gone if block.zone == "credit"]
    bare = {form for credit in credits for form in (credit, bare_credit(credit))}
    for image in images:
        caption = image.caption or ""
        for text in captions:
            caption = caption.replace(text, "", 1)
        left = replace(
            image,
            caption=" ".join(caption.split()) or None,
            credit=None if image.credit in bare else image.credit,
        )
        if left == image or left.url or left.caption or left.credit:
            yield left


def _pictures(restored: Sequence[Block], has_lead: bool) -> Iterator[Image]:
    """Yield a picture for each caption that came back; which one on the page is not known any more."""
    for number, block in enumerate(block for block in restored if block.zone == "caption"):
        lead = number == 0 and not has_lead
        yield Image(url=None, alt=None, caption=block.text, credit=None, lead=lead)


def _updates(article: Article, blocks: tuple[Block, ...]) -> Iterator[Update]:
    """Yield the updates of a live blog by the new numbers of their first blocks.

    One without a block is none.
    """
    starts = [article.blocks[update.block].at for update in article.updates]
    firsts = [next((n for n, b in enumerate(blocks) if b.at >= at), len(blocks)) for at in starts]
    for update, (first, end) in zip(article.updates, pairwise([*firsts, len(blocks)]), strict=True):
        if first < end:
            yield replace(update, block=first)
