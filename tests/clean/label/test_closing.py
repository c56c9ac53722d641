"""What stands after a story's last paragraph goes."""

from lib.clean.clean import clean
from lib.clean.label.closing import closing
from tests.cases import every_case
from tests.clean.markup import PARAGRAPHS, PROSE, page, story

ENDINGS = [
    ("<p>Ada Brandt contributed to this report.</p>", "note"),
    ("<p>ABC/mh</p>", "note"),
    ("<p>ada@harbourpost.example</p>", "note"),
    ("<p>责任编辑:李明 | 版面编辑:王芳</p>", "note"),
    ("<p>mhl/dpa/AFP</p>", "note"),
    ("<p><em>Ada Brandt contributed reporting from the islands.</em></p>", "note"),
    ("<p>With reporting by Ada Brandt in Larkhaven.</p>", "note"),
    ("<p>--With assistance from Ada Brandt.</p>", "note"),
    ("<p>(Reporting by Ada Brandt and Ivo Lind in Larkhaven; Editing by Bo Holt)</p>", "note"),
    ("<p>(Updates with the harbour master’s comment in the fourth paragraph)</p>", "note"),
    ("<p><i>Brandt reported from Larkhaven and Holt from Port Varn.</i></p>", "note"),
    ("<p>SOURCE Holt &amp; Sons, Inc.</p>", "note"),
    ("<p>Ακολουθήστε το Λιμάνι στο Google News και μάθετε πρώτοι όλες τις ειδήσεις.</p>", "promotion"),
    ("<p>Більше новин — у нашому Telegram</p>", "promotion"),
    ("<p>Com Reuters e AFP</p>", "note"),
    ("<p>Thank you for reading The Quay. See you on Monday.</p>", "promotion"),
    ("<p>If you were forwarded this letter, you can subscribe here.</p>", "newsletter"),
    ("<p>This essay is republished from The Quay under a Creative Commons licence.</p>", "note"),
    ("<p>The views expressed in this article are the author’s own and not those of the Post.</p>", "note"),
    ("<p>Have your say on the harbour wall in the comments below.</p>", "comments"),
    ("<p>Our newsletter brings you the harbour every morning.</p>", "newsletter"),
]


PAPERS = (
    "The Harbour Post is a community newspaper for Larkhaven and the islands, and it comes out on Fridays.",
    "Die Harbour Post ist eine unabhängige Wochenzeitung, die vier Leute am Kai gegründet haben.",
    "La Harbour Post est un journal indépendant qui vit de ses lecteurs.",
    "El Harbour Post es un periódico semanal de la costa norte.",
    "IHarbour Post liphephandaba lesiXhosa elipapashwa eLarkhaven veki nganye.",
    "Harbour Post — це незалежне видання, яке засновано на набережній.",
    "Harbour Postは地域の新聞です。",
    "Harbour Post este o publicație independentă din Larkhaven.",
    "Harbour Post je nezávislý deník, který vychází v Larkhavenu.",
    "A Harbour Post egy független hetilap, amelyet négyen alapítottak.",
    "Η Harbour Post είναι μια ανεξάρτητη εφημερίδα του λιμανιού.",
    "Harbour Post on riippumaton lehti Larkhavenista.",
    "Harbour Post adalah surat kabar mingguan di Larkhaven.",
)
OF_THE_STORY = (
    "The Harbour Post, a weekly newspaper, was sold to the harbour master for one crown on Monday.",
    "The Harbour Post reported in May that the weekly newspaper of the islands would close.",
    "The Larkhaven Echo is a weekly newspaper that the town can no longer pay for.",
    "“The Harbour Post is a newspaper that we need,” the mayor said.",
)


def after(markup: str) -> tuple[dict[int, str], int]:
    found = page(PARAGRAPHS + markup)
    return dict(closing(found.segments, range(len(found.segments)))), len(found.segments)


@every_case(("markup", "rule"), ENDINGS)
def test_an_ending_goes_with_its_rule(markup: str, rule: str) -> None:
    found, segments = after(markup)
    assert found == dict.fromkeys(range(len(PROSE), segments), rule)


@every_case(
    "words",
    [
        "“Do you like it?” the mayor asked, and nobody answered.",
        "“Your gifts support our work at the quay,” the master said, “and our reporting of storms.”",
        "A deal can be reached at the talks in May, the ministry told the crews.",
        "“There is more to come,” the mayor said.",
        "The views expressed by the crews at the meeting were those of a town that has waited for a year.",
        "Reporting by the harbour office showed that two of the piers had never been finished.",
        "With Reuters the company agreed on a price that it had called too low in May.",
        "Brandt reported from Larkhaven that the quay was dry and that the boats had come back.",
        "(It adds that the quay is dry.)",
        "She tried to contact her brother, who had left on the first ferry.",
    ],
)
def test_the_last_words_of_a_story_are_no_ending(words: str) -> None:
    assert not after(f"<p>{words}</p>")[0]


def test_a_heading_that_heads_nothing_any_more_goes_too() -> None:
    found, _ = after("<h3>Do you know us?</h3><p>Our newsletter brings you the harbour every day.</p>")
    assert found == {4: "read more", 5: "newsletter"}


def test_the_same_words_inside_a_story_stay() -> None:
    found = page(f"<p>The harbour's newsletter is read every day.</p>{PARAGRAPHS * 3}")
    assert not closing(found.segments, range(len(found.segments)))


def test_a_last_sub_heading_stays_where_nothing_went() -> None:
    assert not after("<h3>Piers</h3>")[0]


@every_case("note", PAPERS)
def test_what_a_paper_says_of_itself_is_no_text(note: str) -> None:
    cut = {cut.text: cut.rule for cut in clean(story(f"<p>{note}</p>")).cuts}
    assert cut.get(note) == "note"


@every_case("line", OF_THE_STORY)
def test_a_story_about_a_paper_keeps_its_last_paragraph(line: str) -> None:
    assert clean(story(f"<p>{line}</p>")).article.text.endswith(line)


@every_case("title", ["Photos from the first trials", "Bilder vom Probelauf", "En images : la mise à l’eau"])
def test_a_last_heading_over_what_is_none_of_the_story_goes_too(title: str) -> None:
    found = page(f"{PARAGRAPHS}<h2>{title}</h2><a href=/p/1>First trials, in photos</a>")
    heading = len(PROSE)
    assert closing(found.segments, range(heading + 1), beside={heading + 1}) == {heading: "read more"}
    assert not closing(found.segments, range(heading + 1))


@every_case(
    "text",
    [
        "The crews of the northern line had asked for it since the summer, the owner said on Thursday night.",
        "Die Besatzungen hatten seit dem Sommer darum gebeten, und nun fahren die Schiffe im Norden wieder.",
        "Экипажи линии просили об этом с самого лета, сказал в четверг вечером владелец обоих судов порта.",
    ],
)
def test_a_last_paragraph_that_is_dressed_as_a_heading_stays(text: str) -> None:
    found = page(f"{PARAGRAPHS}<h2>{text}</h2><p>More from the quay</p>")
    heading = len(PROSE)
    assert not closing(found.segments, range(heading + 1), beside={heading + 1})


@every_case(("rows", "kept"), [(1, False), (2, True)])
def test_one_row_of_short_links_at_the_end_is_no_text(rows: int, kept: bool) -> None:
    row = "<p>関連タグ <a href=/t/1>Hafen</a> / <a href=/t/2>Fähre</a> / <a href=/t/3>岸壁</a></p>"
    found, stop = after(row * rows)
    assert (stop - 1 not in found) is kept
