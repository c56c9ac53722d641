"""The one table: a row a measure, a column a contender."""

from collections.abc import Iterator, Mapping, Sequence

from bench.cleaning.contender import MEASURES
from bench.cleaning.figures import ALL, BY_HAND, TOGETHER, Figures
from bench.cleaning.race import Lap

NAMES = {
    "body": "body F1",
    "title": "title exact",
    "authors": "authors exact",
    "day": "same day",
    "minute": "same minute",
    "tags": "tags F1",
    "caption": "caption",
    "credit": "credit",
}
MODERN = "fundus"  # the one set of today's news with truth for every field
WIDTH = 18


def table(laps: Sequence[Lap], scored: Mapping[str, Figures]) -> str:
    """Measure by set, then speed, refusals and failures; "-" where a library gives none."""
    names = [lap.contender.name for lap in laps]
    lines = [_line("", "", [name.partition(" ")[0] for name in names])]
    lines.append(_line("", "", [name.partition(" ")[2] for name in names]))
    for measure, kind in _rows():
        cells = [_cell(lap, scored[lap.contender.name], kind, measure) for lap in laps]
        if any(cell not in ("-", "") for cell in cells):
            lines.append(_line(NAMES[measure], kind, cells))
    lines.append(_line("pages/s a core", "", [f"{lap.speed:.1f}" for lap in laps]))
    lines.append(_line("refused", "", [str(len(lap.refused)) for lap in laps]))
    lines.append(_line("failed", "", [str(len(lap.failed)) for lap in laps]))
    return "\n".join(lines)


def _rows() -> Iterator[tuple[str, str]]:
    yield from (("body", kind) for kind in (*BY_HAND, TOGETHER))
    for kind in (MODERN, ALL):
        yield from ((measure, kind) for measure in MEASURES[1:])


def _cell(lap: Lap, scored: Figures, kind: str, measure: str) -> str:
    value = scored.get(kind, {}).get(measure)
    if value is None or measure not in lap.contender.gives:
        return "-"
    return f"{value:.3f}"


def _line(label: str, kind: str, cells: Sequence[str]) -> str:
    return f"{label:15}{kind:12}" + "".join(f"{cell:>{WIDTH}}" for cell in cells)
