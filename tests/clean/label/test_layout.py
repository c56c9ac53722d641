"""The text of a story, laid out from the votes."""

from collections.abc import Sequence

from lib.clean.clean import clean
from lib.clean.label.layout import Layout
from lib.clean.label.vote import Body, main_element
from lib.clean.segments.page import Page, voted
from tests.cases import every_case
from tests.clean.markup import PROSE, page, story


def kept(markup: str, chosen: str, headline: int | None = None) -> list[str]:
    found: Page = page(f"<html><body>{markup}</body></html>")
    numbers = voted(found.folds, chosen)
    opinion = Body(chosen=numbers, main=main_element(found, numbers), source="test")
    layout = Layout(page=found, body=opinion, headline="Old quay", headline_number=headline)
    return [found.segments[number].text for number in sorted(layout.kept)]


ALL, PAIR = "\n".join(PROSE), "\n".join(PROSE[:2])
TWO = f"<p>{PROSE[0]}</p>", f"<p>{PROSE[1]}</p>"
LIST, OTHER, DAY = (
    "<ul><li>{}</li></ul>",
    f"<p>{PROSE[2]}</p>",
    "On 12 March 2024 the old harbour opened its gates.",
)
# What stands between two paragraphs that were chosen, with it or without, and what of it is kept.
BETWEEN = {
    "a paragraph of the same kind": (OTHER, False, PROSE[2]),
    "a sub-heading over text": ("<h2>Piers</h2>", False, "Piers"),
    "a sub-heading that only its class tells": ("<div class=sub-headline>Piers</div>", False, "Piers"),
    "a sub-heading that is a link": ("<h3><a href=/piers>Piers</a></h3>", False, "Piers"),
    "the headline of a card": ("<div class=card><h3><a href=/ice>Ice is dear</a></h3></div>", False, ""),
    "a list": (LIST.format("a crane"), False, "a crane"),
    "a list of links": (LIST.format("<a href=/x>a crane</a>"), False, ""),
    "a caption without a mark": ("<div class=x><img src=/i.jpg><p>Boats at the quay.</p></div>", True, ""),
    "a newsletter box": (f"<div class=newsletter>{OTHER}</div>", True, ""),
    "a call to read more": ("<p>Read more: the ice house</p>", True, ""),
    "what the page does not show": (f"<div class='hidden wide'>{OTHER}</div>", True, ""),
    "a box that cannot overflow": (f"<div class=overflow-hidden>{OTHER}</div>", True, PROSE[2]),
}
# The markup of a page, what was chosen of it, and what is kept.
REPAIRED = {
    "a line of links before the text goes": (
        f"<div><p><a href=#print>For the printer</a> | <a href=/mail>By mail</a></p>{TWO[0]}{TWO[1]}</div>",
        f"For the printer | By mail\n{PAIR}",
        PROSE[:2],
    ),
    "a short line of talk between lines of its kind is found again": (
        f"<div><div>{PROSE[0]}</div><div>Nobody spoke.</div><div>{PROSE[1]}</div></div>",
        PAIR,
        [PROSE[0], "Nobody spoke.", PROSE[1]],
    ),
    "prose that no element holds with the story's is found again between its segments": (
        f"<main>{TWO[0]}</main><div class=slot>{PROSE[2]}</div>"
        f"<section>{TWO[1]}<p>{PROSE[1][:-1]}, too.</p></section>",
        f"{PAIR}\n{PROSE[1][:-1]}, too.",
        [PROSE[0], PROSE[2], PROSE[1], f"{PROSE[1][:-1]}, too."],
    ),
    "first words without an element of their own are found again": (
        f"<div class=text>{PROSE[0]}<br><br>{PROSE[1]}<br><br>{PROSE[2]}</div>",
        "\n".join(PROSE[1:3]),
        PROSE[:3],
    ),
    "last words without an element of their own are found again": (
        f"<div class=text>{TWO[0]}{TWO[1]}{PROSE[2]}</div>",
        PAIR,
        PROSE[:3],
    ),
    "text parted by an advertisement is joined": (
        f"<div><div class=text>{TWO[0]}{TWO[1]}</div><div class=ad>Rope</div>"
        f"<div class=text>{OTHER}</div></div>",
        PAIR,
        PROSE[:3],
    ),
    "a mark on all of the text says nothing": (
        f"<div class=newsletter><div>{TWO[0]}{TWO[1]}</div></div>",
        ALL,
        PROSE[:2],
    ),
    "a message over the page goes": (
        f"<div>{TWO[0]}{TWO[1]}{OTHER}<div class=toast><p>Copied to your board.</p></div></div>",
        f"{ALL}\nCopied to your board.",
        PROSE[:3],
    ),
    "a little text behind the story goes": (
        f"<main><div>{TWO[0]}{TWO[1]}{OTHER}</div><section><p class=x>Ropes for all.</p></section></main>",
        f"{ALL}\nRopes for all.",
        PROSE[:3],
    ),
    "a line of times at the start goes": (
        f"<div><p>Updated: 12 March 2024, 09:31</p>{TWO[0]}{TWO[1]}</div>",
        f"Updated: 12 March 2024, 09:31\n{ALL}",
        PROSE[:2],
    ),
    "a sentence with a date stays": (
        f"<div><p>{DAY}</p>{TWO[0]}{TWO[1]}</div>",
        f"{DAY}\n{ALL}",
        [DAY, *PROSE[:2]],
    ),
    "a quotation that is printed twice is kept once": (
        f"<div>{TWO[0]}<blockquote>{OTHER}</blockquote>{TWO[1]}"
        f"<blockquote>{OTHER}</blockquote><p>{PROSE[3]}</p></div>",
        ALL,
        [PROSE[0], PROSE[2], PROSE[1], PROSE[3]],
    ),
    "brackets that a citation leaves go, a word in brackets stays": (
        f"<div>{TWO[0]}<p>[ ],</p><p>[Quay]</p>{TWO[1]}</div>",
        PAIR,
        [PROSE[0], "[Quay]", PROSE[1]],
    ),
    "a repeated headline goes": (
        f"<div><p>Old quay</p>{TWO[0]}{TWO[1]}</div>",
        f"Old quay\n{ALL}",
        PROSE[:2],
    ),
}


