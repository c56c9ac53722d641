"""Names come out of printed lists clean."""

from lib.clean.says.bylines import bare_byline, byline_of, opens_byline
from lib.clean.says.name_lists import clean_names, part_glued, read_names, split_names
from lib.clean.says.names import SmallWords, is_desk, is_name_like, is_person, is_uncased_name
from lib.clean.says.times import find_times
from lib.clean.segment import Segment
from tests.cases import every_case

OUTLETS = frozenset({"harbourpost", "thetidings"})
LISTS = [
    ("By Maren Holt and Ivo Brandt", ("Maren Holt", "Ivo Brandt")),
    ("Maren Holt; Ivo Brandt | Ada Lind", ("Maren Holt", "Ivo Brandt", "Ada Lind")),
    ("Maren Holt | The Kestrel Herald", ("Maren Holt",)),
    ("Von Maren Holt und Ivo Brandt", ("Maren Holt", "Ivo Brandt")),
    ("Par Maren Holt et Ivo Brandt", ("Maren Holt", "Ivo Brandt")),
    ("Олена Савчук та Ігор Дем'яненко", ("Олена Савчук", "Ігор Дем'яненко")),
    ("Maren Holt, The Tidings news desk", ("Maren Holt", "The Tidings news desk")),
    ("Maren Holt and The Kestrel Herald news desk", ("Maren Holt", "The Kestrel Herald news desk")),
    ("Maren Holt, Senior Reporter", ("Maren Holt",)),
    ("Holt, Maren", ("Maren Holt",)),
    ("Müller, Änne", ("Änne Müller",)),
    ("Łęcki, Michał", ("Michał Łęcki",)),
    ("Савчук, Олена", ("Олена Савчук",)),
    ("Maren Holt &amp; Ivo Brandt", ("Maren Holt", "Ivo Brandt")),
    ("Maren O&#039;Holt", ("Maren O'Holt",)),
    ("Maren&nbsp;Holt, Ivo\u00ad Brandt", ("Maren Holt", "Ivo Brandt")),
    ("İSMAİL YILDIRIM", ("İsmail Yıldırım",)),
    ("MAREN HOLT", ("Maren Holt",)),
    ("Maren Holt maren@harbourpost.example", ("Maren Holt",)),
    ("Maren Holt, Dec 13, 2023", ("Maren Holt",)),
    ("ByMaren Holt", ("Maren Holt",)),
    ("Maren Holt Reuters", ("Maren Holt",)),
    ("Reporting by Maren Holt, Ivo Brandt; Editing by Ada Lind and Jo Roos", ("Maren Holt", "Ivo Brandt")),
    ("Reporting by Maren Holt Writing by Ivo Brandt Editing by Ada Lind", ("Maren Holt", "Ivo Brandt")),
    ("Harbour Post", ()),
    ("Follow us on Twitter", ()),
    ("https://social.example/harbourpost", ()),
    ("박준석 기자", ("박준석",)),
    ("Maren Holt, dpa", ("Maren Holt", "dpa")),
    ("dpa, Reuters", ("dpa", "Reuters")),
    ("Harbour Post et AFP", ("Harbour Post", "AFP")),
    ("Harbour Post und Maren Holt", ("Maren Holt",)),
    ("Maren Holt og Ivo Brandt", ("Maren Holt", "Ivo Brandt")),
    ("Maren Holt y Ivo Brandt", ("Maren Holt", "Ivo Brandt")),
    ("Maren Holt en Ivo Brandt", ("Maren Holt", "Ivo Brandt")),
    ("Maren Holt och Ivo Brandt", ("Maren Holt", "Ivo Brandt")),
    ("Maren Holt e Ivo Brandt", ("Maren Holt", "Ivo Brandt")),
    ("Maren Holt va Ivo Brandt", ("Maren Holt", "Ivo Brandt")),
    ("Maren Holt (avec Ivo Brandt et Ada Lind)", ("Maren Holt", "Ivo Brandt", "Ada Lind")),
    ("Maren Holt, Political Editor", ("Maren Holt",)),
    ("Maren Holt(Kestrel, foreign desk)", ("Maren Holt",)),
    ("Maren (M.R.) Holt", ("Maren Holt",)),
    ("By Maren Holt in Kestrel", ("Maren Holt",)),
    ("Von Maren Holt am Samstag, 9. März 2024 um 11:14 Uhr", ("Maren Holt",)),
    ("Maren Holt Sa 9 Mar 2024", ("Maren Holt",)),
    ("Anh Do, 9 March 2024", ("Anh Do",)),
    ("Maren Holt, Wednesday, Nov 20", ("Maren Holt",)),
    ("ÅSA ÖSTBERG", ("Åsa Östberg",)),
    ("Organization for Quiet Harbours", ("Organization for Quiet Harbours",)),
    ("More posts", ()),
    ("Alle Artikel", ()),
    ("Ada Obi@adaobi7Jan Kowal", ("Ada Obi", "Jan Kowal")),
    ("文● 小暮ひさの／港湾編集部", ("小暮ひさの", "港湾編集部")),
    ("Maren Holt, KESTREL NORD", ("Maren Holt",)),
    ("Maren Holt, RÁDIO MAR", ("Maren Holt",)),
    ("Олена Савчук, ХВИЛЯ МОРЯ", ("Олена Савчук",)),
    ("MAREN HOLT, IVO BRANDT", ("Maren Holt", "Ivo Brandt")),
    ("Maren HOLT, IVO BRANDT", ("Maren HOLT", "Ivo Brandt")),
    ("By The Kestrel Herald Reporter", ()),
    ("The Harbour Post Correspondent", ()),
    ("Tidings Reporter", ("Tidings Reporter",)),
    ("Harbourpost Reporter", ()),
    ("Harbour Staff Writer", ()),
    ("Our Staff Correspondent", ()),
    ("Unser Korrespondent", ()),
    ("Redakteurin der Hafenzeitung", ()),
    ("Redakteurin Eva von der Leine", ("Eva von der Leine",)),
    ("Notre correspondante", ()),
    ("Corresponsal de El Faro", ()),
    ("Nosso correspondente", ()),
    ("Наш корреспондент", ()),
    ("본지 기자", ()),
    ("本報記者", ()),
    ("Maren Holt, our correspondent", ("Maren Holt",)),
    ("Maren Holt (with inputs from agencies)", ("Maren Holt",)),
    ("Maren Holt (mit Material von dpa)", ("Maren Holt",)),
    ("Maren Holt (con información de EFE)", ("Maren Holt",)),
    ("Maren Holt i Ivo Brandt", ("Maren Holt", "Ivo Brandt")),
    ("Maren Holt a Ivo Brandt", ("Maren Holt", "Ivo Brandt")),
    ("Maren Holt és Ivo Brandt", ("Maren Holt", "Ivo Brandt")),
    ("Maren Holt și Ivo Brandt", ("Maren Holt", "Ivo Brandt")),
    ("Maren Holt ir Ivo Brandt", ("Maren Holt", "Ivo Brandt")),
    ("Maren Holt un Ivo Brandt", ("Maren Holt", "Ivo Brandt")),
    ("Maren Holt và Ivo Brandt", ("Maren Holt", "Ivo Brandt")),
    ("Μάρεν Χολτ και Ίβο Μπραντ", ("Μάρεν Χολτ", "Ίβο Μπραντ")),
    ("मारेन होल्ट और आइवो ब्रांट", ("मारेन होल्ट", "आइवो ब्रांट")),
    ("Maren Puig i Holt", ("Maren Puig i Holt",)),
    ("Text und Fotos: Maren Holt", ("Maren Holt",)),
    ("Texte et photos : Maren Holt", ("Maren Holt",)),
    ("Testo e foto di Maren Holt", ("Maren Holt",)),
    ("Tekst i zdjęcia: Maren Holt", ("Maren Holt",)),
    ("Text: Maren Holt, Fotos: Ivo Brandt", ("Maren Holt",)),
    ("文/李明 图/王芳", ("李明",)),
    ("文｜李明 摄影｜王芳", ("李明",)),
    ("记者李明 通讯员王芳", ("李明", "王芳")),
    ("港口日报记者 李明 摄影报道", ("李明",)),
    ("李明｜责任编辑：王芳", ("李明",)),
    ("Maren Holt d'Enquête", ("Maren Holt",)),
    ("Maren Holt PhD", ("Maren Holt",)),
    ("Maren Holt (she/her)", ("Maren Holt",)),
    ("Maren Holt et al.", ("Maren Holt",)),
    ("Maren Holt and wire reports", ("Maren Holt",)),
    ("Maren Holt, staff and wire reports", ("Maren Holt",)),
    ("Ivo Brandt (photos), Maren Holt (text)", ("Maren Holt",)),
    ("Web Editor", ()),
    ("Firstname Lastname", ()),
    ("John Doe", ()),
    ("Erika Mustermann", ()),
    ("Jane Doering", ("Jane Doering",)),
    ("harbourpost.news", ()),
    ("Hafenpost.it", ()),
    ("www.harbour-post.co.uk", ()),
    ("Maren Holt, hafenpost.it", ("Maren Holt",)),
    ("Array", ()),
    ("Microsoft Word", ()),
    ("Holt Web Solutions GmbH", ()),
    ("N/A", ()),
    ("Maren Holt de Radio-Havre", ("Maren Holt",)),
    ("Maren Holt of the Kestrel Herald", ("Maren Holt",)),
    ("Maren Holt vom Hafenblatt", ("Maren Holt",)),
    ("Maren Holt d'Aubrac", ("Maren Holt d'Aubrac",)),
]
LIKE = [
    ("Maren Holt", True),
    ("Ludwig van der Berg", True),
    ("Harbour Post news desk", True),
    ("Maren", False),
    ("the old quay", False),
    ("Senior Editor", False),
    ("Daily Tribune", False),
    ("渡辺洋介", True),
    ("完了しました", False),
]

