import textwrap

from lib.clean.segments.signs import is_markdown, is_quoted, plain
from tests.cases import every_case
from tests.clean.markup import HEAD, cleaned_whole, text_capture

TEXT = (
    "The northern line opens again on Monday, the owner, Quay Boats, said on Friday after weeks of talks.",
    'The crews had walked out over their night shifts. "We got what we asked for," said Jo Roos.',
    "The first boat leaves at six in the morning. The harbour master expects a full deck.",
)
SIGNATURE = "By Ada Obi\n3 October 2025"
MARKDOWN = f"""# {HEAD}

By [Ada Obi](https://gazette.example/obi) | 3 October 2025

![The ferry at its quay](https://gazette.example/f.jpg)

{TEXT[0]}

## Night shifts

{TEXT[1].replace("Jo Roos", "[Jo Roos](https://gazette.example/roos)")}

> We have waited two weeks for this day, and now the boat is ours again.

- The first boat is the **Aurora**, built in 1961.
- The last one comes back at ten.

{TEXT[2]}
"""
PRINT = f"""10/4/25, 9:12 AM
{HEAD} - Harbour Gazette
https://gazette.example/ports/line
Page 1 of 2

{HEAD}

{SIGNATURE}

{TEXT[0]}

{TEXT[1]}

https://gazette.example/ports/line
1/2
10/4/25, 9:12 AM
{HEAD} - Harbour Gazette

{TEXT[2]}

https://gazette.example/ports/line
2/2
"""
WRAPPED = [textwrap.fill(paragraph, 72) for paragraph in TEXT]
LAYOUTS = {
    "hard-wrapped": "\n\n".join((HEAD, SIGNATURE, *WRAPPED)),
    "without empty lines": "\n".join((HEAD, SIGNATURE, *TEXT)),
    "wrapped without empty lines": "\n".join((HEAD, SIGNATURE, *WRAPPED)),
    "Windows": "\r\n\r\n".join((HEAD, SIGNATURE.replace("\n", "\r\n"), *TEXT)),
    "indented": "\n\n".join((f"\t{HEAD}", SIGNATURE, *(f"\t{paragraph}" for paragraph in TEXT))),
    "zero-width": "\n\u200b\n".join((f"\u200b{HEAD}\u200b", SIGNATURE, *(f"\ufeff{each}" for each in TEXT))),
    "quoted mail": "\n".join(f"> {row}" for row in "\n\n".join((HEAD, SIGNATURE, *WRAPPED)).split("\n")),
    "quoted twice": "\n".join(f">> {row}" for row in "\n\n".join((HEAD, SIGNATURE, *WRAPPED)).split("\n")),
    "print": PRINT,
}


@every_case(("layout", "text"), LAYOUTS.items())
def test_a_story_is_the_same_in_every_layout(layout: str, text: str) -> None:
    article = cleaned_whole(text_capture(text)).article
    assert (article.headline, article.authors) == (HEAD, ("Ada Obi",))
    assert (article.published_as, article.text) == ("3 October 2025", "\n\n".join(TEXT))


def test_markdown_is_read_without_its_signs() -> None:
    result = cleaned_whole(text_capture(MARKDOWN))
    article = result.article
    assert (article.headline, article.authors) == (HEAD, ("Ada Obi",))
    blocks = [(block.zone, block.level, block.text) for block in article.blocks]
    assert ("body", 2, "Night shifts") in blocks
    assert ("quote", 0, "We have waited two weeks for this day, and now the boat is ours again.") in blocks
    assert ("list", 0, "The first boat is the Aurora, built in 1961.") in blocks
    assert ("body", 0, TEXT[1]) in blocks
    assert [cut.rule for cut in result.cuts if cut.text == "The ferry at its quay"] == ["other caption"]
    (block,) = (each for each in article.blocks if each.text == TEXT[1])
    (link,) = block.links
    assert (block.text[link.start : link.end], link.url) == ("Jo Roos", "https://gazette.example/roos")


def test_the_prints_own_lines_are_told_apart() -> None:
    rules = {cut.text: cut.rule for cut in cleaned_whole(text_capture(PRINT)).cuts}
    assert rules["Page 1 of 2"] == rules["1/2"] == "control"
    assert rules["https://gazette.example/ports/line"] == "link"
    assert rules[f"{HEAD} - Harbour Gazette"] == "repeated headline"


@every_case(
    ("printed", "text"),
    (
        ("# Title", "Title"),
        ("a **bold** and *slanted* word", "a bold and slanted word"),
        ("2 * 3 * 4 = 24", "2 * 3 * 4 = 24"),
        ("snake_case_name", "snake_case_name"),
        ("[**both**](https://x.example)", "both"),
        ("[The port](https://wiki.example/Quay_(port)) opened", "The port opened"),
        ("[![The ferry](/f.jpg)](/story)", "The ferry"),
        ("[![The ferry](/f.jpg) Night shifts](/story)", "The ferry Night shifts"),
        ("https://gazette.example/_boats_/line", "https://gazette.example/_boats_/line"),
        ("**漁船**は*港*に戻った。", "漁船は港に戻った。"),
        ("5*3*2 and s**t and f**k", "5*3*2 and s**t and f**k"),
        ("\u200bfree\u200b", "free"),
        ("\u202bright\u202c", "right"),
    ),
)
def test_signs_go_and_words_stay(printed: str, text: str) -> None:
    assert plain(printed, markdown=True).text == text


@every_case(
    ("printed", "words"),
    (
        ("Read [**the** log](https://x.example) now", "the log"),
        ("Read [\u200bthe log\u200b](https://x.example) now", "the log"),
        ("# [*The*](https://x.example) log", "The"),
        ("[![The ferry](/f.jpg) sails](https://x.example) at noon", "The ferry sails"),
    ),
)
def test_a_link_stands_where_its_words_do(printed: str, words: str) -> None:
    line = plain(printed, markdown=True)
    assert [line.text[link.start : link.end] for link in line.links] == [words]


@every_case("printed", ("![The ferry](/f.jpg)", "[![The ferry](/f.jpg)](/story)"))
def test_a_line_that_is_a_picture_alone_has_its_sign(printed: str) -> None:
    assert plain(printed, markdown=True).sign == "!"
    assert plain(f"{printed} sails", markdown=True).sign == ""


def test_other_texts_are_left_as_they_are() -> None:
    assert plain("# 1 in the *charts*", markdown=False).text == "# 1 in the *charts*"
    assert not is_markdown("See [1] and [2] (and more).")
    assert not is_quoted(["> one", "two", "three"])
