from datetime import date, datetime, time, timedelta

from lib.clean.says.clocks import clock_alone, clocks_in, find_clock, is_weekday_clock
from lib.clean.says.line import find_read_time
from lib.clean.says.relative_times import find_relative
from lib.clean.says.times import find_times
from tests.cases import every_case

SPRING = date(2024, 4, 9)
PRINTED = (
    ("April 9, 2024, 10:00 UTC−5", "April 9, 2024, 10:00 UTC−5", SPRING, time(10, 0), "UTC−5"),
    ("by Ada Obi April 9, 2024 9:31 AM 2 min read", "April 9, 2024 9:31 AM", SPRING, time(9, 31), None),
    ("27.08.2024, 12:32 Uhr", "27.08.2024, 12:32 Uhr", date(2024, 8, 27), time(12, 32), None),
    ("11:48, Thu, Jul 18, 2024", "11:48, Thu, Jul 18, 2024", date(2024, 7, 18), time(11, 48), None),
    ("Updated 0339 GMT (1139 HKT) May 19, 2019", "0339 GMT (1139 HKT) May 19, 2019",
     date(2019, 5, 19), time(3, 39), "GMT"),
    ("Nov 19, 2019, 7:53 PM EST4 min", "Nov 19, 2019, 7:53 PM EST", date(2019, 11, 19), time(19, 53), "EST"),
    ("Nov 19, 2019, 7:53pm EST", "Nov 19, 2019, 7:53pm EST", date(2019, 11, 19), time(19, 53), "EST"),
    ("2025年1月13日 21時24分", "2025年1月13日 21時24分", date(2025, 1, 13), time(21, 24), None),
    ("2025年1月13日 午後9時24分", "2025年1月13日 午後9時24分", date(2025, 1, 13), time(21, 24), None),
    ("Publié le 22 mai 2024 à 10h30", "22 mai 2024 à 10h30", date(2024, 5, 22), time(10, 30), None),
    ("26 апреля 2024, 12:30", "26 апреля 2024, 12:30", date(2024, 4, 26), time(12, 30), None),
    ("10 de abril de 2024 às 10h05", "10 de abril de 2024 às 10h05", date(2024, 4, 10), time(10, 5), None),
    ("2024-04-09T09:31:00+02:00", "2024-04-09T09:31:00+02:00", date(2024, 4, 9), time(9, 31), "+02:00"),
    ("2024-04-09T09:31-04:00", "2024-04-09T09:31-04:00", date(2024, 4, 9), time(9, 31), "-04:00"),
    ("2024-04-09 09:31:00-04:00", "2024-04-09 09:31:00-04:00", date(2024, 4, 9), time(9, 31), "-04:00"),
    ("2024-04-09 09:31 -0400", "2024-04-09 09:31 -0400", date(2024, 4, 9), time(9, 31), "-0400"),
    ("9 April 2024, 10:00-12:00", "9 April 2024, 10:00", date(2024, 4, 9), time(10, 0), None),
    ("9 April 2024, 10:00 -12:00 GMT", "9 April 2024, 10:00", date(2024, 4, 9), time(10, 0), None),
    ("3/4/2024 5:00 PM", "3/4/2024 5:00 PM", date(2024, 3, 4), time(17, 0), None),
    ("3/4/2024 17:00", "3/4/2024 17:00", date(2024, 4, 3), time(17, 0), None),
    ("3.4.2024 5:00 PM", "3.4.2024 5:00 PM", date(2024, 3, 4), time(17, 0), None),
    ("11.14.2019 09:00 AM", "11.14.2019 09:00 AM", date(2019, 11, 14), time(9, 0), None),
    ("3.4.2024 17:00", "3.4.2024 17:00", date(2024, 4, 3), time(17, 0), None),
    ("11 मार्च 2026, 09:30 AM IST", "11 मार्च 2026, 09:30 AM IST", date(2026, 3, 11), time(9, 30), "IST"),
    ("২৬ মার্চ ২০২৬, ০৯:৩০", "২৬ মার্চ ২০২৬, ০৯:৩০", date(2026, 3, 26), time(9, 30), None),
    ("نُشر في ٢٦ مارس ٢٠٢٦", "٢٦ مارس ٢٠٢٦", date(2026, 3, 26), None, None),
    ("شنبه ۱۲ آبان ۱۴۰۳ - ۱۴:۳۰", "۱۲ آبان ۱۴۰۳ - ۱۴:۳۰", date(2024, 11, 2), time(14, 30), None),
    ("تاریخ انتشار: ۳۰ اسفند ۱۴۰۳", "۳۰ اسفند ۱۴۰۳", date(2025, 3, 20), None, None),
    ("۵ دي ۱۴۰۴", "۵ دي ۱۴۰۴", date(2025, 12, 26), None, None),
    ("۱۴۰۲/۰۱/۰۱", "۱۴۰۲/۰۱/۰۱", date(2023, 3, 21), None, None),
    ("۲۹ حوت ۱۳۹۹", "۲۹ حوت ۱۳۹۹", date(2021, 3, 19), None, None),
    ("วันที่ 11/03/2567 14:05 น.", "11/03/2567 14:05 น.", date(2024, 3, 11), time(14, 5), None),
    ("๑๑.๐๓.๒๕๖๗", "๑๑.๐๓.๒๕๖๗", date(2024, 3, 11), None, None),
    ("File 45/67/2024 of 11/13/2024", "11/13/2024", date(2024, 11, 13), None, None),
    ("Datum 28.04.2023", "28.04.2023", date(2023, 4, 28), None, None),
    ("March 7, 20247:55 AM UTC", "March 7, 20247:55 AM UTC", date(2024, 3, 7), time(7, 55), "UTC"),
    ("11.03.202417:55", "11.03.202417:55", date(2024, 3, 11), time(17, 55), None),
    ("11\u200f/3\u200f/24", "11\u200f/3\u200f/24", date(2024, 3, 11), None, None),
    ("11/03/202417:55", "11/03/202417:55", date(2024, 3, 11), time(17, 55), None),
    ("2024-03-1117:55", "2024-03-1117:55", date(2024, 3, 11), time(17, 55), None),
    ("Open from 11:48, at the halls behind the old quay: 5 May 2024", "5 May 2024",
     date(2024, 5, 5), None, None),
    ("Ada ObiMarch 7, 2024", "March 7, 2024", date(2024, 3, 7), None, None),
    ("10. Februar 20199. Februar 2019", "10. Februar 2019", date(2019, 2, 10), None, None),
    ("9 kwietnia 2024, 9:31", "9 kwietnia 2024, 9:31", date(2024, 4, 9), time(9, 31), None),
    ("9 april 2024 om 9:31 uur", "9 april 2024 om 9:31 uur", date(2024, 4, 9), time(9, 31), None),
    ("9 aprile 2024 ore 9:31", "9 aprile 2024 ore 9:31", date(2024, 4, 9), time(9, 31), None),
    ("9 de abril de 2024 a las 9:31", "9 de abril de 2024 a las 9:31", date(2024, 4, 9), time(9, 31), None),
    ("9 квітня 2024, 09:31 за Києвом", "9 квітня 2024, 09:31 за Києвом", SPRING, time(9, 31), "за Києвом"),
    ("April 9, 2024 9:31 EDT", "April 9, 2024 9:31 EDT", SPRING, time(9, 31), "EDT"),
    ("9 Apr 2024,9:31 EST", "9 Apr 2024,9:31 EST", SPRING, time(9, 31), "EST"),
    ("9 Apr 2024 9:31 Kyiv time", "9 Apr 2024 9:31 Kyiv time", SPRING, time(9, 31), "Kyiv time"),
)  # fmt: skip
NO_TIMES = (
    "",
    "The score was 3.2 to 1.5",
    "Room 2024",
    "31.02.2024",
    "Tables 4/5",
    "2024-03-117:55",
    "12:16 AM",
    "1" * 500,
)
CLOCKS = (
    ("12:16 AM", time(0, 16)),
    ("12:16 pm", time(12, 16)),
    ("11.14", time(11, 14)),
    ("09:31 Uhr", time(9, 31)),
    ("7 p.m.", time(19, 0)),
    ("11.14 NEWS", None),
    ("03:15 م", time(15, 15)),
    ("03:15 مساءً", time(15, 15)),
    ("12:05 ص", time(0, 5)),
    ("9:40 صباحًا", time(9, 40)),
    ("03:15 ب.ظ", time(15, 15)),
    ("7:30 μ.μ.", time(19, 30)),
    ("7:30 π.μ.", time(7, 30)),
    ("14:30 μμ", time(14, 30)),
    ("25:10", None),
    ("1.5", None),
)


