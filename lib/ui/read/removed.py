"""The tab “What was removed”: the whole capture in page order, with buttons that correct a cut."""

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import groupby

from lib.model.article import ASIDE_ZONES, Article, Block
from lib.model.correction import Correction
from lib.model.errors import WireroomError
from lib.model.wording import count
from lib.query import captures, one_story
from lib.store.followed import cleaned_otherwise
from lib.store.journal import corrections
from lib.ui.cache import ask
from lib.ui.component import draw, say, sheet
from lib.ui.jobs import job
from lib.ui.options import Option, choices
from lib.ui.read.pieces import ShownPiece, pieces_of, rules_of, summary
from lib.ui.render import Button, Link, Markup, paragraph, render, stack
from lib.ui.session import current_session
from lib.ui.view import View

NAMED = 60  # characters of a piece that are read aloud with its button
ORDER = Option("order", "Order", {"page": "as on the page", "unsure": "unsure first"})
LABELS = ("headline", "deck", "caption", "credit", "byline", *ASIDE_ZONES)  # zones named above a kept piece


def galley(
    pieces: Sequence[ShownPiece],
    *,
    rule: str = "",
    unsure_first: bool = False,
    busy: str = "",
    fixed: bool = False,
) -> Markup:
    """Return the pieces as HTML: all in page order, or the cuts alone if filtered by rule or sorted.

    `busy` is the command of the piece whose correction is running: then, and if `fixed`, no button works.
    """
    shown: Iterable[ShownPiece] = pieces
    if rule or unsure_first:
        shown = [piece for piece in pieces if piece.rule and rule in ("", piece.rule)]
    if unsure_first:
        shown = sorted(shown, key=lambda piece: piece.confidence)
    runs = [list(run) for _, run in groupby(shown, key=lambda each: (each.rule, each.reason, each.certainty))]
    button = partial(_button, busy=busy, fixed=fixed)
    return render("read/galley.html", runs=runs, labels=LABELS, button=button)


def _button(piece: ShownPiece, busy: str, fixed: bool) -> Button | None:
    """Return the button that moves a piece into the text or out of it; None for what cannot be moved."""
    if fixed or (isinstance(piece.block, Block) and piece.block.zone == "headline"):
        return None
    if piece.by_hand:
        doing, label = "Undoing…", "Undo"
    elif piece.is_aside:
        doing, label = "Moving…", "Move into the text"
    else:
        doing, label = ("Restoring…", "Restore") if piece.rule else ("Removing…", "Remove")
    if busy:
        label = doing if busy == piece.element_id else label
        return Button(label, css_class="", element_id=piece.element_id, disabled=True)
    words = piece.block.text if len(piece.block.text) <= NAMED else f"{piece.block.text[:NAMED].rstrip()}…"
    said = f"{label}: {words}"
    return Button(label, {"do": piece.command}, css_class="", element_id=piece.element_id, aria_label=said)


DOING = {"undo": "Undoing the correction", "keep": "Restoring the piece", "cut": "Removing the piece"}
BRIEF = "This brief stood on the page of another story; what was left out there is shown with that story."


def show_capture(story: Article, view: View, revision: str | None = None) -> None:
    """Show the whole capture, kept and cut, with a button on each piece unless it is an earlier revision."""
    if story.form == "brief":
        say("removed", BRIEF)
        return
    made, wrong = _corrections()
    pieces = pieces_of(story, ask(one_story.cuts, story.id, revision), made)
    draw("read/galley_head.html", "removed-head", summary=summary(pieces))
    picked = picked_cuts(pieces, view)
    if not job.running() and (late := pending(story.id)):
        sheet(late, "removed-pending")
    if wrong:
        job.say(wrong, state="alert")
    else:
        job.status(place(story), done=("Done. ", Link(view.here(tab=None), "Read the article")))
    now = job.running()
    markup = galley(
        pieces,
        rule=picked["rule"],
        unsure_first=picked["order"] == "unsure",
        busy=now.button if now and now.place == place(story) else "",
        fixed=bool(wrong or revision),
    )
    press = partial(_press, pieces, story, view)
    sheet(markup, "removed", {do: partial(press, do) for do in DOING})


def _corrections() -> tuple[tuple[Correction, ...], str]:
    """Return the archive's corrections; none, and a sentence, if they cannot be read."""
    try:
        return corrections.read(current_session().archive), ""
    except WireroomError as error:
        return (), str(error)


def picked_cuts(pieces: list[ShownPiece], view: View) -> dict[str, str]:
    """Show the choices of order and rule, and return the chosen "order" and "rule"."""
    numbers = rules_of(pieces)
    rules = {"": f"all {sum(numbers.values()):,}"} | {
        name: f"{name.removeprefix('field: ')} {n:,}" for name, n in numbers.items()
    }
    return choices(view, ORDER, Option("rule", "Left out as", rules), key="removed-choices")


def place(story: Article) -> str:
    """Return the key under which a story's corrections show their result."""
    return f"removed {story.id}"


def _press(pieces: list[ShownPiece], story: Article, view: View, do: str, what: str) -> None:
    """Start the correction of the piece whose button sends `do` and `what`; nothing if there is none."""
    piece = next((each for each in pieces if each.command == f"{do} {what}"), None)
    if piece is None or job.running():
        return
    of_story = ["--story", story.id, f"--{do}", what, "--revision", story.revision]
    asked = ["corrections", *(["--undo", what] if do == "undo" else of_story), "--archive", str(view.archive)]
    job.begin(place(story), f"{DOING[do]} and reading the article again", asked, button=piece.element_id)


def pending(story: str | None = None) -> Markup:
    """Return a note if a story (None: any) waits for cleaning after a correction; empty if none does."""
    made, wrong = _corrections()
    if wrong:
        return stack() if story else paragraph(wrong)
    found = ask(captures.with_corrections, tuple(sorted({each.sha256 for each in made})))
    late = set(cleaned_otherwise(made, ((sha256, ids) for sha256, _, ids in found)))
    stories = {article for sha256, article, _ in found if sha256 in late}
    if not stories or story not in (None, *stories):
        return stack()
    which = "This story does" if story else f"{count(len(stories), 'story does', 'stories do')}"
    return render("read/pending.html", which=which)
