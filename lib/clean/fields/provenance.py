"""Where each field of a story was read, and what other sources on the page say instead."""

from lib.clean.dates.dates import witnesses
from lib.clean.fields.byline import told_lists
from lib.clean.fields.dissent import other_authors, other_times, other_titles, other_words, with_dissent
from lib.clean.fields.headline import bare_title, kicker_in, machine_titles
from lib.clean.fields.images import lead_source
from lib.clean.fields.reading import Reading
from lib.clean.fields.tags import sections
from lib.clean.html.hints import hints_of


def provenance(reading: Reading, *, pictured: bool) -> dict[str, str]:
    """For each field, the source that won, and behind semicolons what others say instead."""
    rules, doubt = reading.layout.rules, reading.page.capture.doubt
    sources = {
        **_agreed(reading),
        "headline": _headline(reading),
        "body": reading.layout.body.source,
        "tags": reading.tags[1],
        "language": reading.language[1],
        "canonical_url": reading.page.address[1],
        **_printed(reading),
        **({"image": lead_source(reading.page) or "first picture in the story"} if pictured else {}),
    }
    if not reading.publisher and reading.house[0]:
        sources["publisher"] = reading.house[1]
    if reading.updated is not None:
        sources["updated_at"] = reading.changed.source
    if hints := hints_of((reading.page.pieces[n] for n in reading.layout.kept), reading.page.source.text):
        sources["hints"] = f"left out, as they are not shown in the text: {'; '.join(hints)}"
    if doubt:
        sources["encoding"] = doubt
    if rules.doubt:
        sources["rules"] = rules.doubt
    return sources | dict.fromkeys(rules.printed, rules.source)


def _printed(reading: Reading) -> dict[str, str]:
    """Return where the fields were read that only some pages have."""
    opening = "first words of the text"
    title = reading.layout.headline_piece
    inside = title is not None and kicker_in(reading.page.pieces[title])
    decked = any(fate.zone == "deck" for fate in reading.fates)
    found = {
        "byline": "printed line" if reading.byline else None,
        "kicker": ("inside the headline" if inside else "line at the headline") if reading.kicker else None,
        "deck": "line under the headline" if decked else None,
        "dateline": opening if reading.dateline else None,
        "wire": (opening if reading.opening[1] else "authors") if reading.wire else None,
    }
    return {name: source for name, source in found.items() if source}


def _headline(reading: Reading) -> str:
    titles = machine_titles(reading.page.data, reading.page.pieces)
    told = [(bare_title(title, reading.page.data), where) for title, where in titles]
    return with_dissent(reading.headline_source, other_titles(reading.layout.headline, told))


def _agreed(reading: Reading) -> dict[str, str]:
    """Return the sources of the fields that several sources for machines may give."""
    data, dated, signed = reading.page.data, reading.published, reading.signature
    lists = list(told_lists(data, reading.outlets, reading.publisher))
    times = other_times(dated.at, dated.source.endswith("day only"), witnesses(data))
    return {
        "authors": with_dissent(signed.source, other_authors(signed.authors, lists)),
        "published_at": with_dissent(dated.source, times),
        "section": with_dissent(reading.section[1], other_words(reading.section[0], sections(data))),
    }