BYLINES = (
    ("By MAREN HOLT FOR MAILBOAT", ("Maren Holt",)),
    ("by Ada Obi and The Delta Post news desk", ("Ada Obi", "The Delta Post news desk")),
    ("By Samya Lund and Vasco Reis  The Wire Agency", ("Samya Lund", "Vasco Reis")),
    ("By Jill Disso, Delta Business", ("Jill Disso",)),
    ("By Ahmed al-Masri", ("Ahmed al-Masri",)),
    ("By Gabriele d’Annunzio and Mona el-Sayed", ("Gabriele d’Annunzio", "Mona el-Sayed")),
    ("By DELL FARROW | Special to the Pine Press", ("Dell Farrow",)),
    ("By Chaim Garten@cgarten Nov 19, 2019, 7:53pm EST", ("Chaim Garten",)),
    ("Von Jörn von der Heide", ("Jörn von der Heide",)),
    ("Do 25.04.24 | 14:07 Uhr | Von Eva Kirch", ("Eva Kirch",)),
    ("Par Odile Marchand et Luc Fabre", ("Odile Marchand", "Luc Fabre")),
    (
        "Authors: Ada Obi, Bo Lund, The Delta Post news desk",
        ("Ada Obi", "Bo Lund", "The Delta Post news desk"),
    ),
    ("Автор: Анна Коваль", ("Анна Коваль",)),
    ("By the Delta Post news and politics desk", ("the Delta Post news and politics desk",)),
    ("Posted on March 10, 2026 by Ingrid Dahl", ("Ingrid Dahl",)),
    ("3/10/2026 9:31 AM by Ada Obi", ("Ada Obi",)),
    ("Текст: Лидия Морская·11 марта 2026", ("Лидия Морская",)),
    ("Tuesday March 10, 2026 10:44 am PST by Ada Obi", ("Ada Obi",)),
    ("Tue, 3/10/2026 - by Ada Obi", ("Ada Obi",)),
    ("Von Ada Obi Kategorien: Hafen 10. März 2026, 15:25 Uhr", ("Ada Obi",)),
    ("Par Ada Obi Rubrique : Ports 10 mars 2026", ("Ada Obi",)),
    ("Por Ada Obi Categorías: Puertos 10 de marzo de 2026", ("Ada Obi",)),
    ("Автор: Анна Коваль Рубрика: Порты 10 марта 2026", ("Анна Коваль",)),
    ("By Ada Obi , Bo Lund on Monday, November 18th, 2019 at 11:08 a.m.", ("Ada Obi", "Bo Lund")),
)
NO_BYLINES = (
    "By the time the boats came back, the quay was empty.",
    "Von der Brücke war nichts mehr zu sehen",
    "Author Ada Obi, from the northern island, said that the boats had come back.",
    "By noon",
    "By all accounts the best evening of the year",
    "On March 10, 2026 by Ostvik's old clock the boats came in",
)
NAMES = (
    ("Ada Obi", True),
    ("Mary-Jane O'Neil", True),
    ("Ludwig van Beek", True),
    ("Pool AFP", False),
    ("Ada", False),
    ("Top 10 Ports", False),
    ("Delta News", False),
    ("Getty Images", False),
    ("All Creators", False),
    ("Alle Programme", False),
    ("Weitere Angebote", False),
    ("Harbour League", False),
    ("Ein Hafen", False),
    ("Une Escale", False),
    ("Los Puertos", False),
    ("Edizione Nord", False),
    ("Les Murray", True),
    ("Una Mullan", True),
)
AFFILIATED = [
    ("Maren Holt, Harbour Post", ("Maren Holt",)),
    ("By Maren Holt, The Western Ledger Journal", ("Maren Holt",)),
    ("Maren Holt and Ivo Brandt, Quay City News", ("Maren Holt", "Ivo Brandt")),
    ("Von Maren Holt, Elbtaler Nachrichten", ("Maren Holt",)),
    ("Par Maren Holt, Le Quotidien du Port", ("Maren Holt",)),
    ("Por Maren Holt, El Diario del Puerto", ("Maren Holt",)),
    ("Олена Савчук, Портова Газета", ("Олена Савчук",)),
    # Others stay authors: a second person, a desk, an agency; and the paper of which no person stands.
    ("Maren Holt, Ivo Brandt, Ada Newsom", ("Maren Holt", "Ivo Brandt", "Ada Newsom")),
    ("Maren Holt, The Kestrel Herald news desk", ("Maren Holt", "The Kestrel Herald news desk")),
    ("Maren Holt, The Associated Press", ("Maren Holt", "The Associated Press")),
    ("The Kestrel Herald", ("The Kestrel Herald",)),
]
STOPS = [
    ("By Alex D.", "Alex D."),
    ("Maren Holt Jr.", "Maren Holt Jr."),
    ("Maren Holt J.D.", "Maren Holt J.D."),
    ("Олена С.", "Олена С."),
    ("Von Maren Holt.", "Maren Holt"),
    ("Par Maren Holt .", "Maren Holt"),
    ("Maren Holt,", "Maren Holt"),
]
CAPITALS = [
    ("BY MAREN HOLT", "Maren Holt"),
    ("MAREN HOLT III", "Maren Holt III"),
    ("İSMAİL YILMAZ", "İsmail Yılmaz"),
    ("AP STAFF", "AP Staff"),
    ("DPA REDAKTION", "dpa Redaktion"),
]
OPENINGS = [
    ("By Maren Holt", True),
    ("Von Maren Holt", True),
    ("Автор: Олена Савчук", True),
    ("文：渡辺洋介", True),
    ("By the time the boats came in", False),
    ("Von der Brücke aus", False),
    ("Maren Holt", False),
]


