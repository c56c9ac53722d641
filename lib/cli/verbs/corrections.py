"""`corrections`: list, make and undo corrections of stories, and draft a publisher's rules from them."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lib.cli import events
from lib.cli.places import readable
from lib.model.article import Block
from lib.model.cleaned import Cut, out_of_text
from lib.model.wording import count

if TYPE_CHECKING:
    from lib.ingest.drafting import Draft, Preview
    from lib.ingest.reclean import Recleaned
    from lib.model.article import Article

HELP = (
    "list what you have kept or cut by hand; correct a story, undo it, or draft a publisher's rules from it"
)
SHOWN = 72  # characters of a piece


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments and options to its parser."""
    pieces = "list the pieces of a story's capture with their numbers"
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--story", metavar="ID", help=pieces)
    piece = parser.add_mutually_exclusive_group()
    piece.add_argument(
        "--keep", metavar="N", type=int, help="bring number N of what is out of the text into it"
    )
    piece.add_argument("--cut", metavar="N", type=int, help="take out what was kept as number N")
    parser.add_argument("--revision", metavar="HASH", help="only if the story's text is still this one")
    what.add_argument("--undo", metavar="ID", help="take a correction back, as if it had never been made")
    what.add_argument("--as-rule", action="store_true", help="draft rules for a publisher, with a preview")
    parser.add_argument("--publisher", metavar="DOMAIN", help="of which publisher; by default of each")


def run(options: argparse.Namespace) -> int:
    """List, make or undo corrections, or draft rules; return the exit status.

    It is 2 if the options do not go together, 1 if what they ask for is impossible, 3 if a capture was
    rejected, else 0.
    """
    if (options.keep is not None or options.cut is not None) and not options.story:
        return events.refuse("--keep and --cut need --story, which says of which story.", 2)
    if options.undo:
        from lib.ingest.correct import undo

        return _print_done(undo(readable(options), options.undo), "Undone")
    if options.as_rule:
        path = readable(options)
        from lib.ingest.drafting import domains, drafted

        chosen = [each for each in domains(path) if options.publisher in (None, each)]
        if not chosen:
            of = f" of {options.publisher}" if options.publisher else ""
            return events.refuse(f"There are no corrections{of} to draft a rule from.")
        return max(_draft(path, drafted(path, each)) for each in chosen)
    if options.story:
        return _story(options)
    from lib.store.journal import corrections

    held = corrections.read(readable(options))
    for each in {each.id: each for each in held}.values():
        done = f"kept, was cut as {each.rule}" if each.verdict == "keep" else "taken out"
        when = f"{each.made_at:%Y-%m-%d %H:%M}"
        print(f"{each.id}  {when}  {each.publisher or '-'}  “{_shortened(each.text)}” ({done})")
    if not held:
        print("There are no corrections. The page of a story has them under “What was removed”.")
    return 0


def _print_done(done: "Recleaned", what: str) -> int:
    """Print what was done and which captures were rejected; return 3 if there were any, else 0."""
    events.say(f"{what}: {done.sentence}")
    return events.print_rejected(done.rejected, "Not read again", sys.stderr)


def _draft(archive: Path, draft: "Draft") -> int:
    """Print drafted rules and their effect on each capture; return 3 if any would be refused, else 0."""
    from lib.ingest.drafting import previews

    if draft.rules.cut or draft.rules.keep:
        print(f"# lib/clean/publishers/{draft.file}")
    print(draft.text)
    if not draft.rules.cut and not draft.rules.keep:
        print(f"No correction of {draft.domain} has a place with a stable name.", file=sys.stderr)
        return 0
    print(f"What it would do to the captures of {draft.domain}:", file=sys.stderr)
    seen = []
    for preview in previews(archive, draft):
        seen.append(preview)
        print(_preview(preview), file=sys.stderr)
    if worse := sum(each.worse for each in seen):
        print(
            f"{worse:,} of {count(len(seen), 'capture')} get worse: they lose a field or more than a tenth "
            "of their words, come into doubt or are refused. Look at those marked ! before "
            "you keep the file.",
            file=sys.stderr,
        )
    return 3 if any(each.refused for each in seen) else 0


def _preview(each: "Preview") -> str:
    """Return a line on what a draft does to a capture; "!" marks one that may get worse."""
    mark = "!" if each.worse else " "
    if each.refused:
        return f"{mark} refused: {each.refused}"
    after = each.before - each.removed + each.added
    change = f"-{each.removed:,} +{each.added:,}" if each.removed or each.added else "no change"
    lost = f" ({'; '.join(each.lost)})" if each.lost else ""
    return f"{mark} {each.before:>6,} -> {after:>6,} words  {change:<12} {_shortened(each.headline)}{lost}"


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= SHOWN else f"{words[:SHOWN].rstrip()}…"


def _story(options: argparse.Namespace) -> int:
    """Print the numbered pieces of a story's capture, or keep or cut one of them; return the exit status."""
    from lib.query import one_story
    from lib.store.archive import open_for_reading

    path = readable(options)
    with open_for_reading(path) as db:
        story = one_story.article(db, options.story)
        sha256 = one_story.source_capture(db, options.story)
        cuts = one_story.cuts(db, options.story)
    wrong = _obstacle(options, story, sha256)
    if wrong or story is None or sha256 is None:
        return events.refuse(wrong)
    if options.keep is None and options.cut is None:
        _print_pieces(story, cuts)
        return 0
    keeps = options.keep is not None
    pieces: Sequence[Block | Cut] = out_of_text(story, cuts) if keeps else story.blocks
    number = options.keep if keeps else options.cut
    if not 0 <= number < len(pieces):
        held = f"there are 0 to {len(pieces) - 1}" if pieces else "nothing is out of the text"
        return events.refuse(f"There is no piece {number}; {held}.")
    piece = pieces[number]
    if isinstance(piece, Block) and piece.zone == "headline":
        return events.refuse("The headline stays: it is what the story is found by.")
    from lib.ingest.correct import correct

    done = correct(path, sha256, "keep" if keeps else "cut", piece)
    return _print_done(done, f"{'Kept' if keeps else 'Taken out'} “{_shortened(piece.text)}”")


def _print_pieces(story: "Article", cuts: Sequence[Cut]) -> None:
    """Print the pieces of a story's capture in page order, each with the option that cuts or keeps it."""
    pieces: list[tuple[str, Block | Cut]] = [(f"--cut {n}", block) for n, block in enumerate(story.blocks)]
    pieces += [(f"--keep {n}", piece) for n, piece in enumerate(out_of_text(story, cuts))]
    for option, piece in sorted(pieces, key=lambda each: each[1].at):
        name = piece.rule if isinstance(piece, Cut) else piece.zone
        print(f"{option:<12}{name:<16}{_shortened(piece.text)}")


def _obstacle(options: argparse.Namespace, story: "Article | None", sha256: str | None) -> str:
    """Return why a story cannot be corrected now, as a sentence; "" if it can."""
    if story is None:
        return f"There is no story {options.story} in the archive; its address in the app shows its id."
    if sha256 is None:
        return "This brief stood on the page of another story; correct that story instead."
    if options.revision and story.revision != options.revision:
        return "The story's text has changed meanwhile; look at it again, then correct it."
    return ""
