"""Times that a page tells from the moment of reading: '2 hours ago', 'yesterday at 5:12 p.m.'."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from lib.clean.dates.printed import MAX_LINE, find_clock

_MINUTES = r"minut(?:es?|en?|as?|os?|er|y|ę|i)?|mins?|хвилин\w*|хв|минут\w*|мин|分|분"
_HOURS = (
    r"hours?|hrs?|stunden?|std|heures?|horas?|or[ae]|uur|uren|godzin\w*|godz|tim(?:er|mar)|hodin\w*"
    r"|годин\w*|год|часа?|часов|jam|時間|小时|小時|시간"
)
_DAYS = (
    r"days?|tag(?:en?)?|jours?|d[ií]as?|giorn[oi]|dag(?:en|er|ar)?|dni|dzień|dn[yíů]|дн(?:ів|і|я|ей)|день"
    r"|hari|日|天|일"
)
_LONGER = (
    r"weeks?|wochen?|semaines?|semanas?|settiman[ae]|w[eo]ken?|tygodni\w*|тиж\w+|недел\w+|months?|monat\w*|mois"
    r"|mes(?:es)?|mês|mes[ei]|maand\w*|miesi\w+|місяц\w+|месяц\w*|years?|jahr\w*|ans?|años?|ann[oi]|anos?|jaar|lat"
    r"|rok\w*|рок\w*|лет|года?"
)
_UNIT = rf"(?:(?P<minutes>{_MINUTES})|(?P<hours>{_HOURS})|(?P<days>{_DAYS})|(?P<longer>{_LONGER}))\b\.?"
_NUMBER = r"(?P<n>\d{1,3}|an?|one|einer|einem|une?|uno|una|um|uma|een|jedn\w+|одну?)"
_AGO = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:(?<!\w)|(?<=[^\W\d])(?=\d)){_NUMBER}\s?{_UNIT}\s?(?:ago|fa|atrás|geleden|temu|тому|назад|sitten|siden|sedan|önce|lalu)\b",
        rf"(?<!\w)(?:vor|il y a|hace|há|för|před)\s{_NUMBER}\s{_UNIT}",
        r"(?P<n>\d{1,3})\s?(?:(?P<minutes>分|분)|(?P<hours>時間|小时|小時|시간)|(?P<days>日|天|일))\s?(?:前|전)",
    )
)
_DAY_WORDS = (
    (
        0,
        "today|heute|aujourd['’]hui|hoy|oggi|hoje|vandaag|dzisiaj|dziś|сьогодні|сегодня|idag|i dag|dnes"
        "|今日|오늘",
    ),
    (1, "yesterday|gestern|hier|ayer|ieri|ontem|gisteren|wczoraj|вчора|вчера|igår|i går|včera|昨日|어제"),
)
_DAY = tuple((back, re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)) for back, words in _DAY_WORDS)
_UNTIL_CLOCK = re.compile(
    r"\W*(?:(?:at|um|à|a las|a la|alle|às|as|om|o|godz|в|о|об|kl|klo)\b)?\W*$", re.IGNORECASE
)
_LABEL_WORDS = 6  # such as 'Published on this page'
_UNITS = {"minutes": timedelta(minutes=1), "hours": timedelta(hours=1), "days": timedelta(days=1)}


@dataclass(frozen=True, slots=True)
class Ago:
    """A time at text[start:end]: so long before the reading, or so many days before it by the calendar."""

    start: int
    end: int
    before: timedelta | None = None  # None: a day of the calendar, or too long ago to tell a day
    days: int | None = None
    clock: time | None = None


def find_ago(text: str) -> Ago | None:
    """Return the first time in a short line that is told from the moment of reading."""
    if len(text) > MAX_LINE:
        return None
    for pattern in _AGO:
        if match := pattern.search(text):
            return _counted(match)
    return _by_calendar(text)


def moment_of(ago: Ago, read: datetime) -> tuple[datetime | None, bool]:
    """Return the local time that is meant when the page is read at a local time, and whether its clock is
    told.
    """
    if ago.before is not None:
        return read - ago.before, ago.before < timedelta(days=1)
    if ago.days is None:
        return None, False
    return datetime.combine(read.date() - timedelta(days=ago.days), ago.clock or time()), bool(ago.clock)


def _counted(match: re.Match[str]) -> Ago:
    number = int(match["n"]) if match["n"].isdigit() else 1
    units = match.groupdict()
    unit = next((size for name, size in _UNITS.items() if units.get(name)), None)
    if unit is not None and unit >= timedelta(days=1):
        return Ago(match.start(), match.end(), days=number)
    return Ago(match.start(), match.end(), before=unit * number if unit else None)


def _by_calendar(text: str) -> Ago | None:
    """'yesterday at 5:12 p.m.', 'today, 14:05': a word for a day with its clock, in a line of little else."""
    if len(re.findall(r"\w+", text)) > _LABEL_WORDS + 3:
        return None
    for back, pattern in _DAY:
        match = pattern.search(text)
        clock = find_clock(text, match.end()) if match else None
        if match and clock and _UNTIL_CLOCK.match(text[match.end() : clock.start]):
            return Ago(match.start(), clock.end, days=back, clock=clock.clock)
    return None
