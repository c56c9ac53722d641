"""Code, steps, lists and folded parts inside a story, in the markup that common systems give them."""

from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path

import yaml

from lib.clean.clean import clean
from tests.cases import every_case
from tests.clean.markup import capture

LAYOUTS: Mapping[str, Mapping[str, str | Mapping[str, str]]] = yaml.safe_load(
    Path(__file__).with_name("layouts.yaml").read_text(encoding="utf-8")
)
TITLE = "A tide table that keeps itself"
PARAGRAPHS = (
    "Harbour towns that measure the tide by hand have a long habit of writing the figures into a ledger, "
    "and the ledgers of Larkhaven go back further than the pier itself.",
    "The port office now keeps them on a small computer in the pilot house, where anybody with an hour "
    "to spare can set up the same thing for a jetty of their own.",
    "What follows was tried on three boats over a wet summer, and it held out through two storms and one "
    "family of gulls that had taken a liking to the cable.",
    "Whoever has followed so far has a table of tides that keeps itself, and a good reason to look at the "
    "water once a day all the same.",
)
ITEMS: Mapping[str, tuple[tuple[str, str], ...]] = {  # with their answers
    "code": (
        ("tide = read_gauge(port=7)", ""),
        ("if tide.level > 4.2:", ""),
        ("    warn(crew, tide)", ""),
        ("log.append(tide)", ""),
    ),
    "steps": (
        ("Screw the gauge to the inner side of the pile.", ""),
        ("Run the cable up along the ladder.", ""),
        ("Read the level at slack water", ""),
        ("Write it into the book, then compare it with the table of the harbour master.", ""),
    ),
    "list": (
        ("two brass screws", ""),
        ("a gauge with a float", ""),
        ("forty metres of cable", ""),
        ("a dry box", ""),
    ),
    "folded": (
        ("How often is the level read?", "Every ten minutes, and every minute when a storm warning is out."),
        ("Does salt harm the gauge?", "It does over the years; rinse it with fresh water at spring tide."),
    ),
}
PAGES = [(layout, part) for layout, parts in LAYOUTS.items() for part in ITEMS if part in parts]


def _part(shape: Mapping[str, str], items: tuple[tuple[str, str], ...]) -> str:
    return shape.get("whole", "{items}").format(
        items="".join(
            shape["item"].format(text=escape(text), answer=escape(answer), number=number)
            for number, (text, answer) in enumerate(items, 1)
        )
    )


@cache
def _text(layout: str, part: str) -> str:
    """Return the text of the cleaned page, with single spaces."""
    parts = LAYOUTS[layout]
    shape, paragraph, shell = parts[part], str(parts["paragraph"]), str(parts["shell"])
    assert isinstance(shape, dict)
    first, second, *rest = (paragraph.format(text=text) for text in PARAGRAPHS)
    body = "".join((first, second, _part(shape, ITEMS[part]), *rest))
    page = capture(
        f"<html lang=en><head><title>{TITLE} - The Larkhaven Log</title></head><body><header><nav><ul>"
        "<li><a href=/news>News</a></li><li><a href=/boats>Boats</a></li></ul></nav></header>"
        f"{shell.format(title=TITLE, body=body)}<aside><h2>Most read</h2><ul><li><a href=/ice>Ice is dear "
        "again on the quay</a></li><li><a href=/gulls>Gulls take the fish market</a></li></ul></aside>"
        "<footer><p>The Larkhaven Log, Pier 3</p></footer></body></html>"
    )
    return " ".join(clean(page).article.text.split())


@every_case(("layout", "part"), PAGES)
def test_every_item_is_kept_in_its_place_and_nothing_around_the_story(layout: str, part: str) -> None:
    text = _text(layout, part)
    wanted = [" ".join(item.split()) for pair in ITEMS[part] for item in pair if item]
    assert [item for item in wanted if item not in text] == []
    places = [text.index(each) for each in (PARAGRAPHS[1], *wanted, PARAGRAPHS[2])]
    assert places == sorted(places)
    assert [word for word in ("Most read", "Ice is dear", "Boats", "Pier 3", "Copy") if word in text] == []


def test_there_are_forty_pages_of_twelve_layouts() -> None:
    assert (len(LAYOUTS), len(PAGES)) == (12, 40)


LISTING = "for boat in line:\n    sail(boat)\n\nprint(boat)"
HIDDEN = "The gulls were told of the cable, and of the price that the port had to pay for another one."
ADDED = {  # what stands among the paragraphs, and what of it the text holds
    "a listing": (f"<pre>{LISTING}</pre>", LISTING.replace("\n\n", "\n")),
    "a quoted line": ("<aside><p>it held out through two storms and one family of gulls</p></aside>", ""),
    "paragraphs over a button": (
        f"<div style='display:none'><p>{HIDDEN}</p></div><button>More</button>",
        HIDDEN,
    ),
}
CLOSED = (
    "This article was first published on the Pier Blog and is republished here under a licence.",
    "What do you think? Let us know in the comments.",
    "Download our app to read the tides on your phone.",
    "Write to Ada Obi at aobi@larkhaven.example.",
)


def _text_with(inside: str, under: str = "") -> list[str]:
    first, *rest = (f"<p>{text}</p>" for text in PARAGRAPHS)
    body = f"<h1>{TITLE}</h1>{''.join((first, inside, *rest, under))}"
    return clean(capture(f"<body><article>{body}</article></body>")).article.text.split("\n\n")


@every_case(("name", "added"), ADDED.items())
def test_what_stands_among_paragraphs_is_told_from_them(name: str, added: tuple[str, str]) -> None:
    inside, kept = added
    assert _text_with(inside) == [PARAGRAPHS[0], *filter(None, [kept]), *PARAGRAPHS[1:]]


@every_case("line", CLOSED)
def test_a_note_of_the_site_under_a_story_is_none_of_it(line: str) -> None:
    assert _text_with("", f"<p>{line}</p>") == list(PARAGRAPHS)


CONTROLS = (
    "<p>Play Mute</p><p>Current Time 0:00 of the whole recording</p>"
    "<p>Loaded: 0%. Stream Type LIVE, remaining time 1:12</p>"
)
PLAYERS = {
    "video.js": f"<div class='video-js vjs-skin'><div class=vjs-control-bar>{CONTROLS}</div></div>",
    "bare controls": f"<div class=mejs-container>{CONTROLS}</div>",
    "with a playlist": (
        f"<div class='plyr plyr--video'>{CONTROLS}</div><div class=video-playlist>"
        "<p>The harbour master shows the new bell of the pilot house and rings it twice.</p>"
        "<p>Herring is back on the quay, and the choir has a song about it.</p></div>"
    ),
}


@every_case("player", PLAYERS)
def test_what_a_player_prints_is_cut_as_such(player: str) -> None:
    first, *rest = (f"<p>{text}</p>" for text in PARAGRAPHS)
    body = "".join((first, PLAYERS[player], *rest))
    result = clean(capture(f"<body><article><h1>{TITLE}</h1><div class=text>{body}</div></article></body>"))
    assert result.article.text.split("\n\n") == list(PARAGRAPHS)
    words = ("Play", "Current", "Loaded", "The harbour master shows", "Herring")
    rules = {cut.rule for cut in result.cuts if cut.text.startswith(words)}
    assert rules == {"player"}
