"""The instant of a printed time."""

from datetime import datetime, timedelta

from lib.clean.dates.timezones import to_local, to_utc
from lib.clean.fields.signature import SignatureBlock
from lib.model.article import Timezone
from lib.model.capture import Capture


def instant_of(signature: SignatureBlock, zone: Timezone, capture: Capture) -> datetime | None:
    """Return the printed time; without a date it can be told only from a capture that knows when it was
    made.
    """
    if signature.published:
        known = signature.published.order != "either"
        return to_utc(signature.published.local, zone) if known else None
    if capture.captured_assumed is not None:
        return None
    seen = to_local(capture.captured_at, zone)
    if signature.relative:
        moment = signature.relative.moment(seen)
        return to_utc(moment, zone) if moment else None
    if signature.undated is None:
        return None
    told = datetime.combine(seen.date(), signature.undated.clock)
    return to_utc(told - timedelta(days=1) if told > seen else told, zone)