@every_case(("text", "printed", "day", "clock", "zone"), PRINTED)
def test_a_printed_time_is_read(
    text: str, printed: str, day: date, clock: time | None, zone: str | None
) -> None:
    found = find_times(text)[0]
    assert text[found.start : found.end] == printed
    assert (found.day, found.clock, found.timezone) == (day, clock, zone)


@every_case("text", NO_TIMES)
def test_other_numbers_are_no_times(text: str) -> None:
    assert find_times(text) == []


def test_published_and_updated_are_told_apart() -> None:
    roles = [each.role for each in find_times("PUBLISHED: May 1, 2023 at 9:04 pm | UPDATED: May 2, 2023")]
    assert roles == ["published", "updated"]


LABELS = (
    ("Son güncelleme: 05.03.2024", "updated"),
    ("Τελευταία ενημέρωση: 5/3/2024", "updated"),
    ("Frissítve: 2024. 03. 05.", "updated"),
    ("Päivitetty 5.3.2024", "updated"),
    ("Posljednje ažurirano: 05.03.2024.", "updated"),
    ("آخر تحديث: 5 مارس 2024", "updated"),
    ("עודכן: 05/03/2024", "updated"),
    ("Stand: 05.03.2024", "updated"),
    ("Δημοσιεύθηκε: 5/3/2024", "published"),
    ("Yayınlanma: 05.03.2024", "published"),
    ("פורסם ב-05/03/2024", "published"),
    ("News updates. Published 5 March 2024", "published"),
    ("The Standard, 5 March 2024", "unlabelled"),
    ("Our standards | 5 March 2024", "unlabelled"),
    ("Actualités | 5 mars 2024", "unlabelled"),
)


