"""Which lines are text, and why the others go."""

from lib.clean.clean import clean
from tests.cases import every_case
from tests.clean.markup import HEAD, SENTENCE, text_capture

QUESTIONS = (
    "What brought you to the harbour?",
    "هل تغيّر الميناء في السنوات الماضية؟",
    "Άλλαξε το λιμάνι τα τελευταία χρόνια;",
)
PULLED = "nobody on this quay has ever seen the ice come so early"


@every_case("question", QUESTIONS)
def test_an_interview_may_ask_the_same_question_again(question: str) -> None:
    answers = "\n\n".join(f"{question}\n\n{SENTENCE * 2}Boat {number} was mine." for number in range(4))
    text = clean(text_capture(f"{HEAD}\n\nBy Ada Obi\n\n{SENTENCE * 2}\n\n{answers}")).article.text
    assert text.count(question) == 4


def test_a_quotation_set_large_is_kept_once() -> None:
    page = (
        f"{HEAD}\n\nBy Ada Obi\n\n{SENTENCE * 3}\n\n{PULLED.capitalize()}\n\n"
        f'"Listen, {PULLED}," the master said. {SENTENCE}\n\n{SENTENCE * 2}'
    )
    result = clean(text_capture(page))
    assert result.article.text.casefold().count(PULLED) == 1
    assert [cut.rule for cut in result.cuts if cut.text.casefold() == PULLED] == ["repeated"]


OFFER = "The offer of the week waits for you."
SUITS = (
    "On 12 March 2019 a suit was filed in Larkhaven against the owner of the boats.\n\n"
    "By 14 March 2019 the answer of the owner was filed under seal in Larkhaven."
)
SIGNED = "Work begins in May and should be over before the autumn storms, the engineer said. – AFP"
BODIES = (
    ("what is printed three times goes",
     "\n\n".join(f"{SENTENCE * 3}Day {number}.\n\n{OFFER}" for number in range(3)) + f"\n\n{SENTENCE}",
     OFFER, False),
    ("a suit that is filed on a day ends no story",
     f"{SENTENCE * 3}\n\n{SUITS}\n\n{SENTENCE * 3}Then it snowed.",
     f"{SUITS}\n\n{SENTENCE * 3}Then it snowed.", True),
    ("a last paragraph that an agency signs is text",
     f"{SENTENCE * 3}\n\n{SENTENCE * 2}\n\n{SIGNED}\n\nRelated stories\nFish market", SIGNED, True),
)  # fmt: skip


@every_case(("promise", "body", "text", "is_kept"), BODIES)
def test_of_a_copied_page_the_text_stays(promise: str, body: str, text: str, is_kept: bool) -> None:
    found = clean(text_capture(f"{HEAD}\n\nBy Ada Obi\n\n{body}")).article.text
    assert (text in found) is is_kept and (not is_kept or found.endswith(text))


OTHERS = (
    ("Skip to main content", "control"),
    ("Sign in", "subscription"),
    ("Next gallery of the harbour and all its boats", "outside"),
    ("Bridge stays closed for a second week", "related"),
    ("I crossed on it as a child. My mother was always sick on the way back, and so was I.", "comments"),
    ("© Harbour Gazette", "note"),
)


def test_every_other_line_goes_by_a_rule_that_is_true_of_it() -> None:
    control, account, gallery, bridge, comment, notice = (line for line, _ in OTHERS)
    text = "\n\n".join((SENTENCE * 3, "Boats that sail for the winter", SENTENCE * 2, SENTENCE * 3))
    page = (
        f"{control}\n{account}\n{gallery}\n\n{HEAD}\n\nBy Ada Obi\n3 October 2025\n\n{text}\n\n"
        f"Most read\n\n{bridge}\n\nComments\n(View all)\n\n{comment}\n\n"
        f"Tower of the old town gets a new bell\n12 September 2025\n{notice}\n"
    )
    cuts = [cut for cut in clean(text_capture(page)).cuts if cut.text in dict(OTHERS)]
    assert [(cut.text, cut.rule) for cut in cuts] == list(OTHERS)
    assert all(cut.reason.endswith(".") for cut in cuts)
    sure = {cut.text: cut.confidence for cut in cuts}
    assert sure[gallery] < sure[account]  # for which its shape alone speaks


