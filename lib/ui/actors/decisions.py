"""What the reader has decided about actors: what a page rests on, and the history with its undoing."""

from collections.abc import Collection, Mapping, Sequence

from lib.model.errors import WireroomError
from lib.model.ledger import Decision, rests_on, sentence_of
from lib.model.wording import count
from lib.query import decisions, suggestions
from lib.query.decisions import Doubtful, Surname
from lib.query.filter import names
from lib.query.suggestions import Suggestion
from lib.store.decisions import ledger
from lib.ui.answers import ask, current_session, desk_zone
from lib.ui.jobs import job
from lib.ui.markup import button, el, esc, instant, link
from lib.ui.sheet import sheet
from lib.ui.view import View

PLACE = "decisions"
TAB = "decided"
ABOUT = (
    "They hold in every story, also in those that come, and go into every chart, list and file. One that you "
    "undo leaves no trace in the stories."
)
NONE = (
    "You have decided nothing about actors yet. Open one under “One actor”: below its name stands “Correct "
    "this actor”."
)
ENDED = {"accept": "Accept", "ignore": "Ignore"}  # what ends a doubt
BEARERS = 4  # of a surname, that are offered
JUDGED = {"merge": "Merge", "apart": "Keep apart"}  # what is decided about a pair
LATE = (
    "The stories do not follow these decisions yet, as after a restored backup or an edit of the file. Run "
    "<code>python -m lib doctor --mend</code> in a terminal to resolve them again."
)


def every(view: View) -> str:
    """Return the address of the list of all decisions."""
    return view.to("actors", show=TAB)


def resting(view: View, keys: Collection[str]) -> str:
    """Return a note on how many decisions have made these actors what they are; "" where none has."""
    found: list[Decision] = ask(decisions.resting, tuple(sorted(keys)))
    if not found:
        return ""
    number = count(len(found), "decision of yours", "decisions of yours")
    return el("p", f"Rests on {link(every(view), number)}.", "note")


def beside(view: View, keys: Collection[str]) -> str:
    """Return what the drawer says of its actors: on what they rest, and of one the way to its desk."""
    asked = link(view.to("actors", show="ego", ego=next(iter(keys)), desk="open"), "Correct this actor")
    return resting(view, keys) + (el("p", asked, "note") if len(keys) == 1 else "")


def filtered(view: View) -> str:
    """Return the note on the actors that the selection asks for."""
    criteria = view.criteria.actors
    named = (*criteria.any, *criteria.all, *criteria.none)
    return resting(view, ask(decisions.keys, named)) if named else ""


def which(view: View) -> str:
    """Return what follows the number of decisions in a chart's note: the way to them."""
    return f" ({link(every(view), 'see which')})"


def page(view: View) -> None:
    """Show all decisions, the newest first, those that were undone among them."""
    sheet(el("p", esc(ABOUT), "note"), "decisions-head")
    _alike(view)
    _undecided(view)
    _waiting(view)
    _show(view, None)
    job.status(PLACE)


def _waiting(view: View) -> None:
    """Show the names in doubt, each with its reason and the two decisions that end the doubt."""
    found: list[Doubtful] = ask(decisions.doubtful)
    if not found:
        return
    items = "".join(_doubt(number, each, view) for number, each in enumerate(found))
    drawn = _queue("Names in doubt", items, len(found), found[0].waiting)
    sheet(drawn, "decisions-waiting", lambda word: _decide(word, view, found))


def _queue(title: str, items: str, shown: int = 0, waiting: int = 0) -> str:
    more = f": the first {shown} of {waiting:,}" if waiting > shown else ""
    return el("section", el("h3", title + more) + el("ul", items, "roll decided"))


def _undecided(view: View) -> None:
    """Show the surnames of two people, each with its bearers, one of whom is chosen."""
    found: list[Surname] = ask(decisions.surnames)
    if not found:
        return
    items = "".join(_surname(number, each, view) for number, each in enumerate(found))
    drawn = _queue("Who is meant?", items, len(found), found[0].waiting)
    sheet(drawn, "decisions-undecided", lambda word: identify(word, view, found, PLACE))


def _surname(number: int, each: Surname, view: View) -> str:
    story = link(view.to("read", article=each.article), each.headline)
    words = f"“{esc(each.surface)}”, {count(each.mentions, 'time')} in “{story}”"
    return el("li", el("span", words) + el("span", choices(number, each), "actions bearers"))


def choices(number: int, surname: Surname) -> str:
    """Return a button for each bearer of an undecided surname."""
    means = f"“{surname.surface}” means"
    return "".join(
        button(who.name, data_do=f"mean {number} {which}", aria_label=f"{means} {who.name}")
        for which, who in enumerate(surname.bearers[:BEARERS])
    )


def identify(word: str, view: View, found: Sequence[Surname], place: str) -> None:
    """Decide whom an undecided surname means, as a button of `choices` says; no other word does anything."""
    do, _, numbers = word.partition(" ")
    surname, _, bearer = numbers.partition(" ")
    if do != "mean" or not (surname.isdecimal() and bearer.isdecimal()) or int(surname) >= len(found):
        return
    each = found[int(surname)]
    if int(bearer) < len(each.bearers):
        who = each.bearers[int(bearer)].key
        _begin(view, "identify", "--undecided", f"--story={each.article}", f"--as={who}", "--", each.surface,
               place=place)  # fmt: skip


