"""`ledger`: list, make and undo decisions about actors."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from lib.cli import events
from lib.cli.places import decisions_below, readable
from lib.model.mention import KINDS

if TYPE_CHECKING:
    from lib.model.ledger import What
    from lib.query.decisions import Known

HELP = (
    "list what you have decided about actors; merge, split, rename, accept or ignore one, keep two apart, "
    "or say who is meant"
)
SAYS = {
    "merge": "two actors are one: mentions of the first mean the second",
    "split": "some of an actor's mentions, bound by story, publisher or words, mean somebody else",
    "rename": "show an actor by another name",
    "ignore": "what was taken for an actor is none",
    "accept": "an actor that was uncertain is one",
    "apart": "two actors are two, and are not proposed as one",
    "identify": "say whom words mean in one story",
    "alias": "say whom words mean in every story, also where nobody was found",
    "undo": "take a decision back, as if it had never been made",
}
STORY = "only in this story, by its id, as its address in the app shows it"
WHO = "a name, or a key such as person/joe-biden"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments and options to its parser."""
    made = decisions_below(parser, SAYS)
    for what in ("merge", "split", "rename", "ignore", "accept", "apart"):
        made[what].add_argument("actor", metavar="ACTOR", help=WHO)
    for what in ("merge", "apart"):
        made[what].add_argument("to", metavar="OTHER", help=WHO)
    made["rename"].add_argument("called", metavar="NAME", help="the name that is shown from now on")
    made["undo"].add_argument("number", metavar="ID", help="as the list shows it")
    for what in ("identify", "alias"):
        made[what].add_argument("text", metavar="WORDS", help="as they are printed")
    for what in ("split", "identify", "alias"):
        made[what].add_argument(
            "--as", dest="to", metavar="OTHER", required=True, help=f"{WHO}, or a new name"
        )
        made[what].add_argument("--kind", choices=KINDS, help="of a new name")
    for what in ("split", "ignore", "accept", "identify"):
        needed = what == "identify"
        made[what].add_argument(
            "--story", dest="article", metavar="ID", default="", required=needed, help=STORY
        )
    made["identify"].add_argument(
        "--undecided", dest="doubt", action="store_const", const="undecided", default="",
        help="only where two people who bear the name can be meant",
    )  # fmt: skip
    for what in ("split", "ignore", "accept"):
        made[what].add_argument("--words", dest="text", default="", help="only where the text says so")
        made[what].add_argument("--publisher", metavar="NAME", default="", help="only in its stories")


def run(options: argparse.Namespace) -> int:
    """Make or undo a decision, or list all, as the options say; print the outcome and return 0."""
    path = readable(options)
    if options.do == "":
        return _list(path)
    from lib.ingest.decide import decide, undecide
    from lib.model.decision_words import sentence_of

    if options.do == "undo":
        made, followed = undecide(path, options.number)
        before, said = "", f"Undone: {sentence_of(made)}. {followed.sentence}"
    else:
        made, followed = decide(path, options.do, **_fields(path, options))
        before, said = f"{made.id}  ", f"{sentence_of(made)}. {followed.sentence}"
    print(f"{before}{said}")
    events.report("done", sentences=[said])
    return 0


def _list(archive: Path) -> int:
    """Print all decisions with their ids, undone ones marked; return 0."""
    from lib.model.decision_words import sentence_of
    from lib.store.journal import ledger

    made, undone = ledger.recorded(archive)
    for each in made:
        end = " (undone)" if each.id in undone else ""
        print(f"{each.id}  {each.made_at:%Y-%m-%d %H:%M}  {sentence_of(each)}{end}")
    if not made:
        print("You have decided nothing about actors. An actor's own page asks “Correct this actor”.")
    return 0


def _fields(archive: Path, options: argparse.Namespace) -> dict[str, str]:
    """Return the fields of the decision from the options, with names of actors replaced by their keys."""
    what: What = options.do
    fields = {
        name: str(getattr(options, name, "")) for name in ("text", "article", "publisher", "called", "doubt")
    }
    kind = options.kind if "kind" in options else None
    if "actor" in options:
        actor = _one_actor(archive, options.actor)
        fields, kind = {**fields, "actor": actor.key}, kind or actor.kind
    if "to" in options:
        known = what in ("merge", "apart")
        to = options.to
        fields |= {"to": _one_actor(archive, to).key} if known else _new_or_known(archive, to, kind)
    return {name: value for name, value in fields.items() if value}


def _one_actor(archive: Path, written: str) -> "Known":
    """Return the actor with this name or key; raises LedgerError if there is none or several."""
    from lib.store.journal.ledger import LedgerError

    found = _named(archive, written)
    if len(found) == 1:
        return found[0]
    if not found:
        raise LedgerError(f"The decision was not made: nobody in the archive is called “{written}”.")
    keys = ", ".join(each.key for each in found[:6]) + (" and others" if len(found) > 6 else "")
    raise LedgerError(f"The decision was not made: “{written}” can be {keys}; write one of these keys.")


def _named(archive: Path, written: str) -> "list[Known]":
    """Return the one actor of exactly this name or key, else all actors of similar names; [] if none has."""
    from lib.query.decisions import candidates
    from lib.store.archive import open_for_reading

    with open_for_reading(archive) as db:
        found = candidates(db, written)
    same = [each for each in found if written in (each.key, each.name)]
    return same if len(same) == 1 else found


def _new_or_known(archive: Path, written: str, kind: str | None) -> dict[str, str]:
    """Return the decision's fields for a known actor or, if `kind` is given, for a new one of this kind.

    Raises LedgerError if there is neither.
    """
    from lib.actors.decided import key_of
    from lib.model.ledger import kind_of
    from lib.store.journal.ledger import LedgerError

    plain = written.casefold()
    if any(plain in (each.key, each.name.casefold()) for each in _named(archive, written)):
        return {"to": _one_actor(archive, written).key}
    if "/" in written and kind_of(written) in KINDS:
        return {"to": written}
    named = next((each for each in KINDS if each == kind), None)
    if named is None:
        raise LedgerError(
            f"The decision was not made: nobody in the archive is called “{written}”. To make somebody new "
            f"by that name, say of which --kind: {', '.join(KINDS)}."
        )
    return {"to": key_of(named, written), "called": written}
