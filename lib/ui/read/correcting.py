"""The tab "What was removed": one click restores a cut or removes a kept block, in a child process."""

from lib.model.article import Article, Cut
from lib.model.correction import Correction
from lib.model.errors import WireroomError
from lib.query import one_story
from lib.store.decisions import corrections
from lib.ui.answers import ask, current_session
from lib.ui.jobs import job
from lib.ui.markup import el, esc, link
from lib.ui.pieces import choices
from lib.ui.read.pending import pending
from lib.ui.read.removed import Piece, galley, pieces_of, rules_of, summary
from lib.ui.sheet import sheet
from lib.ui.view import View

BRIEF = "This brief stood on the page of another story; what was left out there is told with that story."
NOTE = "Kept text is grey; kept and left out together make the whole capture again."


def removed(story: Article, view: View) -> None:
    """Show the whole capture, kept and cut, with a button on each piece."""
    if story.form == "brief":
        sheet(el("p", BRIEF, "note"), "removed")
        return
    cuts: list[Cut] = ask(one_story.cuts, story.id)
    wrong = ""
    made: tuple[Correction, ...] = ()
    try:
        made = corrections.read(current_session().archive)
    except WireroomError as error:
        wrong = str(error)
    pieces = pieces_of(story, cuts, made)
    sheet(el("div", summary(pieces) + el("p", NOTE, "note"), "galley-head"), "removed-head")
    picked = _picked(pieces, view)
    if late := "" if job.running() else pending(story.id):
        sheet(late, "removed-pending")
    if wrong:
        job.say(esc(wrong), "alert")
    else:
        job.status(place(story), done=f"Done. {link(view.here(tab=None), 'Read the article')}")
    now = job.running()
    markup = galley(
        pieces,
        rule="" if picked["rule"] == "all" else picked["rule"],
        unsure_first=picked["order"] == "unsure",
        busy=now.button if now and now.place == place(story) else "",
        fixed=bool(wrong),
    )
    sheet(markup, "removed", lambda word: _press(word, pieces, story, view))


def _picked(pieces: list[Piece], view: View) -> dict[str, str]:
    """Return what the reader wants to see, and in which order."""
    numbers = rules_of(pieces)
    rules = {"all": f"all {sum(numbers.values()):,}"} | {name: f"{name} {n:,}" for name, n in numbers.items()}
    orders = {"page": "as on the page", "unsure": "unsure first"}
    groups = {"order": ("Order", orders), "rule": ("Left out as", rules)}
    return choices(view, groups, key="removed-choices")


def place(story: Article) -> str:
    """Return where the outcome of a story's corrections is shown."""
    return f"removed {story.id}"


def _press(word: str, pieces: list[Piece], story: Article, view: View) -> None:
    """Start the child process; a word that no button of this page sends does nothing."""
    piece = next((each for each in pieces if each.word == word), None)
    if piece is None or job.running():
        return
    do, what = word.split()
    archive = ["--archive", str(view.archive)]
    asked = ["--undo", what] if do == "undo" else [
        "--story", story.id, f"--{do}", what, "--revision", story.revision,
    ]  # fmt: skip
    words = {"undo": "Undoing the correction", "keep": "Restoring the piece", "cut": "Removing the piece"}[do]
    job.begin(
        place(story), f"{words} and deriving the article anew", ["corrections", *asked, *archive],
        button=piece.name,
    )  # fmt: skip
