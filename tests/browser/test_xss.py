"""Hostile markup comes in through pages and feeds, and is letters on every page of the app."""

import html
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Reader
from tests.browser.payloads import OWN, Payload, together
from tests.corpora import hostile
from tests.running import app, verb

pytestmark = pytest.mark.browser

EVERY_PAGE = (
    "/", "/read", "/read?q=quay", "/timeline", "/timeline?by=author", "/timeline?show=so-far", "/browse",
    "/browse?show=authors", "/browse?show=publishers", "/browse?show=sections", "/browse?show=actors",
    "/actors",
    "/actors?show=matrix", "/actors?show=two", "/actors?show=two&what=partners", "/actors?show=ego",
    "/actors?show=time", "/actors?show=compare", "/actors?show=table",
    "/actors?show=most", "/intake", "/intake?outcome=rejected",
    "/workbench?sql=select+headline+from+stories", "/notes", "/notes?by=name",
)  # fmt: skip
OF_A_STORY = ("", "&tab=removed")  # its versions are numbers
OPENING = "Norway sent a crane to the port of Larkhaven on Monday, and Sweden sent two."
CLOSING = "The crane will stay until the spring, when the ice has gone from the bay, Pelle Arnhem said."
PAGE = """<!DOCTYPE html><html><head><title>{name}</title><meta property="og:title" content="{title} {name}">
<meta name="author" content="Ida {author}"><meta property="article:section" content="City {section}">
<meta property="article:tag" content="Ports {tag}"><meta name="description" content="{title} a crane">
<meta property="article:published_time" content="2024-04-09T06:{minute:02}:00Z">
<link rel="canonical" href="https://harbour.test/{number}?a={tag}"></head><body><article>
<h1>{name} {title}</h1><p class="byline">By Ida {author}</p><p>{opening}</p>
{html}
<p>{closing}</p></article></body></html>"""
FIELDS = ("title", "author", "tag", "section")
ITEM = """<item><title>{name} feed {title}</title><link>https://wire.test/{number}</link>
<guid isPermaLink="false">{tag}{number}</guid><author>ida@wire.test ({author})</author>
<category>Ports {tag}</category><pubDate>Tue, 09 Apr 2024 07:{minute:02}:00 GMT</pubDate>
<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/">{body}</content:encoded></item>"""
SWALLOWS = (
    "script,style,template,noscript,textarea,title,xmp,iframe,noembed,noframes,plaintext,svg,math,select"
)
SHOWN = f"""(html) => {{
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const each of page.querySelectorAll('{SWALLOWS}')) each.remove();
  return page.body ? page.body.textContent : '';
}}"""
WATCH = """() => {
  const root = document.querySelector('.stApp');
  const bad = [...root.querySelectorAll('script,iframe,object,embed,base,meta,form[action],svg use,animate')];
  const inside = bad.filter((each) => each.closest('.sheet'));
  const links = [...root.querySelectorAll('.sheet [href], .sheet [src]')]
    .map((each) => each.getAttribute('href') || each.getAttribute('src'))
    .filter((to) => /^\\s*(java|vb)script:|^data:text/i.test(to.replace(/[\\t\\r\\n]/g, '')));
  const acting = [...root.querySelectorAll('.sheet *')]
    .filter((each) => [...each.attributes].some((a) => a.name.startsWith('on')));
  return [...inside.map((e) => e.outerHTML), ...links, ...acting.map((e) => e.outerHTML)];
}"""


def laid(home: Path, payloads: Sequence[Payload]) -> Path:
    """Return a folder with a page for each payload, and a feed with an item for each."""
    folder = home / "pages"
    folder.mkdir()
    items = []
    for number, each in enumerate(payloads):
        note = {
            "name": f"Crane {number}", "number": number, "minute": number % 60, "opening": OPENING,
            "closing": CLOSING, "html": each.html,
            **{name: html.escape(each.attack(n)) for n, name in enumerate(FIELDS)},
        }  # fmt: skip
        (folder / f"{number:03}.html").write_text(PAGE.format(**note), encoding="utf-8", errors="replace")
        items.append(ITEM.format(**note, body=html.escape(item(each))))
    words = "".join(letter for letter in "".join(items) if letter in "\t\n" or letter.isprintable())
    feed = (
        f"<rss version='2.0'><channel><title>{html.escape(payloads[0].html)}</title>{words}</channel></rss>"
    )
    (folder / "feed.rss").write_text(feed, encoding="utf-8", errors="replace")
    return folder