@every_case(("text", "role"), LABELS)
def test_the_word_beside_a_time_tells_what_it_is_of(text: str, role: str) -> None:
    assert [each.role for each in find_times(text)] == [role]


IN_LINES = [
    ("3. Mai 2024, 12 Uhr am Hafen", time(12)),
    ("12:30 am 3. Mai 2024", time(12, 30)),
    ("um 10.30 am Sonntag", time(10, 30)),
    ("12:30 am Monday", time(0, 30)),
    ("Platz 3. Am Sonntag", None),
    ("May 3, 2024 · 3h ago", None),
    ("3 May 2024, 2hr read", None),
    ("a 10hour siege", None),
    ("Published:10:30 AM, 3 May 2024", time(10, 30)),
    ("3. mai 2024 kl.14:30", time(14, 30)),
    ("a lead of 1,10:20", None),
    ("3 mai 2024 à 9 h 30", time(9, 30)),
    ("3 mai 2024 · 9 h 30 min de lecture", None),
    ("2024年5月3日 15时30分", time(15, 30)),
    ("2024年5月3日下午3点", time(15)),
    ("2024年5月3日 晚上8:30", time(20, 30)),
    ("2024年5月3日 凌晨12:05", time(0, 5)),
    ("3点意见", None),
    ("24小时", None),
]


@every_case(("text", "clock"), IN_LINES)
def test_german_am_and_durations_are_no_hours(text: str, clock: time | None) -> None:
    found = find_clock(text)
    assert (found.clock if found else None) == clock


def test_a_clock_begins_with_its_first_character_wherever_it_is_looked_for() -> None:
    found = find_clock("at 10:30")
    assert found is not None and found.start == 3 and [*clocks_in("at 10:30", 0, 8)] == [found]


@every_case(("text", "clock"), CLOCKS)
def test_a_clock_stands_alone_or_not(text: str, clock: time | None) -> None:
    assert clock_alone(text) == clock


