"""The statuses of HTTP that bring no page, each as a sentence."""

from datetime import datetime

from lib.fetch.outcome import Refusal

_SAID = {
    204: "has nothing to show",
    206: "sent only a part although the whole was asked for",
    304: "says that nothing has changed although nothing was known of it",
    400: "did not understand the question; check the address",
    401: "asks for a login; Wireroom has none to give, so save the page from your browser instead",
    402: "asks for payment; save the page from your browser instead",
    403: "does not let Wireroom in; save the page from your browser instead",
    404: "is not there; check the address",
    406: "has no form of the page that could be read",
    407: "lies behind a proxy that asks for a login",
    408: "gave up waiting; a later try may help",
    425: "asks to come back later",
    451: "is withheld for legal reasons",
}
BRINGS = (200, 203)  # statuses of an answer that holds the page, in 203 as a machine on the way made it
PASSING = (408, 425, 500, 502, 503, 504, 507, 520, 521, 522, 523, 524, 529)


def refusal_of(status: int, address: str, retry_at: datetime | None) -> Refusal:
    """Why an answer of this status holds no page, and whether another try is worth it."""
    if status == 410:
        return Refusal("gone", f"{address} is gone for good (410).", status=status)
    if status == 429 or (status == 503 and retry_at is not None):
        when = f" after {retry_at:%Y-%m-%d %H:%M:%S} UTC" if retry_at else " later"
        return Refusal(
            "busy", f"{address} asks to come back{when} ({status}).", status=status, retry_at=retry_at
        )
    said = _SAID.get(status) or _by_class(status)
    return Refusal("status", f"{address} {said} ({status}).", status=status, passing=status in PASSING)


def _by_class(status: int) -> str:
    if status >= 500:
        return "has a fault of its own; a later try may help"
    if status >= 400:
        return "refused the question; save the page from your browser instead"
    return "answered in a way that holds no page"