@every_case(("printed", "expected"), AFFILIATED)
def test_the_paper_behind_a_comma_signs_nothing_beside_its_writer(
    printed: str, expected: tuple[str, ...]
) -> None:
    assert clean_names([printed], frozenset()) == expected


@every_case(("printed", "expected"), STOPS)
def test_an_abbreviation_keeps_its_stop_and_a_sentence_does_not(printed: str, expected: str) -> None:
    assert clean_names([printed], frozenset()) == (expected,)


@every_case(("printed", "expected"), CAPITALS)
def test_a_name_in_capitals_keeps_those_of_numerals_and_agencies(printed: str, expected: str) -> None:
    assert clean_names([printed], frozenset()) == (expected,)


@every_case(("printed", "expected"), LISTS)
def test_a_printed_list_becomes_names(printed: str, expected: tuple[str, ...]) -> None:
    assert clean_names([printed], OUTLETS) == expected


@every_case(("text", "expected"), LIKE)
def test_names_are_told_from_other_words(text: str, expected: bool) -> None:
    assert is_name_like(text) is expected


def test_a_desk_is_known_in_several_languages() -> None:
    assert all(map(is_desk, ("news desk", "Sportredaktion", "La rédaction", "Редакція Берега")))


def test_an_endless_line_is_read_only_at_its_start() -> None:
    assert split_names("Maren Holt, " + "word " * 100_000)[0] == "Maren Holt"


