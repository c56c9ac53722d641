"""Receiving a page from the bookmarklet: it is shown first and added only after the reader agrees.

The bookmarklet carries no secret, for it runs inside a foreign page. So any page may send something here, and
nothing is kept until the reader agrees in a window of the app's own, which no other page can press for them.
"""

import asyncio
import html
import re
import secrets
import threading
from collections import OrderedDict
from pathlib import Path
from urllib.parse import urlsplit

from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import Response

from lib.capture.unpack import LIMIT
from lib.model.wording import count
from lib.ui.api.answers import page, wrong
from lib.ui.api.captures import SentPage, body_of, hand_in, web_address
from lib.ui.render import Link, paragraph, render

PLAIN = 100_000  # bytes of a form without parts, as a yes is: it is read letter by letter
MOST, HEAVIEST = 8, 2 * LIMIT  # pages, and characters of them all, that wait for a yes

_waiting: OrderedDict[str, SentPage] = OrderedDict()
_held = threading.Lock()


def bookmarklet(app: str) -> str:
    """Return the bookmarklet's link, which sends the page it is used on to the app at this address."""
    return "javascript:" + _script_text("bookmarklet.js").replace("\n", "").replace("%s", f"'{app}/api/send'")


def _script_text(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


async def asked(request: Request) -> Response:
    """Answer GET and POST /api/send: show the sent page and ask whether to add it."""
    if request.method != "POST":
        return page("Send a page to Wireroom", render("api/send.html"), script="/api/send.js")
    form = await _form(request)
    sent = SentPage(text=form["html"], media_type="text/html", url=web_address(form["url"]))
    if not sent.text.strip():
        raise wrong("The page that was sent is empty.")
    title = re.search(r"<title[^<>]*>([^<]*)", sent.text[:200_000], re.I)
    question = render(
        "api/sent.html",
        title=" ".join(html.unescape(title[1]).split())[:200] if title else "",
        address=sent.url,
        about=f"{count(len(sent.text.encode()) // 1000 or 1, 'kilobyte')} of HTML",
        key=_waiting_key(sent),
    )
    return page("Add this page?", question)


async def agreed(request: Request) -> Response:
    """Answer POST /api/send/yes: add the page that was shown; error 403 if another site's page sends this."""
    _refuse_foreign(request)
    form = await _form(request)
    with _held:
        sent = _waiting.pop(form["key"], None)
    if sent is None:
        raise wrong("This page has waited too long for your answer; send it once more.", 410)
    await asyncio.to_thread(hand_in, sent)
    receipt = Link("/intake#receipts", "Its receipt stands on the Intake page")
    words = "The page is in the inbox and is being added. "
    return page("Added", paragraph(words, receipt, ". This window can be closed.", css_class=""))


async def script(request: Request) -> Response:
    """Answer GET /api/send.js: the script of the page that asks."""
    return Response(_script_text("send.js"), media_type="text/javascript")


async def _form(request: Request) -> dict[str, str]:
    """Return the fields url, html and key of a sent form, "" where absent; error 400 if it cannot be read."""
    body = await body_of(request)
    if len(body) > PLAIN and not request.headers.get("content-type", "").casefold().startswith("multipart/"):
        raise wrong("The form that was sent cannot be read.")

    async def receive_body() -> dict[str, object]:
        return {"type": "http.request", "body": body, "more_body": False}

    try:
        given = await Request(request.scope, receive_body).form(max_files=0, max_part_size=LIMIT)
    except (MultiPartException, ValueError):
        raise wrong("The form that was sent cannot be read.") from None
    return {name: str(given.get(name) or "") for name in ("url", "html", "key")}


def _waiting_key(sent: SentPage) -> str:
    """Keep a sent page until the reader agrees and return its new key; if too many wait, drop the oldest."""
    key = secrets.token_urlsafe(24)
    with _held:
        _waiting[key] = sent
        while len(_waiting) > MOST or sum(len(page.text) for page in _waiting.values()) > HEAVIEST:
            _waiting.popitem(last=False)
    return key


def _refuse_foreign(request: Request) -> None:
    """Raise error 403 if another site's page sent the form, by headers that no page can change."""
    # Our pages send no referrer, so their own forms come from the origin "null".
    host, origin = request.headers.get("host", ""), request.headers.get("origin", "null")
    site = request.headers.get("sec-fetch-site", "")
    ours = urlsplit(origin).netloc.casefold() == host.casefold()
    own_window = site == "same-origin" and (ours or origin == "null")
    if not own_window and not (ours and not site):
        raise wrong("Only the app’s own window can add a page; press the button there.", 403)
