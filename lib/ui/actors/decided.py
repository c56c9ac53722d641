"""The tab of the reader's decisions: what is suggested or in doubt, and what was decided, to be undone."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from lib.model.decision_words import sentence_of
from lib.model.errors import WireroomError
from lib.model.ledger import Decision, rests_on
from lib.query import decisions, suggestions
from lib.query import undecided as query_undecided
from lib.query.filter import names
from lib.query.suggestions import Suggestion
from lib.query.undecided import Surname, UncertainName
from lib.store.followed import followed
from lib.store.journal import ledger
from lib.ui.cache import archive_zone, ask
from lib.ui.component import Actions, draw, on_items, say
from lib.ui.decisions import PLACE, bearer_buttons, begin, identify_actions, list_address
from lib.ui.jobs import job
from lib.ui.render import Button, Link, RichText
from lib.ui.session import current_session
from lib.ui.view import View
from lib.ui.wording import instant

# By the kind of a question: the verbs of `ledger` that answer it, with their buttons' labels.
OFFERED = {
    "alike": {"merge": "Merge", "apart": "Keep apart"},
    "waiting": {"accept": "Accept", "ignore": "Ignore"},
}


class DecisionLine(NamedTuple):
    """A decision in the list: its words, when it was made, and its buttons; an undone decision has none."""

    words: str
    made: str
    actions: RichText


def decisions_tab(view: View) -> None:
    """Show suggested and open decisions, then all that were made, newest first, undone ones included."""
    draw("actors/about_decisions.html", "decisions-head")
    alike: list[Suggestion] = ask(suggestions.suggestions)
    judge = on_items(alike, OFFERED["alike"], lambda verb, pair: begin(view, verb, "--", pair.key, pair.to))
    show_questions("alike", "Perhaps one actor", alike, view, judge)
    undecided: list[Surname] = ask(query_undecided.surnames)
    show_questions(
        "undecided", "Who is meant?", undecided, view, identify_actions(view, undecided, PLACE),
        waiting=undecided[0].waiting if undecided else 0,
    )  # fmt: skip
    doubtful: list[UncertainName] = ask(query_undecided.doubtful)
    settle = on_items(doubtful, OFFERED["waiting"], lambda verb, name: begin(view, verb, "--", name.key))
    waiting = doubtful[0].waiting if doubtful else 0
    show_questions("waiting", "Names in doubt", doubtful, view, settle, waiting=waiting)
    show_decisions(view)
    job.status(PLACE)


def show_questions(
    kind: str, title: str, found: Sequence[Suggestion | Surname | UncertainName], view: View,
    actions: Actions, *, waiting: int = 0,
) -> None:  # fmt: skip
    """Show open questions of one kind with their buttons, if any; `waiting` is how many there are in all."""
    if found:
        title += f": the first {len(found)} of {waiting:,}" if waiting > len(found) else ""
        draw(
            "actors/questions.html", f"decisions-{kind}", actions, kind=kind, title=title, found=found,
            view=view, offered=OFFERED.get(kind, {}), bearers=bearer_buttons,
        )  # fmt: skip


def show_decisions(view: View, actor: str = "") -> None:
    """Show all decisions, each with a button that undoes it; for an actor's key those in force about it."""
    try:
        made, undone = ledger.recorded(current_session().archive)
    except WireroomError as error:
        say("decisions", str(error), role="alert")
        return
    held = [decision for decision in made if decision.id not in undone]
    shown = affecting(held, actor) if actor else list(made)
    stories = tuple(sorted({decision.article for decision in shown if decision.article}))
    headlines: dict[str, str] = ask(decisions.headlines, stories) if stories else {}
    ids = {decision.id for decision in held}

    def begin_undoing(decision_id: str) -> None:
        if decision_id in ids:
            begin(view, "undo", decision_id)

    draw(
        "actors/decided.html",
        "decisions",
        {"undo": begin_undoing},
        late=tuple(held) != ask(followed) and not job.running(),  # which may be following the newest
        all=Link(list_address(view), "All your decisions") if actor else None,
        decisions=[
            DecisionLine(
                sentence_of(each, headlines.get(each.article, "")),
                instant(each.made_at, archive_zone()),
                () if each.id in undone else _see_and_undo(each, view),
            )
            for each in reversed(shown)
        ],
    )


def affecting(held: Collection[Decision], actor: str) -> list[Decision]:
    """Return the decisions that led to the present mentions of the actor with this key, or that name it."""
    behind = {decision.id for decision in rests_on([*held], {actor})}
    return [each for each in held if each.id in behind or actor in (each.actor, each.to)]


def _see_and_undo(decision: Decision, view: View) -> RichText:
    """Return a link to the page of a decision's actor, if stories still name it, and the button "Undo"."""
    key = decision.to or decision.actor
    named = ask(names.actor_name, key) != key
    see = (Link(view.to("actors", show="ego", ego=key), "See"),) if named else ()
    undo = Button("Undo", {"do": f"undo {decision.id}"}, aria_label=f"Undo: {sentence_of(decision)}")
    return (*see, " ", undo)
