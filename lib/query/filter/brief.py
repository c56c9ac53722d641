"""A selection of stories in a few words, for the title of a chart."""

from lib.model.filter import Filter
from lib.model.wording import listed
from lib.query.filter import english
from lib.query.filter.compile import compile_filter
from lib.query.filter.dimensions import Predicate, predicates
from lib.store.archive import ArchiveReader

LONGEST = 70  # letters of what stands behind a chart's question
MOST = 3  # names of one dimension that a title lists; of more it gives the number


def brief(db: ArchiveReader, criteria: Filter) -> str:
    """Return what selects the stories, such as "Cuba, 16 to 28 October 1962"; "" for all stories.

    What makes it longer than LONGEST letters, and the reader's own marks and labels, become "further
    conditions".
    """
    parts = [_names(each, db) for each in predicates(criteria)]
    if criteria.since or criteria.until:
        parts.append(english.days(criteria.since, criteria.until))
    if criteria.text:
        parts.append(compile_filter(Filter(text=criteria.text), db).sentence)
    kept = parts[:1]
    for part in parts[1:]:
        if len(", ".join((*kept, part))) <= LONGEST:
            kept.append(part)
    private = criteria.read != "all" or bool(criteria.labels) or bool(criteria.as_of)
    further = ["further conditions"] if private or len(kept) < len(parts) else []
    return ", ".join((*kept, *further))


def _names(chosen: Predicate, db: ArchiveReader) -> str:
    """Return the names of a predicate in words: "Cuba or Turkey", "not Cuba", "12 tags" if over MOST."""
    names = [*dict.fromkeys(chosen.dimension.called(db, name) for name in chosen.names)]
    if len(names) > MOST:
        joined = f"{len(names)} {chosen.dimension.title.lower()}"
    else:
        joined = listed(names) if chosen.how == "all" else english.either(names)
    return f"not {joined}" if chosen.how == "none" else joined