def test_a_weekday_and_a_clock_are_a_time_without_a_day() -> None:
    assert is_weekday_clock("Monday 5:30PM") and is_weekday_clock("Gestern, 17:30 Uhr")
    assert not is_weekday_clock("Monday") and not is_weekday_clock("Monday at the quay 5:30PM")


def test_each_asker_has_a_list_of_its_own() -> None:
    find_times("Printed on 7 March 2024").clear()
    assert [each.day for each in find_times("Printed on 7 March 2024")] == [date(2024, 3, 7)]


READ = datetime(2025, 10, 4, 9, 30)
WHOLE = (  # of which the whole text is the time
    (timedelta(hours=1), "an hour ago | vor einer Stunde"),
    (timedelta(hours=2), """
        há 2 horas | 2 ore fa | 2 uur geleden | 2 godziny temu | 2 години тому | 2 tuntia sitten | 2 órája |
        acum 2 ore | преди 2 часа | πριν από 2 ώρες | לפני 2 שעות | 2 घंटे पहले | 2 jam yang lalu |
        2 giờ trước | ۲ ساعت پیش | prije 2 sata | pred 2 hodinami | il y a 2 h
    """),
    (timedelta(hours=3), "3時間前 | 3시간 전 | 3个小时前 | 3h ago"),
    (timedelta(hours=5), "5 HOURS AGO"),
    (timedelta(hours=27), "1 day 3 hours ago"),
    (timedelta(minutes=5), "5 dakika önce | قبل 5 دقائق | 5分钟前 | 5m ago"),
    (timedelta(minutes=10), "10 минут назад"),
    (timedelta(minutes=20), "hace 20 minutos"),
    (timedelta(minutes=80), """
        1 hour, 20 minutes ago | 1시간 20분 전 | 1時間20分前 | 1小时20分钟前 | 1h 20m ago |
        il y a 1 heure et 20 minutes | hace 1 hora y 20 minutos
    """),
)  # fmt: skip
COUNTED = (
    *((text, text, before) for before, texts in WHOLE for text in " ".join(texts.split()).split(" | ")),
    ("Published 15 hours ago", "15 hours ago", timedelta(hours=15)),
    ("Ada Obi3 minutes ago", "3 minutes ago", timedelta(minutes=3)),
    ("Publié il y a 3 heures", "il y a 3 heures", timedelta(hours=3)),
    ("Posted 2 hours and 5 mins ago", "2 hours and 5 mins ago", timedelta(minutes=125)),
    ("4 min 3 hours ago", "3 hours ago", timedelta(hours=3)),
    ("5 comments, 3 hours ago", "3 hours ago", timedelta(hours=3)),
    ("發佈於5分鐘前", "5分鐘前", timedelta(minutes=5)),
    ("vor 2 Stunden 4 Min. Lesezeit", "vor 2 Stunden", timedelta(hours=2)),
    ("1.5 hours ago", "1.5 hours ago", timedelta(minutes=90)),
    ("2,5 timmar sedan", "2,5 timmar sedan", timedelta(minutes=150)),
    ("vor 2,5 Stunden", "vor 2,5 Stunden", timedelta(minutes=150)),
    ("Updated 1.5 days ago", "1.5 days ago", timedelta(hours=36)),
    ("1,200 hours ago", "1,200 hours ago", timedelta(hours=1200)),
    ("Posted half an hour ago", "half an hour ago", timedelta(minutes=30)),
    ("a half hour ago", "a half hour ago", timedelta(minutes=30)),
    ("vor einer halben Stunde", "vor einer halben Stunde", timedelta(minutes=30)),
    ("il y a une demi-heure", "il y a une demi-heure", timedelta(minutes=30)),
    ("hace media hora", "hace media hora", timedelta(minutes=30)),
    ("mezz'ora fa", "mezz'ora fa", timedelta(minutes=30)),
    ("pół godziny temu", "pół godziny temu", timedelta(minutes=30)),
    ("полчаса назад", "полчаса назад", timedelta(minutes=30)),
    ("半小时前", "半小时前", timedelta(minutes=30)),
    ("vor 2 Tagen und 3 Stunden", "vor 2 Tagen und 3 Stunden", timedelta(hours=51)),
    (
        "2 days, 3 hours and 10 minutes ago",
        "2 days, 3 hours and 10 minutes ago",
        timedelta(hours=51, minutes=10),
    ),
)
DAYS = (
    ("yesterday at 5:12 p.m.", 1, time(17, 12)),
    ("Today, 14:05", 0, time(14, 5)),
    ("gestern um 17:12 Uhr", 1, time(17, 12)),
    ("hier à 17h12", 1, time(17, 12)),
    ("avant-hier à 17h12", 2, time(17, 12)),
    ("l'altro ieri alle 17:12", 2, time(17, 12)),
    ("antes de ayer a las 17:12", 2, time(17, 12)),
    ("the day before yesterday at 5:12 p.m.", 2, time(17, 12)),
    ("ayer a las 17:12", 1, time(17, 12)),
    ("вчора о 17:12", 1, time(17, 12)),
    ("вчера в 17:12", 1, time(17, 12)),
    ("wczoraj o 17:12", 1, time(17, 12)),
    ("3 days ago", 3, None),
    ("2d ago", 2, None),
    ("2天前", 2, None),
    ("1,200 days ago", 1200, None),
    ("3 weeks ago", None, None),  # and no day
    ("1 week 2 days ago", None, None),
    ("1 year and 2 months ago", None, None),
    ("half a year ago", None, None),
)
NOT_RELATIVE = (
    "Long ago, in a harbour",
    "The ferry sailed 2 hours late",
    "Yesterday was calm",
    "The harbour opened for the first time yesterday evening, said the master, and 9:30 was the hour",
    "x" * 500,
    "請於3月5日前提交",  # before 5 March
    "3월 5일 전까지",
    "1200分前",
    "2 and a half hours ago",
)


