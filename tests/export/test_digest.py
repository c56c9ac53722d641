"""A digest as Markdown and HTML: nothing of a page acts in either."""

from dataclasses import replace
from html.parser import HTMLParser

from lib.export.digest import Digest, Item, Section, html, markdown

FOREIGN = "<script>alert(1)</script> *low* [tide](x)"
ITEM = Item(headline=FOREIGN, summary=FOREIGN, source=FOREIGN, address="https://port.example/a_(b)?c=1&d=2")
PLAIN = Item(headline="Ferry returns", summary="", source="port.example", address="")
FULL = Digest(
    title="9 April 2024", about="3 stories from 1 publisher: all stories", lead=ITEM,
    sections=(Section(title=FOREIGN, items=(ITEM, PLAIN)),), named=((FOREIGN, 2), ("Norland", 1)), left=4,
)  # fmt: skip


class Tags(HTMLParser):
    """The elements and addresses of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.addresses: list[str | None] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.addresses += [value for name, value in attrs if name == "href"]


def test_what_is_not_listed_is_told_with_its_number() -> None:
    for left, words in (
        (1, "1 more story of this selection is not"),
        (4, "4 more stories of this selection are not"),
    ):
        made = replace(FULL, left=left)
        assert f"{words} listed." in markdown(made) and f"{words} listed." in html(made)


def test_markdown_links_the_headlines_and_disarms_the_rest() -> None:
    said = markdown(FULL)
    assert said.startswith(
        "# Digest: 9 April 2024\n\n3 stories from 1 publisher: all stories\n\n**Named most:** "
    )
    assert "](<https://port.example/a_%28b%29?c=1&d=2>)" in said
    assert "- **Ferry returns** *port.example*" in said
    assert "<script>" not in said and "\\[tide\\]" in said
    assert said.endswith("4 more stories of this selection are not listed.\n")


def test_the_page_has_the_same_words_and_no_script() -> None:
    page = Tags(html(FULL))
    assert page.addresses == ["https://port.example/a_(b)?c=1&d=2"] * 2
    assert not page.names & {"script", "img", "iframe", "link"} and {"h1", "h2", "ul"} <= page.names
    assert "Ferry returns" in html(FULL) and "4 more stories" in html(FULL)