def test_a_line_between_paragraphs_is_said_to_be_that() -> None:
    page = f"{HEAD}\n\nBy Ada Obi\n\n{SENTENCE * 3}\n\nThe boats; the quays\nThe ports\n\n{SENTENCE * 4}"
    rules = {cut.text: cut.rule for cut in clean(text_capture(page)).cuts}
    assert rules["The boats; the quays"] == "fragment"


SHIPS = "The northern line has three ships, and the crews of all three have been called back to the quay."
STORM = "The storm had closed the road over the pass for a week, and the islands lived on what they had."
SCHOOL = "The first crossing is for the school children, who will ride free of charge until the spring."
TOP = "Home\nNews\n\nFerry line opens again before the winter\nBy Ada Obi\nApril 25, 2024\n"
COPIED = {
    "a list under a colon": (
        f"{SHIPS}\nThe ships are:\n- The Gull\n- The Tern\n{STORM}",
        ["- The Gull", "- The Tern"],
    ),
    "sub-headings over every paragraph": (
        f"{SHIPS}\n\nCrews called back\n\n{STORM}\n\nFree for children\n\n{SCHOOL}",
        ["Crews called back", "Free for children", STORM, SCHOOL],
    ),
    "a card": (f"{SHIPS}\nRelated: Herring is dear on the quay\n{STORM}", [SHIPS, STORM]),
    "numbered sections of short paragraphs": (
        f"\n{SHIPS}\n\n1. Mend the hull\n{STORM}\n\n2. Call the crew\n{SCHOOL}\n\n"
        f"3. Paint the rail\n{SHIPS[:-1]} today.\n\n4. Ring the bell\n{STORM[:-1]} still.",
        ["1. Mend the hull", STORM, "4. Ring the bell", f"{STORM[:-1]} still."],
    ),
    "a card under its label": (
        f"{SHIPS}\n\nREAD MORE\nHerring is dear on the quay\n\n{STORM}\n\n{SCHOOL}",
        [SHIPS, STORM, SCHOOL],
    ),
    "a paragraph over a credit with a labelled caption": (
        f"{SHIPS}\n\n{STORM}\n\nImage source, Getty Images\n\nImage caption,\n\nThe ferry waits at quay\n\n"
        f"{SCHOOL}",
        [SHIPS, STORM, SCHOOL],
    ),
    "a picture with its labels": (
        f"Image source,Getty Images\nImage caption,\nThe ferry waits at the quay\n{SHIPS}\n{STORM}",
        [SHIPS, STORM],
    ),
}


@every_case(("name", "copied"), COPIED.items())
def test_what_stands_among_copied_paragraphs_is_told_from_them(
    name: str, copied: tuple[str, list[str]]
) -> None:
    body, wanted = copied
    article = clean(text_capture(TOP + body, captured_assumed=None)).article
    found = article.text.split("\n\n")
    assert [each for each in wanted if each not in found] == []
    assert [each for each in found if "Herring" in each or "ferry waits" in each or "기자" in each] == []
    assert article.headline == "Ferry line opens again before the winter"


def test_a_credit_over_a_labelled_caption_is_of_its_picture() -> None:
    article = clean(text_capture(TOP + COPIED["a picture with its labels"][0], captured_assumed=None)).article
    assert [(image.caption, image.credit) for image in article.images] == [
        ("The ferry waits at the quay", "Getty Images")
    ]


def test_a_reporter_in_brackets_that_open_the_text_signs() -> None:
    page = f"{TOP.replace('By Ada Obi', '')}[항구=김하늘 기자] {SHIPS}\n{STORM}"
    article = clean(text_capture(page, captured_assumed=None)).article
    assert (article.authors, article.text.split("\n\n")) == (("김하늘",), [SHIPS, STORM])