@every_case(("text", "printed", "before"), COUNTED)
def test_minutes_and_hours_are_counted_back(text: str, printed: str, before: timedelta) -> None:
    found = find_relative(text)
    assert found is not None
    assert (text[found.start : found.end], found.before) == (printed, before)
    assert found.moment(READ) == READ - before


@every_case(("text", "days", "clock"), DAYS)
def test_days_are_days_of_the_calendar(text: str, days: int | None, clock: time | None) -> None:
    found = find_relative(text)
    assert found is not None
    if days is None:
        assert (text[found.start : found.end], found.moment(READ)) == (text, None)
        return
    assert (found.days, found.clock) == (days, clock)
    assert found.moment(READ) == datetime.combine(READ.date() - timedelta(days=days), clock or time())


@every_case("text", NOT_RELATIVE)
def test_other_words_are_no_time(text: str) -> None:
    assert find_relative(text) is None


ABROAD = {
    "published": """
        Published: 9 April 2024 | Veröffentlicht: 9. April 2024 | Publié le 9 avril 2024 |
        Publicado: 9 de abril de 2024 | Pubblicato il 9 aprile 2024 |
        Gepubliceerd op 9 april 2024 | Opublikowano: 9 kwietnia 2024 | Publikováno: 9. dubna 2024 |
        Publicerad 9 april 2024 | Offentliggjort 9. april 2024 | Publisert 9. april 2024 |
        Julkaistu 9. huhtikuuta 2024 | Megjelent: 2024. április 9. | Publicat: 9 aprilie 2024 |
        Δημοσιεύθηκε 9 Απριλίου 2024 | Публикувано: 9 април 2024 | Yayınlanma: 9 Nisan 2024 |
        Опубликовано 9 апреля 2024 | Опубліковано 9 квітня 2024 | نُشر في 9 أبريل 2024 |
        פורסם: 9 באפריל 2024 | प्रकाशित: 9 अप्रैल 2024 | 公開：2024年4月9日 | 입력 2024년 4월 9일 |
        发布时间：2024年4月9日 | Diterbitkan 9 April 2024 | Đăng ngày 9 tháng 4, 2024 |
        تاریخ انتشار: 9 آوریل 2024 | Objavljeno: 9. travnja 2024. | 發佈日期 2024年4月9日
    """,
    "updated": """
        Updated: 9 April 2024 | Aktualisiert: 9. April 2024 | Mis à jour le 9 avril 2024 |
        Actualizado: 9 de abril de 2024 | Aggiornato il 9 aprile 2024 |
        Atualizado em 9 de abril de 2024 | Bijgewerkt op 9 april 2024 |
        Aktualizacja: 9 kwietnia 2024 | Zaktualizowano: 9 kwietnia 2024 |
        Aktualizováno: 9. dubna 2024 | Uppdaterad 9 april 2024 | Opdateret 9. april 2024 |
        Oppdatert 9. april 2024 | Päivitetty 9. huhtikuuta 2024 | Frissítve: 2024. április 9. |
        Actualizat: 9 aprilie 2024 | Ενημερώθηκε 9 Απριλίου 2024 | Обновена: 9 април 2024 |
        Güncelleme: 9 Nisan 2024 | Обновлено 9 апреля 2024 | Оновлено 9 квітня 2024 |
        تحديث 9 أبريل 2024 | עודכן: 9 באפריל 2024 | अपडेट: 9 अप्रैल 2024 | 更新：2024年4月9日 |
        수정 2024년 4월 9일 | 更新时间：2024年4月9日 | Diperbarui 9 April 2024 |
        Cập nhật 9 tháng 4, 2024 | به روز رسانی: 9 آوریل 2024 | Ažurirano: 9. travnja 2024. |
        最終更新 2024年4月9日 | 最后更新 2024年4月9日
    """,
}
READING = """
        4 min read | 4 min de lecture | Lecture 4 min. | 4 Min. Lesezeit | Lesezeit: 4 Minuten |
        4 min de lectura | Tiempo de lectura: 4 min | 4 minuti di lettura |
        Tempo di lettura: 4 min | 4 min de leitura | Tempo de leitura: 4 minutos | 4 min lezen |
        Leestijd 4 minuten | 4 min czytania | Czas czytania: 4 min | 4 min čtení | 4 min läsning |
        Lästid 4 min | 4 min lesetid | Læsetid 4 min | 4 min lukuaika | Lukuaika 4 min |
        4 perc olvasás | Olvasási idő: 4 perc | 4 min citire | Timp de citire: 4 min |
        Χρόνος ανάγνωσης 4 λεπτά | 4 dk okuma | Okuma süresi: 4 dk | 4 мин. чтения |
        Время чтения: 4 мин | Час читання: 4 хв | 4 دقائق للقراءة | مدة القراءة 4 دقائق |
        זמן קריאה 4 דקות | 4 मिनट में पढ़ें | 4分で読めます | 읽는 시간 4분 | 阅读时间 4 分钟 |
        4 menit baca | Waktu baca 4 menit | 4 phút đọc | Reading time: 4 minutes
"""


