"""A sentence as a quotation with its source, for a note or footnote."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from lib.export.json_values import is_missing
from lib.model.wording import begins_midway, listed


def quotation(row: Mapping[str, Any], zone: str) -> str:
    """Return “The sentence.” (Who, “headline”, publisher, day of publication, address, day of capture).

    The row is one of lib.query.evidence; both days are in the given zone, but a day that the page prints
    without a time is as printed. Missing parts are left out; for a missing day the page's own words for the
    time are given, or "no date".
    """
    row = {name: None if is_missing(value) else value for name, value in row.items()}
    published, is_printed = row["published_at"], row.get("published_precision") == "day"
    day = _day(published, None if is_printed else zone)
    headline = str(row["headline"] or "")
    parts = [
        listed(row["authors"]), f"“{headline}”" if headline else "", str(row["publisher"] or ""),
        day or str(row["published_as"] or "no date"), str(row["url"] or ""),
    ]  # fmt: skip
    captured = _day(row["captured_at"], zone)
    parts += [f"captured {captured}"] if captured else []
    cut = "… " if begins_midway(str(row["sentence"])) else ""
    return f"“{cut}{row['sentence']}” ({', '.join(part for part in parts if part)})"


def _day(moment: datetime | None, zone: str | None) -> str:
    """Return the day of an instant, "24 October 1962", in a timezone if one is given; "" for None."""
    if moment is None:
        return ""
    local = moment.astimezone(ZoneInfo(zone)) if zone else moment
    return f"{local.day} {local:%B %Y}"
