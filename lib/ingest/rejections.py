"""The rejections of captures that Wireroom itself could not take in: too large, or a fault of its own."""

from lib.ingest.limits import Limits
from lib.model.capture import Capture, Rejected

NOT_KEPT = "NotKept"  # the kind of refusal where the disk failed, not the page

PAGE = Limits()


def fault(origin: str, sha256: str | None, error: Exception) -> Rejected:
    """Return the rejection of a capture, or of the rest of a file, on which Wireroom itself failed."""
    message = (
        f"{origin} was left out by a fault in Wireroom ({type(error).__name__}: {error}); please report "
        "it with the file, and take the file in again after an update."
    )
    return Rejected(origin=origin, sha256=sha256, kind="Fault", message=message)


def rejected(page: Capture, kind: str, message: str) -> Rejected:
    """Return the rejection of a capture, of this kind of error and with this message."""
    return Rejected(origin=page.origin, sha256=page.sha256, kind=kind, message=message)


def refused(origin: str, sha256: str | None, why: str, advice: str = PAGE.advice) -> Rejected:
    """Return the rejection of what is too large or unreadable for now, marked to be tried again later."""
    message = f"{origin} {why}; {advice}."
    return Rejected(origin=origin, sha256=sha256, kind="TooLarge", message=message, for_now=True)
