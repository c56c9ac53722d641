"""Lists, steps, rows and programs between the paragraphs of a copied text, without their markup."""

from lib.clean.clean import clean
from tests.cases import every_case
from tests.clean.markup import HEAD, SENTENCE, text_capture

OVER = "Every crew that leaves the quay before the bell is asked to do a few things first"
KEPT = {
    "steps under a colon": f"{OVER}:\n\nLoosen the stern line\nCheck the depth at the pier\nCall the pilot",
    "items with gaps under a colon": f"{OVER}:\n\nA torch and a whistle\n\nThe chart of the northern sound",
    "parts of a sentence": f"{OVER}.\n\nthe road over the pass;\nthe quay of the islands;\nthe school boat",
    "a recipe": f"{OVER}.\n\nIngredients\n200 g smoked herring\n2 onions\na handful of dill\nsalt and pepper",
    "results": f"{OVER}.\n\nHeron beat Gannet 3-1\nTern beat Puffin 2-0\nSkua drew with Petrel 1-1",
    "rows of cells": f"{OVER}.\n\nBoat\tSeats\tCrew\nHeron\tmany\tsix\nGannet\tfew\tfour",
    "a cell a line": f"{OVER}.\n\nBoat\nSeats\nHeron\n120\nGannet\n85",
    "shares as Europe writes them": f"{OVER}.\n\nBoat\nPortion\nHeron\n12,5 %\nGannet\n8 %",
    "large sums": f"{OVER}.\n\nBoat\nPrice\nHeron\n12 000 €\nGannet\n8 500 €",
    "losses": f"{OVER}.\n\nBoat\nChange\nHeron\n−12\nGannet\n-$8",
    "a Polish recipe": f"{OVER}.\n\nSkładniki\nżurek\nłosoś i cebula\nśmietana",
    "a Greek recipe": f"{OVER}.\n\nΥλικά\nαλάτι\nπιπέρι και λάδι\nκρεμμύδι",
    "a program": f"{OVER}.\n\nimport tides\ntotal = 0\nfor boat in fleet:\n    total += boat\nprint(total)",
    "one command": f"{OVER} on the computer of the pilot house:\n\nsudo apt install tides",
    "two commands": f"{OVER}, and to read the table:\n\ntides --day 3 --north\ncat north.csv",
}
CUT = {
    "headlines under a label": "Read more\n\nTwo boats fail trials\nCrews wait for winter\nBakery closes",
    "headlines alone": "Two boats fail trials again\nCrews wait for winter ice\nOld bakery closes at last",
    "buttons": "Share\nSave\nCopy link\nListen",
}


def _cleaned(inside: str) -> str:
    page = (
        f"{HEAD}\n\nBy Ada Obi\n\n{SENTENCE * 3}\n\n{inside}\n\n{SENTENCE * 2}\n\nThe quay was full by noon."
    )
    return clean(text_capture(page)).article.text


@every_case(("name", "lines"), KEPT.items())
def test_what_a_text_lists_is_kept_line_by_line(name: str, lines: str) -> None:
    assert [line for line in lines.split("\n") if line.strip() not in _cleaned(lines)] == []


@every_case(("name", "lines"), CUT.items())
def test_headlines_and_buttons_between_paragraphs_go(name: str, lines: str) -> None:
    assert [line for line in lines.split("\n") if line and line in _cleaned(lines)] == []


def test_a_list_that_ends_a_story_is_part_of_it() -> None:
    stops = "Larkhaven quay, 7:00\nOuter islands, 8:30\nNorthern sound, 9:15"
    page = f"{HEAD}\n\nBy Ada Obi\n\n{SENTENCE * 3}\n\n{OVER} at:\n\n{stops}\n\nMore from Ports\nBoats"
    text = clean(text_capture(page)).article.text
    assert text.endswith(stops.replace("\n", "\n\n"))
