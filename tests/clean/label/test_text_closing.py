from dataclasses import replace

from lib.clean.clean import clean
from tests.cases import every_case
from tests.clean.markup import HEAD, SENTENCE, text_capture

STORY = f"{HEAD}\n\nBy Ada Obi\nOct. 3, 2025\n\n{SENTENCE * 2}\n\n{SENTENCE * 3}\n\nThe line reopens in May."
CLOSING = (
    ("Like this story? Share it with your friends.", "appeal"),
    ("Have a tip about the harbour? Write to us and we will call you back.", "appeal"),
    ("Follow our channel to hear of the next sailing before it leaves.", "promotion"),
    ("Teilen Sie diesen Artikel mit Menschen, die uns noch nicht kennen.", "appeal"),
    ("Partagez cet article avec vos amis et aidez nos lecteurs à nous trouver.", "appeal"),
    ("Сподобалася стаття? Поширте її, щоб про нас дізналися інші.", "appeal"),
    ("Dear readers, we can only go on with what each of you gives in a month.", "appeal"),
    ("Ada Obi has written about ferries and the people on them for nine years.", "biography"),
    ("Ada has covered the northern line since the year it was opened.", "biography"),
    ("Ada Obi and Jan Kowal contributed to this report.", "note"),
    ("Schicken Sie uns Ihr Feedback!", "appeal"),
    ("Écrivez à notre rédaction pour nous dire ce que vous en pensez !", "appeal"),
    ("Der Hafenbote-Newsletter kommt jeden Morgen. Hier geht es zur Anmeldung!", "newsletter"),
)
TEXT = (
    "Join the queue at dawn, Ms. Roos told the crews, and the boat will be yours.",
    '"Follow us," the harbour master said, "and you will see why the boat is late."',
    "Have the crews agreed to the offer? The union did not say.",
    "Jan Kowal is said to have sold the boat in May.",
    "Ada Obi: And who pays for the boat?",
    "The union told its members in a newsletter that nobody would sail before the vote.",
)


@every_case(("line", "name"), CLOSING)
def test_what_follows_the_story_goes_by_what_it_is(line: str, name: str) -> None:
    result = clean(text_capture(f"{STORY}\n\n{line}"))
    assert line not in result.article.text
    kept = [block.zone for block in result.article.blocks if block.text == line]
    assert [*kept, *(cut.rule for cut in result.cuts if cut.text == line)] == [name]
    assert result.article.text.endswith("The line reopens in May.")


@every_case("line", TEXT)
def test_a_last_paragraph_is_kept(line: str) -> None:
    assert clean(text_capture(f"{STORY}\n\n{line}")).article.text.endswith(line)


@every_case(
    "note",
    [
        "Harbour Post is a community newspaper that comes out on Fridays.",
        "IHarbour Post liphephandaba lesiXhosa elipapashwa veki nganye.",
        "Die Harbour Post ist eine unabhängige Wochenzeitung vom Kai.",
    ],
)
def test_what_a_paper_says_of_itself_goes(note: str) -> None:
    result = clean(replace(text_capture(f"{STORY}\n\n{note}"), url="https://harbourpost.example/city/quay"))
    assert [cut.rule for cut in result.cuts if cut.text == note] == ["note"]


APPEAL = "Dear readers, we can only go on with what each of you gives in a month."
LAST = "The line reopens in May."
FOLLOWED = (
    ("several closing lines go until the text is met",
     "\n\n".join((CLOSING[7][0], CLOSING[0][0], CLOSING[1][0])), LAST),
    ("the heading over an appeal goes with it", f"Our work needs you\n\n{APPEAL}", LAST),
)  # fmt: skip


@every_case(("promise", "below", "end"), FOLLOWED)
def test_a_copied_story_ends_with_its_text(promise: str, below: str, end: str) -> None:
    assert clean(text_capture(f"{STORY}\n\n{below}")).article.text.endswith(end)


def test_a_long_offer_of_a_newsletter_goes_even_with_its_name_in_quotation_marks() -> None:
    offer = (
        '"Rund um den Kai": Der Newsletter des Hafenboten informiert Sie immer montags bis freitags zum '
        "Feierabend über das Wichtigste vom Tag, kurz und in Ihrem eigenen Postfach, und er sagt Ihnen auch, "
        "wann die Boote wieder fahren. Hier geht es zur Anmeldung!"
    )
    result = clean(text_capture(f"{STORY}\n\n{offer}"))
    assert [block.zone for block in result.article.blocks if block.text == offer] == ["appeal"]
