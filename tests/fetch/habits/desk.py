"""A newspaper as it should be: a feed of summaries with its validators, and the page behind each item."""

from typing import TYPE_CHECKING

from tests.fetch.habits.answers import send, send_rss

if TYPE_CHECKING:
    from tests.fetch.server import Visit

SUBJECTS = ("ferry", "bridge", "quay", "market", "tunnel", "airfield", "museum", "school", "tram", "park")
TOWNS = ("Oslo", "Bergen", "Malmö", "Riga", "Tallinn", "Gdansk", "Kiel", "Turku", "Visby", "Vaasa")
PAGE = """<!doctype html>
<html lang="en"><head><title>{headline}</title><link rel="canonical" href="{address}">
<meta property="article:published_time" content="2026-11-24T08:{minute:02}:00+00:00"></head>
<body><nav><a href="/">Home</a></nav><article><h1>{headline}</h1>
<p>The {subject} of {town} opened on Tuesday morning after {number} months of work. The first visitors came
before eight o'clock, among them guests from Norway and Sweden who had come by sea.</p>
<p>Norway had paid for a third of the {subject}, the mayor of {town} said in her speech, and she thanked the
people for their patience with the noise and the dust of building site number {number}.</p>
<p>Work on the second half begins in spring, when the ice has gone from the bay and the heavy barges can come
in again from the yards on the other side of the sound.</p>
</article></body></html>
"""


def headline(number: int, host: str) -> str:
    """Return what one item is called; no two are called alike."""
    return f"{_town(number)} opens its {_subject(number)} number {number} to readers of {host.split('.')[0]}"


def desk(visit: "Visit") -> None:
    """`/desk/ITEMS` or `/desk/ITEMS/START`: unchanged for whoever has its tag."""
    text = [int(part) for part in visit.path.split("/")[2:]]
    items, start = (*text, 0)[:2] if len(text) == 1 else text[:2]
    tag = f'"desk-{items}-{start}"'
    if visit.fields.get("if-none-match") == tag:
        send(visit, status=304, extra=[f"ETag: {tag}"], kind=None, keep=True)
    else:
        send_rss(visit, feed(range(start, start + items), visit.host), f"ETag: {tag}")


def feed(numbers: range, host: str) -> str:
    """Return the feed of these items."""
    items = "".join(
        f"<item><guid isPermaLink='false'>{host}-{n}</guid><title>{headline(n, host)}</title>"
        f"<link>/report/{n}</link><pubDate>Tue, 24 Nov 2026 08:{n % 60:02}:00 GMT</pubDate>"
        f"<description>The {_subject(n)} of {_town(n)} opened on Tuesday morning after {n} months of work. "
        "The first visitors came before eight o'clock, among them guests from Norway and Sweden."
        "</description></item>"
        for n in numbers
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>The Post of {host}</title><language>en</language>{items}</channel></rss>"
    )


def report(visit: "Visit") -> None:
    """`/report/N`: the page behind an item."""
    number = int(visit.path.split("/")[2])
    page = PAGE.format(
        headline=headline(number, visit.host), address=f"{visit.url}/report/{number}", number=number,
        subject=_subject(number), town=_town(number), minute=number % 60,
    )  # fmt: skip
    send(visit, page, keep=True)


def _subject(number: int) -> str:
    return SUBJECTS[number % len(SUBJECTS)]


def _town(number: int) -> str:
    return TOWNS[number // len(SUBJECTS) % len(TOWNS)]