@every_case(("role", "lines"), ABROAD.items())
def test_the_label_of_a_time_is_known_in_many_languages(role: str, lines: str) -> None:
    found = {line: find_times(line) for line in " ".join(lines.split()).split(" | ")}
    assert [line for line, times in found.items() if [each.role for each in times] != [role]] == []


@every_case("line", " ".join(READING.split()).split(" | "))
def test_a_reading_time_is_known_in_many_languages(line: str) -> None:
    found = find_read_time(line)
    assert found is not None and found.minutes == 4


@every_case(
    ("line", "expected"),
    [
        ("December 31, 1969 July 24, 2012", [date(2012, 7, 24)]),
        ("December 31, 1969 7:00 PM July 24, 2012 9:05 AM", [date(2012, 7, 24)]),
        ("31. Dezember 1969 3. März 2014", [date(2014, 3, 3)]),
        ("31 décembre 1969 mars 2, 2014 mai 4, 2015", [date(2014, 3, 2), date(2015, 5, 4)]),
        ("December 30, 1969 July 24, 2012", [date(1969, 12, 30), date(2012, 7, 24)]),
        ("December 31, 1969", []),
    ],
)
def test_a_date_behind_the_day_of_a_clock_at_nought_keeps_its_own_year(
    line: str, expected: list[date]
) -> None:
    assert [found.day for found in find_times(line)] == expected
