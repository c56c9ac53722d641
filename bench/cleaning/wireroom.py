"""Wireroom as a contender, and what only it is asked: whether kept and cut are the whole."""

from dataclasses import dataclass

from bench.cleaning.contender import MEASURES, Contender, Page, Prediction, Refused, Remains
from bench.cleaning.coverage import coverage_violations, source_text
from bench.cleaning.held_out import unseen
from lib.capture import read
from lib.clean import publishers
from lib.clean.clean import clean
from lib.model.article import Article
from lib.model.capture import Capture, Rejected
from lib.model.cleaned import Cleaned
from lib.model.errors import CaptureError

NAME, WITHOUT = "Wireroom", "Wireroom general rules"


@dataclass(frozen=True, slots=True)
class Result:
    """A page as read and as cleaned."""

    capture: Capture
    cleaned: Cleaned


def extract(page: Page) -> Result:
    """Read and clean a page from its file, with all fields."""
    for capture in read(page.path):
        if isinstance(capture, Capture):
            return _cleaned(page, capture)
        if isinstance(capture, Rejected):
            raise Refused(capture.message)
    raise Refused(f"{page.path.name} holds no capture.")


def extract_generally(page: Page) -> Result:
    """Return the same without the rules for single publishers."""
    with publishers.tried(None):
        return extract(page)


def _cleaned(page: Page, capture: Capture) -> Result:
    try:
        with unseen(page.fold):
            return Result(capture, clean(capture))
    except CaptureError as error:
        raise Refused(str(error).replace(capture.origin, page.path.name)) from error


def predict(result: Result) -> Prediction:
    """Return the article that was found, in the scorer's terms."""
    return prediction(result.cleaned.article)


def remains(result: Result) -> Remains:
    """Return what was left over of the page."""
    source = source_text(result.capture)
    unknown = (cut.text for cut in result.cleaned.cuts if cut.rule == "unclassified")
    return Remains(
        words=len(source.split()),
        unclassified=sum(len(text.split()) for text in unknown),
        violations=tuple(coverage_violations(source, result.cleaned)),
        confidence=result.cleaned.confidence,
    )


def prediction(article: Article) -> Prediction:
    """Return the article in the scorer's terms; its time as the publisher's clock shows it."""
    lead = next((image for image in article.images if image.lead), None)
    local = None
    if article.published_at and article.published_zone:
        zone = article.published_zone
        moment = article.published_at.astimezone(zone.clock)
        # Where the page gives no zone the truth gives none either.
        local = (moment.replace(tzinfo=None) if zone.assumed and zone.name != "UTC" else moment).isoformat()
    return {
        "title": article.headline,
        "authors": list(article.authors),
        "published": local,
        "tags": list(article.tags),
        "text": article.text,
        "image": {"caption": lead.caption, "credit": lead.credit} if lead else {},
    }


_ALL = frozenset(MEASURES)
CONTENDERS = (
    Contender(name=NAME, extract=extract, predict=predict, gives=_ALL, remains=remains),
    Contender(name=WITHOUT, extract=extract_generally, predict=predict, gives=_ALL),
)