class Guard:
    """Watches a reader's page: what ran, what was asked for, what lies in the page that could act."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.ran: list[str] = []
        self.arrived = False
        reader.page.expose_function("__ran", lambda *note: self.ran.append(str(note)))
        reader.page.context.route("**/*evil.test/**", lambda route: route.abort())
        reader.page.on("dialog", self._dialog)

    def _dialog(self, dialog: object) -> None:
        self.ran.append("dialog")
        dialog.dismiss()  # type: ignore[attr-defined]

    def opens(self, path: str) -> Page:
        """Go to a page and see that nothing acts on it."""
        arrive = self.reader.turn if self.arrived else self.reader.open
        page, self.arrived = arrive(path).page, True
        own = [each for each in page.evaluate(WATCH) if "/api/send" not in each]  # our own bookmark
        assert own == [], path
        assert self.ran == [] and self.reader.away == [], (path, self.ran, self.reader.away)
        assert page.url.startswith(self.reader.address), path
        return page


Enter = Callable[[Sequence[Payload]], Guard]


@pytest.fixture
def enter(tmp_path: Path, chromium: Browser) -> Iterator[Enter]:
    """Takes payloads in and opens the app, its own policy off: our markup alone must hold."""
    opened = []

    def go_in(payloads: Sequence[Payload]) -> Guard:
        done = verb(tmp_path, "ingest", str(laid(tmp_path, payloads)))
        assert done.status in (0, 3), done.out + done.err
        running = app(tmp_path)
        context = chromium.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True)
        opened.append((running, context))
        return Guard(Reader(context, running.__enter__()))

    yield go_in
    for running, context in opened:
        context.close()
        running.__exit__(None, None, None)


def stories(home: Path) -> dict[str, str]:
    """Return the ids of all stories, with their addresses."""
    done = verb(home, "query", "select article_id, canonical_url from stories", "--format", "json")
    assert done.status == 0, done.err
    return {str(row["article_id"]): str(row["canonical_url"] or "") for row in json.loads(done.out)}


def visit(guard: Guard, home: Path, payloads: Sequence[Payload], tabs: Sequence[str]) -> None:
    """Open every page, then every story, and find the words of both still there."""
    for path in EVERY_PAGE:
        guard.opens(path)
    found, lost = stories(home), []
    assert len(found) >= len(payloads)
    for article, address in found.items():
        shown = [guard.opens(f"/read?article={article}{tab}").inner_text(".stApp") for tab in tabs]
        text = " ".join(" ".join(shown).split())
        assert OPENING in text, address
        number = address.split("/")[-1].split("?")[0]
        each = payloads[int(number)] if number.isdigit() else None
        if each is None:
            continue
        page = home / "pages" / f"{int(number):03}.html"
        came = item(each) if "//wire.test/" in address else page.read_text(encoding="utf-8")
        for keep in readable(guard, came, (CLOSING, *each.keep)):
            if keep not in text:
                lost.append((address, each.name, keep))
    assert lost == []


def item(payload: Payload) -> str:
    """Return the text of the payload's item in the feed."""
    return f"<p>{OPENING}</p>{payload.html}<p>{CLOSING}</p>"


def readable(guard: Guard, page: str, words: Sequence[str]) -> list[str]:
    """Return those of the words that a browser would show of the page.

    An open <style> swallows all behind it.
    """
    shown = " ".join(str(guard.reader.page.evaluate(SHOWN, page)).split())
    return [note for note in (" ".join(each.split()) for each in words) if note in shown]


def test_our_own_payloads_are_letters_everywhere_and_what_the_api_says_is_no_page(
    enter: Enter, tmp_path: Path
) -> None:
    payloads = together(OWN, 3)
    guard = enter(payloads)
    visit(guard, tmp_path, payloads, OF_A_STORY)
    page = guard.reader.page.context.request
    assert page.get(f"{guard.reader.address}/api/stories").status == 401
    token = (tmp_path / "api-token").read_text(encoding="ascii").strip()
    answer = page.get(f"{guard.reader.address}/api/stories", headers={"Authorization": f"Bearer {token}"})
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "<script>" in answer.text()


@pytest.mark.soak
@pytest.mark.parametrize("name", ["own.jsonl", "dompurify_payloads.jsonl"])
def test_the_known_payloads_are_letters_everywhere(enter: Enter, tmp_path: Path, name: str) -> None:
    lines = (hostile("xss") / name).read_text(encoding="utf-8").split("\n")  # a payload may hold U+2028
    rows = [json.loads(line) for line in lines if line.strip()]
    payloads = [
        Payload(name=row["id"], html=row["html"].replace("__xss", "__ran"), keep=tuple(row.get("keep", ())))
        for row in rows
    ]
    visit(enter(payloads), tmp_path, payloads, OF_A_STORY)
