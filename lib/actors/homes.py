"""The country in which a story was filed, and that in which its publisher is at home."""

from lib.actors.dictionary import Dictionary, Record
from lib.actors.words import word_set
from lib.model.article import Article

_DOMAINS = {
    domain: f"country/{key}" for domain, _, key in (row.partition(":") for row in word_set("country_domains"))
}


def filed_in(article: Article, known: Dictionary) -> Record | None:
    """Return the one country that the story's dateline names, itself or by its capital."""
    day = (article.published_at or article.captured_at).date()
    dateline = article.dateline or ""
    hits = known.hits(dateline.title() if dateline.isupper() else dateline, day)
    countries = {hit.record.id: hit.record for hit in hits if hit.record and hit.record.kind == "country"}
    return next(iter(countries.values())) if len(countries) == 1 else None


def published_in(article: Article, known: Dictionary) -> Record | None:
    """Return the country of the publisher's top-level domain."""
    host = article.publisher.lower().rstrip(".")
    return known.by_id.get(_DOMAINS.get(host.rpartition(".")[2], "")) if "." in host else None
