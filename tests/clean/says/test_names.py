"""Names come out of printed lists clean."""

from lib.clean.says.bylines import bare_byline, byline_of, opens_byline
from lib.clean.says.name_lists import clean_names, part_glued, read_names, split_names
from lib.clean.says.names import SmallWords, is_desk, is_name_like, is_person, is_uncased_name
from lib.clean.says.times import find_times
from lib.clean.segment import Segment
from tests.cases import every_case

OUTLETS = frozenset({"harbourpost", "thetidings"})
BOTH = ("Maren Holt", "Ivo Brandt")
AND = "und", "et", "og", "y", "en", "och", "e", "va", "i", "a", "és", "și", "ir", "un", "và"
JOINED = [  # in the languages whose word for "and" parts names
    (f"Maren Holt {word} Ivo Brandt", BOTH) for word in ("and", "&amp;", *AND)
]
ONE = """
    Maren Holt | The Kestrel Herald ‖ Maren Holt, Senior Reporter ‖ Holt, Maren ‖ MAREN HOLT ‖ ByMaren Holt ‖
    Maren Holt maren@harbourpost.example ‖ Maren Holt, Dec 13, 2023 ‖ Maren Holt Reuters ‖
    Harbour Post und Maren Holt ‖ Maren Holt, Political Editor ‖ Maren Holt(Kestrel, foreign desk) ‖
    Maren (M.R.) Holt ‖ By Maren Holt in Kestrel ‖ Von Maren Holt am Samstag, 9. März 2024 um 11:14 Uhr ‖
    Maren Holt Sa 9 Mar 2024 ‖ Maren Holt, Wednesday, Nov 20 ‖ Maren Holt, KESTREL NORD ‖
    Maren Holt, RÁDIO MAR ‖ Maren Holt, our correspondent ‖ Maren Holt (with inputs from agencies) ‖
    Maren Holt (mit Material von dpa) ‖ Maren Holt (con información de EFE) ‖ Text und Fotos: Maren Holt ‖
    Texte et photos : Maren Holt ‖ Testo e foto di Maren Holt ‖ Tekst i zdjęcia: Maren Holt ‖
    Text: Maren Holt, Fotos: Ivo Brandt ‖ Maren Holt d'Enquête ‖ Maren Holt PhD ‖ Maren Holt (she/her) ‖
    Maren Holt et al. ‖ Maren Holt and wire reports ‖ Maren Holt, staff and wire reports ‖
    Ivo Brandt (photos), Maren Holt (text) ‖ Maren Holt, hafenpost.it ‖ Maren Holt de Radio-Havre ‖
    Maren Holt of the Kestrel Herald ‖ Maren Holt vom Hafenblatt ‖ Maren Holt Archive ‖
    Maren Holt Uncategorized ‖ Maren Holt in Uncategorized ‖
    Maren Holt Sin categoría ‖
    By Maren Holt posted March 9th 2024 11:14AM ‖ Maren Holt published March 9, 2024 at 4:15 pm
"""
NOBODY = """
    Harbour Post ‖ Follow us on Twitter ‖ https://social.example/harbourpost ‖ More posts ‖ Alle Artikel ‖
    By The Kestrel Herald Reporter ‖ The Harbour Post Correspondent ‖ Harbourpost Reporter ‖
    Harbour Staff Writer ‖ Our Staff Correspondent ‖ Unser Korrespondent ‖ Redakteurin der Hafenzeitung ‖
    Notre correspondante ‖ Corresponsal de El Faro ‖ Nosso correspondente ‖ Наш корреспондент ‖ 본지 기자 ‖
    本報記者 ‖ Web Editor ‖ Firstname Lastname ‖ John Doe ‖ Erika Mustermann ‖ harbourpost.news ‖
    Hafenpost.it ‖ www.harbour-post.co.uk ‖ Array ‖ Microsoft Word ‖ Holt Web Solutions GmbH ‖ N/A ‖
    関連記事 ‖ おすすめニュース ‖ 相关阅读 ‖ 相關新聞 ‖ 热门文章 ‖ 관련기사 ‖ 추천 뉴스 ‖
    纠错 ‖ View Author Page ‖ More from this author ‖ Mehr von diesem Autor ‖ Más de este autor
"""
LISTS = [
    *JOINED,
    *((each, BOTH[:1]) for each in " ".join(ONE.split()).split(" ‖ ")),
    *((each, ()) for each in " ".join(NOBODY.split()).split(" ‖ ")),
    ("By Maren Holt and Ivo Brandt", BOTH),
    ("Von Maren Holt und Ivo Brandt", BOTH),
    ("Par Maren Holt et Ivo Brandt", BOTH),
    ("Maren Holt; Ivo Brandt | Ada Lind", (*BOTH, "Ada Lind")),
    ("Олена Савчук та Ігор Дем'яненко", ("Олена Савчук", "Ігор Дем'яненко")),
    ("Maren Holt, The Tidings news desk", ("Maren Holt", "The Tidings news desk")),
    ("Maren Holt and The Kestrel Herald news desk", ("Maren Holt", "The Kestrel Herald news desk")),
    ("Müller, Änne", ("Änne Müller",)),
    ("Łęcki, Michał", ("Michał Łęcki",)),
    ("Савчук, Олена", ("Олена Савчук",)),
    ("Brandt, Ivo van den", ("Ivo van den Brandt",)),
    ("Holt, Maren de", ("Maren de Holt",)),
    ("Holt, Ivo Brandt", ("Holt", "Ivo Brandt")),
    ("Maren Holt, MA Tidings Health News", BOTH[:1]),
    ("MAREN HOLT, MA LIN", ("Maren Holt", "Ma Lin")),
    ("Maren O&#039;Holt", ("Maren O'Holt",)),
    ("Maren&nbsp;Holt, Ivo\u00ad Brandt", BOTH),
    ("İSMAİL YILDIRIM", ("İsmail Yıldırım",)),
    ("Reporting by Maren Holt, Ivo Brandt; Editing by Ada Lind and Jo Roos", BOTH),
    ("Reporting by Maren Holt Writing by Ivo Brandt Editing by Ada Lind", BOTH),
    ("박준석 기자", ("박준석",)),
    ("Maren Holt, dpa", ("Maren Holt", "dpa")),
    ("dpa, Reuters", ("dpa", "Reuters")),
    ("Harbour Post et AFP", ("Harbour Post", "AFP")),
    ("Maren Holt (avec Ivo Brandt et Ada Lind)", (*BOTH, "Ada Lind")),
    ("Anh Do, 9 March 2024", ("Anh Do",)),
    ("ÅSA ÖSTBERG", ("Åsa Östberg",)),
    ("Organization for Quiet Harbours", ("Organization for Quiet Harbours",)),
    ("Ada Obi@adaobi7Jan Kowal", ("Ada Obi", "Jan Kowal")),
    ("文● 小暮ひさの／港湾編集部", ("小暮ひさの", "港湾編集部")),
    ("Олена Савчук, ХВИЛЯ МОРЯ", ("Олена Савчук",)),
    ("MAREN HOLT, IVO BRANDT", BOTH),
    ("Maren HOLT, IVO BRANDT", ("Maren HOLT", "Ivo Brandt")),
    ("Tidings Reporter", ("Tidings Reporter",)),
    ("Redakteurin Eva von der Leine", ("Eva von der Leine",)),
    ("Μάρεν Χολτ και Ίβο Μπραντ", ("Μάρεν Χολτ", "Ίβο Μπραντ")),
    ("मारेन होल्ट और आइवो ब्रांट", ("मारेन होल्ट", "आइवो ब्रांट")),
    ("Maren Puig i Holt", ("Maren Puig i Holt",)),
    ("文/李明 图/王芳", ("李明",)),
    ("文｜李明 摄影｜王芳", ("李明",)),
    ("记者李明 通讯员王芳", ("李明", "王芳")),
    ("港口日报记者 李明 摄影报道", ("李明",)),
    ("李明｜责任编辑：王芳", ("李明",)),
    ("记者 王芳 李明", ("王芳", "李明")),
    ("王小芳 李明 张伟", ("王小芳", "李明", "张伟")),
    ("山田 花子", ("山田 花子",)),
    ("石川 文子", ("石川 文子",)),
    ("سالم حداد ومريم خليل", ("سالم حداد", "مريم خليل")),
    ("سالم حداد، مريم خليل ورنا نصر", ("سالم حداد", "مريم خليل", "رنا نصر")),
    ("سالم حداد وليد خليل", ("سالم حداد وليد خليل",)),
    ("مراسل وكالة الميناء", ("مراسل وكالة الميناء",)),
    ("Jane Doering", ("Jane Doering",)),
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
    ("Authors: Ada Obi, Bo Lund, The Delta Post desk", ("Ada Obi", "Bo Lund", "The Delta Post desk")),
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
PERSONS = """
    Ada Obi | Mary-Jane O'Neil | Ludwig van Beek | Les Murray | Una Mullan | Jan van der Meer | ADA OBI |
    Ана Обі | Jean-Luc d'Arc | Ludwig von Berg
"""
NO_PERSONS = """
    Pool AFP | Ada | Top 10 Ports | Delta News | Getty Images | All Creators | Alle Programme |
    Weitere Angebote | Harbour League | Ein Hafen | Une Escale | Los Puertos | Edizione Nord |
    Harbour Gazette | ada obi | Chief Editor | Ada Obi 3 | HARBOUR NDA Office | One two three | Hi Ada |
    Bonjour Ada | Lieber Jan
"""
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
SINGLE = [
    # an abbreviation keeps its stop, a sentence does not
    ("By Alex D.", "Alex D."),
    ("Maren Holt Jr.", "Maren Holt Jr."),
    ("Maren Holt J.D.", "Maren Holt J.D."),
    ("Олена С.", "Олена С."),
    ("Von Maren Holt.", "Maren Holt"),
    ("Par Maren Holt .", "Maren Holt"),
    ("Maren Holt,", "Maren Holt"),
    # capitals stay with numerals and agencies
    ("BY MAREN HOLT", "Maren Holt"),
    ("MAREN HOLT III", "Maren Holt III"),
    ("İSMAİL YILMAZ", "İsmail Yılmaz"),
    ("AP STAFF", "AP Staff"),
    ("DPA REDAKTION", "dpa Redaktion"),
    # a city signs nothing beside a person
    ("Ada Obi, New York", "Ada Obi"),
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


@every_case(("printed", "expected"), SINGLE)
def test_a_name_keeps_the_stops_and_capitals_that_are_its_own(printed: str, expected: str) -> None:
    assert clean_names([printed], frozenset()) == (expected,)


@every_case(("printed", "expected"), LISTS)
def test_a_printed_list_becomes_names(printed: str, expected: tuple[str, ...]) -> None:
    assert clean_names([printed], OUTLETS) == expected


@every_case(("text", "expected"), LIKE)
def test_names_are_told_from_other_words(text: str, expected: bool) -> None:
    assert is_name_like(text) is expected


def test_a_desk_is_known_in_several_languages_and_a_writer_is_none() -> None:
    desks = (
        "news desk",
        "Sportredaktion",
        "La rédaction",
        "Редакція Берега",
        "The Harbour Gazette news desk",
        "Συντακτική Ομάδα",
        "Σύνταξη",
    )
    assert all(map(is_desk, (*desks, "Lokalredaktion")))
    assert not is_desk("Staff writer") and not is_desk("Ada Obi")


def test_an_endless_line_is_read_only_at_its_start() -> None:
    assert split_names("Maren Holt, " + "word " * 100_000)[0] == "Maren Holt"


@every_case(("names", "expected"), [(PERSONS, True), (NO_PERSONS, False)])
def test_a_person_is_known_by_the_form_of_the_name(names: str, expected: bool) -> None:
    assert [each for each in " ".join(names.split()).split(" | ") if is_person(each) is not expected] == []


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


@every_case(
    ("glued", "name"),
    [
        ("Emma MackLifestyle Writer", "Emma Mack"),
        ("Emma MacKenzie News Reporter", "Emma MacKenzie"),
        ("André KleinRedakteur", "André Klein"),
    ],
)
def test_a_role_glued_to_a_name_is_left_out(glued: str, name: str) -> None:
    assert read_names(glued)[0] == (name,)


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


@every_case(
    ("text", "expected"),
    [
        *((name, True) for name in ("ანა ბერიძე", "สมชาย ใจดี", "သီရိ အောင်", "សុខ សុភា", "ນາງ ຄຳ")),
        ("พายุถล่มชายฝั่งตะวันออก เรือเฟอร์รี่หยุดเดินเรือทั้งหมด", False),
    ],
)
def test_a_script_without_capitals_has_names(text: str, expected: bool) -> None:
    assert is_uncased_name(text) is expected


def test_words_of_a_page_are_known_whatever_their_case() -> None:
    small = SmallWords(["an der straße zum hafen", "ο λόγος της ημέρας"])
    assert all(map(small.hold, ("Straße", "Zum Hafen", "Λόγος")))
    assert not any(map(small.hold, ("Hafen Holm", "dpa", "ანა")))