@every_case(("name", "between"), BETWEEN.items())
def test_what_stands_between_chosen_paragraphs_is_found_again_or_goes(
    name: str, between: tuple[str, bool, str]
) -> None:
    markup, is_chosen, stays = between
    chosen = "\n".join((ALL, "Boats at the quay.", "Read more: the ice house")) if is_chosen else PAIR
    last = [PROSE[3]] if is_chosen else []
    found = kept(f"<div>{TWO[0]}{markup}{TWO[1]}{''.join(f'<p>{text}</p>' for text in last)}</div>", chosen)
    assert found == [PROSE[0], *filter(None, [stays]), PROSE[1], *last]


@every_case(("name", "repaired"), REPAIRED.items())
def test_the_choice_is_repaired(name: str, repaired: tuple[str, str, Sequence[str]]) -> None:
    markup, chosen, expected = repaired
    assert kept(markup, chosen) == list(expected)


LEADS = [
    "The harbour is back, and so are its boats.",
    "पुराना घाट और उसकी नावें लौट आई हैं।",
    "پرانا گھاٹ واپس آ گیا ہے۔",
    "旧埠頭が再開され、船も戻る！",
    "「船が戻ってきた」",
    "هل عاد المرفأ القديم؟",
]


@every_case("lead", LEADS)
def test_labels_over_the_headline_are_no_text(lead: str) -> None:
    markup = f"<div><p>{lead}</p><p>Beauty</p><h1>Old quay</h1>{TWO[0]}{TWO[1]}</div>"
    assert kept(markup, f"{lead}\nBeauty\n{ALL}", headline=2) == [lead, *PROSE[:2]]


def test_nothing_chosen_keeps_nothing() -> None:
    assert kept("<p>x</p>", "") == []


def test_a_paragraph_is_not_taken_twice() -> None:
    again = f"<div>{TWO[0]}{TWO[1]}<p>{PROSE[2]}</p><section><p>{PROSE[0]}</p></section></div>"
    assert kept(again, ALL) == list(PROSE[:3])


def test_a_summary_that_the_next_paragraph_prints_behind_its_dateline_is_taken_once() -> None:
    dated = f"LARKHAVEN (Harbour News - 12 March) {PROSE[0]}"
    markup = f"<div class=text><p>{PROSE[0]}</p><p>{dated}</p>{TWO[1]}</div>"
    assert kept(markup, f"{PROSE[0]}\n{dated}\n{PROSE[1]}") == [dated, PROSE[1]]


def test_a_question_put_to_each_of_several_people_is_kept() -> None:
    question = "Which harbour would you sail to once more, and with whom on board?"
    asked = [text for answer in PROSE for text in (question, answer)]
    markup = "".join(f"<p>{text}</p>" for text in asked)
    assert kept(f"<div class=text>{markup}</div>", "\n".join(asked)) == asked


def test_steps_between_paragraphs_are_kept_in_bare_and_in_like_boxes() -> None:
    steps = ("Turn the valve.", "Wait a minute.", "Shut the hatch.")
    boxes = "".join(f"<div class=step>{text}</div>" for text in steps)
    markup = f"{TWO[0]}{boxes}<div>Then ring the bell.</div><div class=offer>Buy a bell here.</div>{TWO[1]}"
    chosen = "\n".join(PROSE[:2])
    assert kept(f"<div>{markup}</div>", chosen) == [PROSE[0], *steps, "Then ring the bell.", PROSE[1]]


def test_what_a_button_folds_away_behind_the_text_is_of_the_story() -> None:
    rest = f"<button>Continue reading</button><div style='display:none'><p>{PROSE[2]}</p></div>"
    assert kept(f"<div><div>{''.join(TWO)}</div>{rest}</div>", "\n".join(PROSE[:2])) == list(PROSE[:3])


@every_case("notes", ["class=footnotes", "role=doc-endnotes"])
def test_footnotes_are_of_the_text(notes: str) -> None:
    note = f"<div {notes}><ol><li><p>Log of the harbour, <a href=#back>page 4</a></p></li></ol></div>"
    assert kept(f"<div>{TWO[0]}{TWO[1]}{note}</div>", ALL)[-1] == "Log of the harbour, page 4"


def test_who_said_what_is_set_large_goes_with_it() -> None:
    said = "The first three boats came in before seven, and the harbour master rang the bell"
    large = f"<blockquote><p>“{said}”</p><cite>Ada Obi, pilot at the quay</cite></blockquote>"
    cleaned = clean(story(f"{large}<p>The crowd went home at noon, when the rain began to fall again.</p>"))
    assert "Ada Obi" not in cleaned.article.text
    assert "Ada Obi" in clean(story(large.replace(said, "Nobody had counted on the herring"))).article.text