def _doubt(number: int, each: Doubtful, view: View) -> str:
    often = count(each.mentions, "time"), count(each.stories, "story", "stories")
    why = f"{each.name}, {often[0]} in {often[1]}: no record, and nothing but the recogniser speaks for it"
    also = count(each.elsewhere, "story", "stories")
    why += f" there; in {also} of other publishers something does." if each.elsewhere else "."
    see = link(view.to("actors", show="ego", ego=each.key), "See")
    buttons = _buttons(number, ENDED, each.name)
    return el("li", el("span", esc(why)) + el("span", f"{see} {buttons}", "actions"))


def _buttons(number: int, offered: Mapping[str, str], name: str) -> str:
    return "".join(
        button(words, data_do=f"{do} {number}", aria_label=f"{words}: {name}")
        for do, words in offered.items()
    )


def _pressed(word: str, offered: Collection[str], items: int) -> tuple[str, int]:
    """Return the decision and the item of a word; "" for one that no button of this page sends."""
    do, _, number = word.partition(" ")
    known = do in offered and number.isdecimal() and int(number) < items
    return (do, int(number)) if known else ("", 0)


def _begin(view: View, do: str, *arguments: str, place: str = PLACE) -> None:
    job.begin(
        place, "Resolving the stories that this touches",
        ["ledger", do, "--archive", str(view.archive), *arguments],
    )  # fmt: skip


def _decide(word: str, view: View, found: Sequence[Doubtful]) -> None:
    """Make the decision that was pressed on a name in doubt."""
    do, number = _pressed(word, ENDED, len(found))
    if do:
        _begin(view, do, "--", found[number].key)


def _alike(view: View) -> None:
    """Show the pairs of actors that are perhaps one, each with its reason and the two decisions on it."""
    found: list[Suggestion] = ask(suggestions.suggested)
    if not found:
        return
    items = "".join(_pair(number, each, view) for number, each in enumerate(found))
    sheet(_queue("Perhaps one actor", items), "decisions-alike", lambda word: _judge(word, view, found))


def _pair(number: int, each: Suggestion, view: View) -> str:
    often = count(each.stories, "story", "stories"), count(each.to_stories, "story", "stories")
    one, other = (
        link(view.to("actors", show="ego", ego=key), name)
        for key, name in ((each.key, each.name), (each.to, each.to_name))
    )
    words = f"{one} ({often[0]}) and {other} ({often[1]}): {esc(each.why)}."
    return el("li", el("span", words) + el("span", _buttons(number, JUDGED, each.name), "actions"))


def _judge(word: str, view: View, found: Sequence[Suggestion]) -> None:
    """Make the decision that was pressed on a pair."""
    do, number = _pressed(word, JUDGED, len(found))
    if do:
        _begin(view, do, "--", found[number].key, found[number].to)


def of_actor(view: View, actor: str) -> None:
    """Show the decisions that have made the actor what it is, or that took from it."""
    _show(view, actor)


def _show(view: View, actor: str | None) -> None:
    archive = current_session().archive
    try:
        made, undone = ledger.recorded(archive)
    except WireroomError as error:
        sheet(el("p", esc(str(error)), "note", role="alert"), "decisions")
        return
    held = [each for each in made if each.id not in undone]
    shown = list(made) if actor is None else about(held, actor)
    late = el("p", LATE, "note", role="status") if tuple(held) != ask(decisions.followed) else ""
    if not shown:
        sheet(late + (el("p", esc(NONE), "note") if actor is None else ""), "decisions")
        return
    stories = tuple(sorted({each.article for each in shown if each.article}))
    titles: dict[str, str] = ask(decisions.headlines, stories) if stories else {}
    items = "".join(_item(each, view, titles, undone) for each in reversed(shown))
    heading = "" if actor is None else el("h3", "What you decided") + el("p", _all(view), "note")
    sheet(
        late + el("section", heading + el("ul", items, "roll decided")), "decisions",
        lambda word: _press(word, view, {each.id for each in held}),
    )  # fmt: skip


def about(held: Collection[Decision], actor: str) -> list[Decision]:
    """Return the decisions that the actor rests on and those that speak of it."""
    behind = {each.id for each in rests_on([*held], {actor})}
    return [each for each in held if each.id in behind or actor in (each.actor, each.to)]


def _all(view: View) -> str:
    return link(every(view), "All your decisions")


def _item(each: Decision, view: View, titles: dict[str, str], undone: Collection[str]) -> str:
    words = esc(sentence_of(each, titles.get(each.article, "")))
    key = each.to or each.actor
    when = el("span", esc(instant(each.made_at, desk_zone())), "meta")
    known = ask(names.printed, key) != key
    who = link(view.to("actors", show="ego", ego=key), "See") if known else ""
    if each.id in undone:
        return el("li", el("span", f"{el('s', words)} {when}") + el("span", "Undone", "meta"))
    undo = button("Undo", data_do=f"undo {each.id}", aria_label=f"Undo: {sentence_of(each)}")
    return el("li", el("span", f"{words} {when}") + el("span", f"{who} {undo}", "actions"))


def _press(word: str, view: View, held: Collection[str]) -> None:
    """Undo a decision; a word that no button of this page sends does nothing."""
    do, _, number = word.partition(" ")
    if do == "undo" and number in held:
        job.begin(
            PLACE, "Undoing the decision and resolving its stories",
            ["ledger", "undo", "--archive", str(view.archive), number],
        )  # fmt: skip
