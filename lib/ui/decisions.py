"""The reader's decisions about actors: notes on pages they affect, the list of all, and undoing them."""

from collections.abc import Collection, Sequence

from lib.model.errors import WireroomError
from lib.model.ledger import Decision, rests_on, sentence_of
from lib.model.wording import count
from lib.query import decisions, suggestions
from lib.query.decisions import Surname, UncertainName
from lib.query.filter import names
from lib.query.suggestions import Suggestion
from lib.store.followed import followed
from lib.store.journal import ledger
from lib.ui.cache import archive_zone, ask, current_session
from lib.ui.component import Actions, draw, on_items, say
from lib.ui.jobs import job
from lib.ui.render import Button, Link, Markup, RichText, paragraph, stack
from lib.ui.view import View
from lib.ui.wording import instant

PLACE = "decisions"
TAB = "decided"
ENDED = {"accept": "Accept", "ignore": "Ignore"}  # what ends a doubt
BEARERS = 4  # of a surname, that are offered
JUDGED = {"merge": "Merge", "apart": "Keep apart"}  # what is decided about a pair


def every(view: View) -> str:
    """Return the address of the list of all decisions."""
    return view.to("actors", show=TAB)


def affected_note(view: View, keys: Collection[str]) -> Markup:
    """Return a note on how many decisions affect these actors; empty if none does."""
    found: list[Decision] = ask(decisions.affecting, tuple(sorted(keys)))
    if not found:
        return stack()
    number = count(len(found), "decision of yours", "decisions of yours")
    return paragraph("Rests on ", Link(every(view), number), ".")


def beside(view: View, keys: Collection[str]) -> Markup:
    """Return the drawer's note on decisions about its actors, and for one actor a link to its form."""
    correct = Link(view.to("actors", show="ego", ego=next(iter(keys)), desk="open"), "Correct this actor")
    rests = affected_note(view, keys)
    return stack(rests, paragraph(correct)) if len(keys) == 1 else rests


def filtered(view: View) -> Markup:
    """Return a note on how many decisions affect the actors in the filter; empty if none does."""
    criteria = view.criteria.actors
    named = (*criteria.any, *criteria.all, *criteria.none)
    return affected_note(view, ask(decisions.keys, named)) if named else stack()


def which(view: View) -> tuple[str | Link, ...]:
    """Return the words " (see which)", linked to all decisions, to follow their number in a source line."""
    return (" (", Link(every(view), "see which"), ")")


def page(view: View) -> None:
    """Show suggested and open decisions, then all that were made, newest first, undone ones included."""
    draw("actors/about_decisions.html", "decisions-head")
    alike: list[Suggestion] = ask(suggestions.suggested)
    judge = on_items(alike, JUDGED, lambda do, each: _begin(view, do, "--", each.key, each.to))
    ask_of("alike", "Perhaps one actor", alike, view, judge)
    undecided: list[Surname] = ask(decisions.surnames)
    ask_of("undecided", "Who is meant?", undecided, view, identifying(view, undecided, PLACE))
    doubtful: list[UncertainName] = ask(decisions.doubtful)
    end = on_items(doubtful, ENDED, lambda do, each: _begin(view, do, "--", each.key))
    ask_of("waiting", "Names in doubt", doubtful, view, end)
    show(view)
    job.status(PLACE)


def ask_of(
    kind: str, title: str, found: Sequence[Suggestion | Surname | UncertainName], view: View, actions: Actions
) -> None:
    """Show open questions of one kind with their buttons; nothing if there are none."""
    if found:
        waiting = getattr(found[0], "waiting", 0)  # more may wait than were found
        title += f": the first {len(found)} of {waiting:,}" if waiting > len(found) else ""
        offered = {"alike": JUDGED, "waiting": ENDED}.get(kind, {})
        draw(
            "actors/questions.html",
            f"decisions-{kind}",
            actions,
            kind=kind,
            title=title,
            found=found,
            view=view,
            offered=offered,
            bearers=bearers,
        )


def bearers(number: int, surname: Surname) -> tuple[Button, ...]:
    """Return a button for each person, up to four, that an undecided surname may mean."""
    means = f"“{surname.surface}” means"
    return tuple(
        Button(who.name, {"do": f"mean {number} {which}"}, aria_label=f"{means} {who.name}")
        for which, who in enumerate(surname.bearers[:BEARERS])
    )


def identifying(view: View, found: Sequence[Surname], place: str) -> Actions:
    """Return the action of the buttons of `bearers`: start the job that records whom a surname means."""

    def identify(numbers: str) -> None:
        surname, bearer = (int(each) if each.isdecimal() else -1 for each in (*numbers.split(" "), "")[:2])
        if 0 <= surname < len(found) and 0 <= bearer < len(found[surname].bearers):
            each = found[surname]
            who = each.bearers[bearer].key
            story = (f"--story={each.article}", f"--as={who}", "--", each.surface)
            _begin(view, "identify", "--undecided", *story, place=place)

    return {"mean": identify}


def _begin(view: View, do: str, *arguments: str, place: str = PLACE) -> None:
    job.begin(
        place, "Resolving the stories that this touches",
        ["ledger", do, "--archive", str(view.archive), *arguments],
    )  # fmt: skip


def show(view: View, actor: str = "") -> None:
    """Show all decisions; with `actor`, those that affect the actor, without undone ones."""
    archive = current_session().archive
    try:
        made, undone = ledger.recorded(archive)
    except WireroomError as error:
        say("decisions", str(error), role="alert")
        return
    held = [each for each in made if each.id not in undone]
    shown = about(held, actor) if actor else list(made)
    stories = tuple(sorted({each.article for each in shown if each.article}))
    titles: dict[str, str] = ask(decisions.headlines, stories) if stories else {}
    ids = {each.id for each in held}

    def undo(number: str) -> None:
        if number in ids:
            words = "Undoing the decision and resolving its stories"
            job.begin(PLACE, words, ["ledger", "undo", "--archive", str(view.archive), number])

    draw(
        "actors/decided.html",
        "decisions",
        {"undo": undo},
        late=tuple(held) != ask(followed),
        all=Link(every(view), "All your decisions") if actor else None,
        decisions=[_item(each, view, titles, undone) for each in reversed(shown)],
    )


def about(held: Collection[Decision], actor: str) -> list[Decision]:
    """Return those of the decisions that led to the actor's present mentions or that name it."""
    behind = {each.id for each in rests_on([*held], {actor})}
    return [each for each in held if each.id in behind or actor in (each.actor, each.to)]


def _item(
    each: Decision, view: View, titles: dict[str, str], undone: Collection[str]
) -> tuple[str, str, RichText]:
    """Return a decision in words, when it was made, and its link and button; no button if it was undone."""
    words = sentence_of(each, titles.get(each.article, ""))
    key, when = each.to or each.actor, instant(each.made_at, archive_zone())
    if each.id in undone:
        return words, when, ()
    see = (Link(view.to("actors", show="ego", ego=key), "See"),) if ask(names.printed, key) != key else ()
    undo = Button("Undo", {"do": f"undo {each.id}"}, aria_label=f"Undo: {sentence_of(each)}")
    return words, when, (*see, " ", undo)
