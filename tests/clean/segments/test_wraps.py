import textwrap

from lib.clean.clean import clean
from lib.clean.segments.signs import plain
from lib.clean.segments.wraps import Row, join, paragraphs
from tests.cases import every_case
from tests.clean.markup import cleaned_whole, text_capture

PARAGRAPHS = (
    "OSLO, Oct. 12 - The ferry between the two northern harbours sailed again on Thursday, for the first "
    "time since the storm of last winter broke both quays and left the island without a link.",
    'The harbour master, Jonas Ekdal, said that the new quays were a metre higher. "We have waited for this '
    'day for nine months," he said, and went aboard with the children of the village school.',
    "The ferry sails twice a day until the spring.",
    "Farmers on the island had sent their milk by helicopter at a cost of forty thousand crowns a week, "
    "which the county paid until the autumn and then no more.",
)
HEAD = "Ferry line opens again before the winter\n\nBy Ada Obi\nOctober 12, 2023 9:30 AM\n\n"
BREAKS = ("\n", "\r\n", "  \n", "\n  ")
MENU = "Home and garden and weather\nNews from the north and the south\nSport\nletters to the editor"
VERSE = "The boat went out at dawn,\nand no one saw it go;\nthe tide came in at noon,\nand brought it home.\n"


def rows(content: str) -> list[Row]:
    found, offset = [], 0
    for number, raw in enumerate(content.split("\n")):
        if text := raw.strip():
            indent = len(raw) - len(raw.lstrip())
            found.append(Row(offset + indent, offset + indent + len(text), number, indent, text))
        offset += len(raw) + 1
    return found


def wrapped(width: int) -> str:
    return HEAD + "\n\n".join(textwrap.fill(text, width) for text in PARAGRAPHS) + "\n"


@every_case("width", (60, 68, 72, 80, 100, 120))
def test_a_text_broken_at_any_usual_width_is_its_paragraphs_again(width: int) -> None:
    article = clean(text_capture(wrapped(width))).article
    assert article.text.split("\n\n") == list(PARAGRAPHS)
    assert (article.headline, article.authors) == (HEAD.partition("\n")[0], ("Ada Obi",))


WITHIN = {
    "by Jonas Ekdal.": "in the presence of the children of the school, and of a choir {}",
    "von der Hafenbehörde sagte,": "die sie, wie der Sprecher {} im Herbst entscheidet.",
    "9. April 2024 entscheidet.": "ehe der Kreis über die neue Linie und über ihre Fähren am {}",
    "por la noche siguiente": "después de que fuera detenida en el puerto viejo {} por una ola.",
    "– in the first year of the line –": "and that the ferry {} had sailed on every single day but two.",
}


@every_case(("row", "sentence"), WITHIN.items())
def test_a_row_that_looks_like_a_byline_or_an_item_within_a_sentence_parts_no_paragraph(
    row: str, sentence: str
) -> None:
    text = f"{PARAGRAPHS[0][:-1]}, {sentence.format(row)}"
    widths = [width for width in range(60, 90) if f"\n{row[:8]}" in textwrap.fill(text, width)]
    assert widths
    for width in widths:
        content = f"{HEAD}{textwrap.fill(text, width)}\n\n{textwrap.fill(PARAGRAPHS[3], width)}\n"
        article = clean(text_capture(content)).article
        assert article.text.split("\n\n") == [text, PARAGRAPHS[3]]
        assert (article.headline, article.authors) == (HEAD.partition("\n")[0], ("Ada Obi",))


ITEMS = {
    "numbers": ("1. {}", "2. {}"),
    "numbers without stops": ("1) {}", "2) {}"),
    "dashes": ("- {}", "- {}"),
    "bullets below a heading": ("{}", "• {}"),
    "a byline below a headline": ("{}", "By {}"),
}


@every_case(("name", "signs"), ITEMS.items())
def test_an_item_or_a_byline_opens_a_paragraph_where_the_row_above_is_full(
    name: str, signs: tuple[str, str]
) -> None:
    first, second = (sign.format(PARAGRAPHS[3][:68]) for sign in signs)
    content = f"{textwrap.fill(PARAGRAPHS[0], len(first))}\n\n{first}\n{second}\n"
    assert [join(group)[0] for group in paragraphs(rows(content))][1:] == [first, second]


@every_case("line_break", BREAKS)
def test_a_joined_paragraph_covers_all_its_lines(line_break: str) -> None:
    content = wrapped(72).replace("\n", line_break)
    for block in cleaned_whole(text_capture(content)).article.blocks:
        assert block.text.split() == content[block.at : block.end].split()
        assert "  " not in block.text


@every_case("content", (MENU, VERSE, "", "one line alone"))
def test_lines_that_no_width_broke_stay_lines(content: str) -> None:
    assert all(len(group) == 1 for group in paragraphs(rows(content)))


@every_case(
    ("broken", "joined", "skips"),
    [
        ("a well-\nknown harbour", "a well-known harbour", ((6, 1),)),
        ("small-\nand medium-sized boats", "small- and medium-sized boats", ()),
        ("Vor-\nund Nachteile", "Vor- und Nachteile", ()),
        ("a harbour  \n  of the north", "a harbour of the north", ((9, 4),)),
    ],
)
def test_a_word_broken_at_its_hyphen_gets_no_space_and_more_white_space_is_skipped(
    broken: str, joined: str, skips: tuple[tuple[int, int], ...]
) -> None:
    text, skipped = join(rows(broken))
    assert text == joined and (not skips or skipped == skips)


def test_an_indented_line_opens_a_paragraph() -> None:
    content = textwrap.fill(PARAGRAPHS[0], 72) + "\n" + textwrap.fill(PARAGRAPHS[1], 72, initial_indent="   ")
    groups = paragraphs(rows(content))
    assert [join(group)[0] for group in groups] == list(PARAGRAPHS[:2])


def test_a_word_that_a_soft_hyphen_parts_at_the_end_of_a_line_is_whole_again() -> None:
    text, skips = join(rows("The old har\u00ad\nbour opened, so\u00adon."))
    assert plain(text, markdown=False).text == "The old harbour opened, soon."
    assert skips == ((11, 1),)