@every_case(
    "name", ("Ada Obi", "Jan van der Meer", "ADA OBI", "Ана Обі", "Jean-Luc d'Arc", "Ludwig von Berg")
)
def test_a_person_is_known_by_the_form_of_the_name(name: str) -> None:
    assert is_person(name)


@every_case(
    "name",
    (
        "Ada",
        "Harbour Gazette",
        "ada obi",
        "Chief Editor",
        "Ada Obi 3",
        "HARBOUR NDA Office",
        "One two three",
        "Hi Ada",
        "Bonjour Ada",
        "Lieber Jan",
    ),
)
def test_other_words_are_no_person(name: str) -> None:
    assert not is_person(name)


def test_a_single_writer_is_no_desk() -> None:
    assert is_desk("The Harbour Gazette news desk")
    assert is_desk("Lokalredaktion")
    assert not is_desk("Staff writer")
    assert not is_desk("Ada Obi")


@every_case(
    ("printed", "pieces"),
    (
        ("Ada Obisenior political correspondent", ["Ada Obi", "senior political correspondent"]),
        ("Ada Obienvoyée spéciale", ["Ada Obi", "envoyée spéciale"]),
        ("Ада Обікореспондентка", ["Ада Обі", "кореспондентка"]),
        ("Ada ObiHarbour Gazette", ["Ada Obi", "Harbour Gazette"]),
        ("Ada ObiJan Kowal", ["Ada Obi", "Jan Kowal"]),
        ("ADA OBISTAFF WRITER", ["ADA OBI", "STAFF WRITER"]),
        ("Ron DeSantis", ["Ron DeSantis"]),
        ("Angus McKay", ["Angus McKay"]),
        ("Ellen FitzGerald", ["Ellen FitzGerald"]),
        ("iPhone makers", ["iPhone makers"]),
    ),
)
def test_words_that_ran_together_are_parted(printed: str, pieces: list[str]) -> None:
    assert part_glued(printed) == pieces


