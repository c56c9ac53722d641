"""The country where a story is filed, by its dateline, and the one where it is published, by its domain."""

from lib.actors.dictionary import Dictionary
from lib.actors.records import Record
from lib.actors.states import end_of_state
from lib.actors.words import word_set
from lib.model.article import Article

_DOMAINS = {
    domain: f"country/{key}" for domain, _, key in (row.partition(":") for row in word_set("country_domains"))
}


def filed_in(article: Article, known: Dictionary) -> Record | None:
    """Return the only country that the article's dateline names, by its name or capital; else None."""
    day = (article.published_at or article.captured_at).date()
    dateline = article.dateline or ""
    dateline = dateline.title() if dateline.isupper() else dateline
    countries = {
        hit.record.id: hit.record
        for hit in known.hits(dateline, day)
        if hit.record and hit.record.kind == "country"
        and end_of_state(dateline, hit.end, hit.record.name) is None  # Athens, Ga.
    }  # fmt: skip
    return next(iter(countries.values())) if len(countries) == 1 else None


def published_in(article: Article, known: Dictionary) -> Record | None:
    """Return the country of the publisher's top-level domain; None for .com and the like."""
    host = article.publisher.lower().rstrip(".")
    return known.by_id.get(_DOMAINS.get(host.rpartition(".")[2], "")) if "." in host else None
