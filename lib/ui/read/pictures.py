"""The pictures of a story: what the page says of them, and those that the reader asked for.

The reading view asks nobody for a picture. It names the host that would be asked, and a press asks it.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from lib.model.article import Article, Block, Image
from lib.store.files import pictures
from lib.store.files.home import archive_path, sample_path
from lib.ui.jobs import job
from lib.ui.markup import button, el, esc, marked

PLACE = "pictures"
ZONES = ("caption", "credit")
MOST = 12  # of one story are asked for: lib.ingest.pictures
Spans = Mapping[int, Sequence[Sequence[object]]]


async def shown(request: Request) -> Response:
    """Answer with a kept picture of the reader's own archive, or with one of the sample."""
    name = request.path_params["name"]
    places = (pictures.place(archive, name) for archive in (archive_path(), sample_path()))
    place = next(filter(Path.is_file, places), None) if pictures.is_name(name) else None
    if place is None:
        return Response("There is no such picture.", status_code=404, media_type="text/plain")
    return FileResponse(place, media_type="image/webp", headers={"cache-control": "private, max-age=86400"})


def addresses(archive: Path, story: Article) -> dict[str, str]:
    """Return the story's kept pictures: where each came from, and where the app serves it."""
    found = pictures.kept(archive, [image.url for image in story.images if image.url])
    return {url: f"/pictures/{name}" for url, name in found.items()}


def figure(
    story: Article, blocks: Sequence[Block], at: str, spans: Spans, served: Mapping[str, str] | None
) -> str:
    """Return the pictures that are kept, each over its words, and what is said of the others.

    `served` has the kept ones by their address on the web; without it none is shown or can be asked for.
    """
    kept = served or {}
    lines = {number: block for number, block in enumerate(blocks) if block.zone in ZONES}
    drawn = [(image, kept[image.url]) for image in story.images if image.url and image.url in kept]
    seen = [_seen(image, lines, at, spans, address) for image, address in drawn]
    rest = _rest(lines, at, spans)
    label = el("span", "Other pictures, not stored: " if seen else "Picture not stored: ", "label")
    words = el("figcaption", label + rest) if rest else ""
    asked = _ask(story, len(seen)) if served is not None else ""
    if not (seen or words or asked):
        return ""
    inside = el("div", "".join(seen), "kept") if seen else ""
    return el("figure", inside + words + asked, "picture")


def _rest(lines: Mapping[int, Block], at: str, spans: Spans) -> str:
    """Return what is said of pictures that are not shown, a line for each: its caption, then its credit."""
    groups: list[list[str]] = []
    credits = set[str]()
    for number, block in lines.items():
        if not groups or block.zone == "caption":
            groups.append([])
            credits.clear()
        elif block.text in credits and not at.startswith(f"{number}-"):
            continue  # one hand made several pictures
        credits.add(block.text)
        groups[-1].append(caption(number, block, at, spans.get(number, ())))
    return "".join(el("span", " ".join(group), "line") for group in groups)


def caption(number: int, block: Block, at: str, spans: Sequence[Sequence[object]]) -> str:
    """Return the words of a picture, with the names in them marked."""
    arrived = {"data_arrive": ""} if at.startswith(f"{number}-") else {}
    return el("span", marked(block.text, spans), block.zone, id=f"b{number}", **arrived)


def _seen(image: Image, lines: dict[int, Block], at: str, spans: Spans, address: str) -> str:
    """Return one picture with its words, which are taken out of the lines."""
    own = [number for number, block in lines.items() if block.text in (image.caption, image.credit)]
    words = " ".join(caption(number, lines.pop(number), at, spans.get(number, ())) for number in own)
    alt = image.alt or image.caption or "A picture of this story, without a description on its page"
    drawn = f'<img src="{esc(address)}" alt="{esc(alt)}" loading="lazy" decoding="async">'
    return el("figure", drawn + (el("figcaption", words) if words else ""))


def _ask(story: Article, seen: int) -> str:
    """Return the button that asks for the pictures, or deletes them."""
    hosts = _hosts(story)
    if not hosts:
        return ""
    if seen:
        what = f"Delete {'it' if seen == 1 else 'them'} from this disk"
        return button(what, data_do=f"delete-pictures {story.id}")
    what = "the picture" if len(hosts) == 1 else f"{min(len(hosts), MOST)} pictures"
    others = " and others" if len(set(hosts)) > 1 else ""
    return button(f"Fetch {what} from {hosts[0]}{others}", data_do=f"pictures {story.id}")


def _hosts(story: Article) -> list[str]:
    """Return the host of each picture that can be asked for; `.example`, as in the sample, is on no web."""
    urls = (image.url for image in story.images if image.url and image.url.startswith(pictures.WEB))
    return [host for url in dict.fromkeys(urls) if (host := _host(url)) and not host.endswith(".example")]


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # brackets that hold no address
        return ""


def press(archive: Path, word: str) -> None:
    """Do what a button of the figure says."""
    verb, _, story = word.partition(" ")
    more = ("--delete",) if verb == "delete-pictures" else ()
    words = "Deleting the pictures" if more else "Asking for the pictures"
    job.begin(PLACE, words, ("pictures", story, *more, "--archive", str(archive)))
