"""Reads a stored original again, as the capture that it was."""

from dataclasses import replace
from pathlib import Path, PurePath

from lib import capture
from lib.ingest.rejections import refused
from lib.model.capture import Capture, Rejected
from lib.model.errors import WireroomError
from lib.store import originals


def kept_capture(folder: Path, sha256: str) -> Capture | Rejected:
    """Return the first capture of a stored original, with its address and date; a rejection if unreadable."""
    try:
        kept = originals.load(folder, sha256)
    except WireroomError as error:
        return Rejected(origin=sha256, sha256=sha256, kind=type(error).__name__, message=str(error))
    name = f"original{kept.kept_as}" if kept.kept_as else PurePath(kept.origin).name.removesuffix(".gz")
    for each in capture.read_bytes(kept.content, name=name, captured_at=kept.captured_at):
        if isinstance(each, Rejected):
            return replace(each, origin=kept.origin)
        if isinstance(each, Capture):
            return replace(
                each, sha256=sha256, origin=kept.origin, url=kept.url, captured_at=kept.captured_at,
                captured_assumed=kept.captured_assumed, partial=kept.partial, led_here=kept.led_here,
            )  # fmt: skip
    return refused(kept.origin, sha256, "holds no capture any more")
