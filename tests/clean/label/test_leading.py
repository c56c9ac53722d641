"""What leads from a story to others is told by its shape."""

from lib.clean.clean import clean
from lib.clean.label.leading import links_away
from tests.cases import every_case
from tests.clean.markup import LAST, PARAGRAPHS, PROSE, page, story

LEADING = [
    ("<p>FUNDA FUTHI | <a href=/ice>The ice house is open again</a></p>", True),
    (
        "<p>See this too: <a href=https://www.harbourpost.example/ice>The ice house is open again</a></p>",
        True,
    ),
    ("<p>Account: <a href=/holt>@holt</a></p>", False),
    ("<p>She said: <a href=/ice>the ice house is open again</a>, and went home.</p>", False),
    ("<h2>Piers: <a href=/ice>the ice house is open again</a></h2>", False),
    ("<ul><li>Ice: <a href=/ice>The house opens</a></li><li><a href=/tar>Tar is dear</a></li></ul>", True),
    (
        "<ul><li><a href=/ice>The ice house is open</a> after two years of works on its roof.</li>"
        "<li><a href=/tar>Tar is dear this summer</a> because the works at the coast have closed.</li></ul>",
        False,
    ),
    ("<ul><li><a href=#ice>The ice house</a></li><li><a href=#tar>Tar is dear</a></li></ul>", False),
    ("<ul><li><a href=/ice>The ice house</a></li><li>Tar is dear</li></ul>", False),
]


@every_case(("markup", "leads"), LEADING)
def test_a_line_that_leads_away_is_told_by_its_shape(markup: str, leads: bool) -> None:
    found = page(PARAGRAPHS + markup)
    expected = range(len(PROSE), len(found.segments)) if leads else ()
    assert links_away(found, range(len(found.segments))) == set(expected)


def test_a_page_about_its_links_keeps_them() -> None:
    found = page("<ul><li><a href=/ice>The ice house</a></li><li><a href=/tar>Tar is dear</a></li></ul>")
    assert not links_away(found, range(len(found.segments)))


def test_a_label_and_a_link_at_the_end_lead_away_whatever_the_site() -> None:
    line = "<p>Our rules: <a href=https://group.example/rules>The harbour group's house rules</a></p>"
    last = page(f"<p>{PROSE[0]}</p><p>{PROSE[1]}</p>{line}")
    assert links_away(last, range(3)) == {2}
    within = page(f"<p>{PROSE[0]}</p>{line}<p>{PROSE[1]}</p>")
    assert not links_away(within, range(3))


LEAD_INS = [
    "These stories may interest you as well:",
    "Diese Artikel könnten dich ebenfalls interessieren:",
    "Ces articles peuvent aussi vous intéresser :",
    "Te mogą cię też zainteresować:",
    "こちらの記事も読まれています：",
]
LINKS = "<p><a href=/ice>The ice house is open again</a></p><p><a href=/tar>Tar is dear this summer</a></p>"


@every_case("line", LEAD_INS)
def test_what_only_announces_links_that_are_cut_is_cut_with_them(line: str) -> None:
    assert line not in clean(story(f"<p>{line}</p>{LINKS}")).article.text
    assert line not in clean(story(f"<p>{line}</p>{LINKS}{LAST}")).article.text
    assert (
        line in clean(story(f"<p>{line}</p><ul><li>the crane</li><li>the quay</li></ul>{LAST}")).article.text
    )
    assert (
        line
        in clean(story(f"<p>{line}</p>{LINKS}<p>“We are back,” the harbour master said.</p>")).article.text
    )


def test_a_heading_above_a_box_that_is_cut_stays_with_its_text() -> None:
    box = "<div class=related><a href=/ice>The ice house is open again</a></div>"
    found = clean(
        story(f"<h2>The next day</h2>{box}{LAST}<h2>The end</h2>{box}<h3>At noon</h3>{LAST}")
    ).article
    assert [block.text for block in found.blocks if block.level] == ["The next day", "The end", "At noon"]


@every_case("stars", ["*", "* * *", "***", "•••", "⁂"])
def test_stars_between_paragraphs_are_no_text(stars: str) -> None:
    found = clean(story(f"<p>{stars}</p>{LAST}"))
    assert stars not in [block.text for block in found.article.blocks]


def test_a_sentence_above_a_heading_is_no_title_of_what_was_cut_between_them() -> None:
    line, box = "The road to the pier stays closed.", "<div class=player>Play</div>"
    assert line in clean(story(f"<h2>At noon</h2><p>{line}</p>{box}<h2>The end</h2>{LAST}")).article.text
