"""Translating a filter: to an SQL condition with its parameters, and to an English sentence.

A condition is on rows of `article`. Of each story it selects the shown revision, or with `as_of` the one
shown then. A filter by date leaves undated stories out (they are counted in `stories.totals`). A filter by
actors counts a name where the filter counts names, in its zones and roles, so the number beside an actor is
the number of stories found by it. Briefs are short stories of their own: they count wherever stories count;
as their text is in the zone ticker, the names in it do not by default.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from lib.model.article import DEFAULT_ZONES
from lib.model.filter import Filter
from lib.model.mention import DEFAULT_KINDS, DEFAULT_ROLES
from lib.model.wording import listed
from lib.query.filter import conditions as sql
from lib.query.filter import english
from lib.query.filter.dimensions import ACTORS, OF_STORIES, Dimension, predicates
from lib.query.filter.search_clauses import Clause, Scope, clause, meanings_in
from lib.query.filter.search_cost import SearchBudget
from lib.query.filter.syntax import parse
from lib.store.archive import ArchiveReader
from lib.store.batches.batch_context import SUMMARISED
from lib.store.batches.days import aware, naive
from lib.store.journal import marks
from lib.store.schema import UNDERSTOOD


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A filter as SQL (condition, rows, parameters) and in English, with notes on what was not understood."""

    condition: str
    rows: str  # `article` joined with one of the statements of the condition, and with the others after WHERE
    parameters: Mapping[str, object]
    sentence: str
    notes: tuple[str, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether the condition reads no other table than `article`, and so has no parameters."""
        return "select" not in self.condition


def compile_filter(criteria: Filter, db: ArchiveReader, *, besides: str = "") -> Where:
    """Return a filter as SQL and English; a name that the archive does not know selects nothing.

    `besides` is one more SQL condition on rows of `article`, which the sentence does not mention.
    """
    search, since, until = parse(criteria.text), criteria.since, criteria.until
    scope = Scope(
        db=db, criteria=criteria, parameters=sql.Parameters(), notes=[*search.notes], budget=SearchBudget(db),
        meant=meanings_in(db, search.node) if search.node else {},
    )  # fmt: skip
    shown = _shown(criteria.as_of, scope.parameters)
    others = [  # in the order of the sentence: an English one names the days before the actors
        *_clauses_on_names(OF_STORIES, scope),
        *([Clause(sql.day_condition(since, until), english.days(since, until))] if since or until else []),
        *_clauses_on_names(ACTORS, scope),
        *_clauses_on_marks(scope),
        *_counting(criteria),
        Clause(besides, ""),
    ]
    tests = [each.condition for each in others]
    among = sql.joined(shown.condition, *tests) if any(tests) else ""
    clauses = [shown, *([clause(search.node, replace(scope, among=among))] if search.node else []), *others]
    sentence = ", ".join(each.sentence for each in clauses if each.sentence)
    condition = sql.joined(*(each.condition for each in clauses))
    rows = f"article where {condition}"
    if joined := next((each for each in others if each.ids), None):  # half the time of the condition
        others_hold = sql.joined(*(each.condition for each in clauses if each is not joined))
        rows = f"article join (select distinct id from ({joined.ids})) using (id) where {others_hold}"
    return Where(
        condition=condition,
        rows=rows,
        parameters=scope.parameters.values,
        sentence=sentence or "all stories",
        notes=tuple(dict.fromkeys(scope.notes)),
    )


def _shown(as_of: datetime | None, parameters: sql.Parameters) -> Clause:
    """Return the clause that a row is its story's text now, or with `as_of` the text shown then."""
    if as_of is None:
        return Clause("shown", "")
    when = aware(as_of)
    sentence = f"as the archive stood on {english.day(when.date())}, {when:%H:%M} UTC"
    return Clause(f"id in ({shown_rows(as_of, parameters)})", sentence)


def shown_rows(as_of: datetime, parameters: sql.Parameters, story: str = "true") -> str:
    """Return the SQL for ids of rows of `article`: for each story the text shown at the moment `as_of`.

    It is the text that captures had found last by then, a feed's summary only if there was nothing else, as
    in `BatchContext.show_newest`. `story` is an SQL condition on rows of `article`.
    """
    stored = f"select batch from batch where stored_at <= {parameters.named('as_of', naive(as_of))}"
    summary = parameters.named("summary", SUMMARISED)
    several = f"select article from article where {story} group by article having count(*) > 1"
    return f"""
        select max_by(a.id, (not coalesce(summary, false), coalesce(seen, t.captured_at), a.revision))
        from article a join article_text t using (id) left join (
            select article, revision, max(captured_at) as seen,
                bool_and(contains(coalesce(doubts, ''), {summary})) as summary
            from capture where batch in ({stored}) and outcome in {UNDERSTOOD}
                and article in ({several})
            group by all) using (article, revision)
        where a.batch in ({stored}) and {story} group by article"""


def _clauses_on_names(dimensions: Sequence[Dimension], scope: Scope) -> Iterator[Clause]:
    """Yield a clause for each of the filter's predicates in these dimensions."""
    for each in predicates(scope.criteria, dimensions):
        yield Clause(each.in_archive(scope.db, scope.criteria), each.sentence(scope.db))


def _clauses_on_marks(scope: Scope) -> Iterator[Clause]:
    """Yield the clauses on the reader's marks: read or unread, labels, and muted."""
    state, labels = scope.criteria.read, scope.criteria.labels
    if state != "all":
        yield Clause(scope.in_state(state), state)
    if labels:
        labelled = scope.one_of(marks.labelled_stories(scope.db.path, labels))
        yield Clause(labelled, f"labelled {english.either(labels)}")
    if scope.criteria.unmuted:
        yield Clause(f"not ({scope.in_state('muted')})", "not muted")


def _counting(criteria: Filter) -> Iterator[Clause]:
    """Yield clauses without SQL: sentences on which names count, where that is not the default."""
    if set(criteria.zones) != set(DEFAULT_ZONES):
        yield Clause("", f"counting names in {listed(criteria.zones) or 'no part'}")
    if set(criteria.roles) != set(DEFAULT_ROLES):
        yield Clause("", f"counting as names {listed(criteria.roles) or 'nothing'}")
    if set(criteria.kinds) != set(DEFAULT_KINDS):
        kinds = f"kind {english.either(criteria.kinds)}" if criteria.kinds else "no kind"
        yield Clause("", f"of {kinds}")
    if criteria.cast == "recorded":
        yield Clause("", "counting actors of the actor file alone")
