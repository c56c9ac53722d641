"""The pictures of a story: their captions, and those that the reader had fetched.

The reading view itself requests no picture. It names the host and requests the picture on a click.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from lib.ingest.pictures import MOST
from lib.model.article import Article, Block, Image
from lib.store import pictures
from lib.store.paths import archive_path, sample_path
from lib.ui.jobs import job
from lib.ui.view import Sentence

PLACE = "pictures"
ZONES = ("caption", "credit")


async def shown(request: Request) -> Response:
    """Answer a request for a stored picture, of the reader's own archive or the sample."""
    name = request.path_params["name"]
    places = (pictures.place(archive, name) for archive in (archive_path(), sample_path()))
    place = next(filter(Path.is_file, places), None) if pictures.is_name(name) else None
    if place is None:
        return Response("There is no such picture.", status_code=404, media_type="text/plain")
    return FileResponse(place, media_type="image/webp", headers={"cache-control": "private, max-age=86400"})


def addresses(archive: Path, story: Article) -> dict[str, str]:
    """Return by web address the addresses in the app of the story's stored pictures."""
    found = pictures.stored_names(archive, [image.url for image in story.images if image.url])
    return {url: f"/pictures/{name}" for url, name in found.items()}


Caption = tuple[int, Block]  # the number of a caption or credit among the story's blocks, and the block


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A stored picture: its address, a description in words, and its captions."""

    address: str
    alt: str
    captions: tuple[Caption, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A story's stored pictures, the captions of the others, and a button that fetches or deletes."""

    pictures: tuple[Picture, ...]
    lines: tuple[tuple[Caption, ...], ...]
    button: str
    word: str  # what the button sends
    unfolded: bool = False  # one of the captions of others holds the sentence that was asked for


def figure(
    story: Article, blocks: Sequence[Block], sentence: Sentence | None, stored: Mapping[str, str] | None
) -> Figure | None:
    """Return a story's stored pictures with captions, and the captions of the others; None if it has none.

    `stored` maps stored pictures' web addresses to the app's; without it no picture is shown or offered.
    The sentence that the reader asked for is never hidden, if it is in a caption or credit.
    """
    kept, seen = stored or {}, list[Picture]()
    asked = sentence.block if sentence else None
    left = _with_credits([(n, block) for n, block in enumerate(blocks) if block.zone in ZONES], asked)
    for image in story.images:
        if image.url and image.url in kept:
            own = next((lines for lines in left if _are_of(image, lines[0][1])), ())
            left = [lines for lines in left if lines is not own]
            alt = image.alt or image.caption or "A picture of this story, without a description on its page"
            seen.append(Picture(address=kept[image.url], alt=alt, captions=own))
    label, word = _button(story, len(seen)) if stored is not None else ("", "")
    if not (seen or left or label):
        return None
    unfolded = any(number == asked for lines in left for number, _ in lines)
    return Figure(pictures=tuple(seen), lines=tuple(left), unfolded=unfolded, button=label, word=word)


def _are_of(image: Image, first: Block) -> bool:
    """Return whether the captions and credits that begin with the block `first` are those of a picture."""
    if image.caption or not image.credit:
        return first.text == image.caption
    return first.zone == "credit" and image.credit in first.text


def _with_credits(lines: Iterable[Caption], asked: int | None) -> list[tuple[Caption, ...]]:
    """Return captions, each with its credits; a repeated credit once, but the block `asked` always."""
    groups: list[list[Caption]] = []
    credits = set[str]()
    for number, block in lines:
        if not groups or block.zone == "caption":
            groups.append([])
            credits.clear()
        elif block.text in credits and number != asked:
            continue  # one hand made several pictures
        credits.add(block.text)
        groups[-1].append((number, block))
    return [tuple(group) for group in groups]


def _button(story: Article, seen: int) -> tuple[str, str]:
    """Return label and word of the button that fetches or deletes the pictures; "" if there is none."""
    urls = dict.fromkeys(image.url for image in story.images if image.url)
    hosts = [host for url in urls if (host := _host_of(url)) and not host.endswith(".example")]
    if not hosts:  # none is asked for a picture of the sample
        return "", ""
    if seen:
        return f"Delete {'it' if seen == 1 else 'them'} from this disk", f"delete-pictures {story.id}"
    what = "the picture" if len(hosts) == 1 else f"{min(len(hosts), MOST)} pictures"
    others = " and others" if len(set(hosts)) > 1 else ""
    return f"Fetch {what} from {hosts[0]}{others}", f"pictures {story.id}"


def _host_of(url: str) -> str:
    """Return the host of a web address; "" for any other, such as a picture inside its page."""
    try:
        parts = urlsplit(url)
        return parts.hostname or "" if parts.scheme in ("http", "https") else ""
    except ValueError:  # brackets that hold no address
        return ""


def actions(archive: Path) -> dict[str, Callable[[str], object]]:
    """Return the actions that start fetching or deleting a story's pictures."""

    def begin(words: str, *more: str) -> Callable[[str], object]:
        return lambda story: job.begin(PLACE, words, ("pictures", story, *more, "--archive", str(archive)))

    return {
        "pictures": begin("Asking for the pictures"),
        "delete-pictures": begin("Deleting the pictures", "--delete"),
    }
