"""What pages say of the reader's decisions about actors: on how many they rest, and whom a surname means."""

from collections.abc import Collection, Sequence

from lib.model.ledger import Decision
from lib.model.wording import count
from lib.query import decisions
from lib.query.undecided import Surname
from lib.ui.cache import ask
from lib.ui.component import Actions
from lib.ui.jobs import job
from lib.ui.render import Button, Link, Markup, RichText, paragraph, stack
from lib.ui.view import View, number_in

PLACE = "decisions"  # where the outcome of a decision's job is shown
TAB = "decided"  # of the Actors page, which lists the decisions
BEARERS = 4  # of a surname, that are offered


def list_address(view: View) -> str:
    """Return the address of the list of all decisions."""
    return view.to("actors", show=TAB)


def affected_note(view: View, keys: Collection[str]) -> Markup:
    """Return a note on how many decisions affect the actors with these keys; empty markup if none does."""
    found: list[Decision] = ask(decisions.affecting, tuple(sorted(keys)))
    if not found:
        return stack()
    number = count(len(found), "decision of yours", "decisions of yours")
    return paragraph("Rests on ", Link(list_address(view), number), ".")


def drawer_note(view: View, keys: Collection[str]) -> Markup:
    """Return the note in the panel of sentences: how many decisions affect the actors with these keys.

    For one actor a link follows to the form "Correct this actor".
    """
    correct = Link(view.to("actors", show="ego", ego=next(iter(keys)), desk="open"), "Correct this actor")
    rests = affected_note(view, keys)
    return stack(rests, paragraph(correct)) if len(keys) == 1 else rests


def filter_note(view: View) -> Markup:
    """Return a note on how many decisions affect the actors in the filter; empty markup if none does."""
    criteria = view.criteria.actors
    named = (*criteria.any, *criteria.all, *criteria.none)
    return affected_note(view, ask(decisions.keys, named)) if named else stack()


def see_which(view: View) -> RichText:
    """Return the words " (see which)", linked to all decisions, to follow their number in a source line."""
    return (" (", Link(list_address(view), "see which"), ")")


def bearer_buttons(number: int, surname: Surname) -> tuple[Button, ...]:
    """Return a button for each person, up to four, whom an undecided surname may mean.

    `number` is the place of the surname in the list that the action reads.
    """
    return tuple(
        Button(
            bearer.name,
            {"do": f"mean {number} {place}"},
            aria_label=f"“{surname.surface}” means {bearer.name}",
        )
        for place, bearer in enumerate(surname.bearers[:BEARERS])
    )


def identify_actions(view: View, surnames: Sequence[Surname], place: str) -> Actions:
    """Return the action of `bearer_buttons`: start the job that records whom a surname means."""

    def identify(numbers: str) -> None:
        chosen, bearer = map(number_in, numbers.partition(" ")[::2])
        surname = surnames[chosen] if chosen is not None and chosen < len(surnames) else None
        if surname and bearer is not None and bearer < len(surname.bearers):
            meant = (f"--story={surname.article}", f"--as={surname.bearers[bearer].key}")
            begin(view, "identify", "--undecided", *meant, "--", surname.surface, place=place)

    return {"mean": identify}


def begin(view: View, verb: str, *arguments: str, place: str = PLACE) -> None:
    """Start the job of a decision, `ledger VERB ARGUMENTS`; `place` says where its outcome is shown."""
    words = "Resolving the stories that this touches"
    if verb == "undo":
        words = "Undoing the decision and resolving its stories"
    job.begin(place, words, ["ledger", verb, "--archive", str(view.archive), *arguments])