def line(text: str) -> Segment:
    return Segment(text=text)


@every_case(("text", "authors"), BYLINES)
def test_authors_are_read_from_a_byline(text: str, authors: tuple[str, ...]) -> None:
    byline = byline_of(line(text), find_times(text))
    assert byline is not None
    assert byline.authors == authors


@every_case("text", NO_BYLINES)
def test_sentences_that_open_like_a_byline_are_none(text: str) -> None:
    assert byline_of(line(text), []) is None


@every_case(("name", "person"), NAMES)
def test_a_person_has_a_name_of_its_own(name: str, person: bool) -> None:
    assert is_person(name) is person


def test_a_role_glued_to_a_name_is_left_out() -> None:
    assert read_names("Emma MackLifestyle Writer")[0] == ("Emma Mack",)
    assert read_names("Emma MacKenzie News Reporter")[0] == ("Emma MacKenzie",)
    assert read_names("André KleinRedakteur")[0] == ("André Klein",)


def test_a_city_signs_nothing_beside_a_person() -> None:
    assert clean_names(["Ada Obi, New York"], frozenset()) == ("Ada Obi",)
    assert clean_names(["Ada Obi and Jo Roos"], frozenset()) == ("Ada Obi", "Jo Roos")


def test_a_name_may_close_the_line_of_the_time() -> None:
    text = "Published on 28 April 2024, 14:26, Ada Obi"
    byline = bare_byline(line(text), find_times(text))
    assert byline is not None and byline.authors == ("Ada Obi",)
    assert text[byline.start : byline.end] == "Ada Obi"


@every_case(("line", "expected"), OPENINGS)
def test_a_byline_opens_with_by_and_a_name(line: str, expected: bool) -> None:
    assert opens_byline(line) is expected


def test_a_name_with_vowel_signs_is_one_and_a_long_line_costs_no_minutes() -> None:
    assert is_uncased_name("रवि शेखर")
    assert not is_uncased_name("क" * 5_000 + "!")


@every_case("name", ["ანა ბერიძე", "สมชาย ใจดี", "သီရိ အောင်", "សុខ សុភា", "ນາງ ຄຳ"])
def test_a_script_without_capitals_has_names(name: str) -> None:
    assert is_uncased_name(name)


def test_a_sentence_without_spaces_is_no_name() -> None:
    assert not is_uncased_name("พายุถล่มชายฝั่งตะวันออก เรือเฟอร์รี่หยุดเดินเรือทั้งหมด")


def test_words_of_a_page_are_known_whatever_their_case() -> None:
    small = SmallWords(["an der straße zum hafen", "ο λόγος της ημέρας"])
    assert all(map(small.hold, ("Straße", "Zum Hafen", "Λόγος")))
    assert not any(map(small.hold, ("Hafen Holm", "dpa", "ანა")))
