"""Bookmarks of a browser are addresses with title, time, folders and tags."""

from datetime import UTC, datetime

from lib.model.imported import Imported
from tests.capture.captured import outcomes
from tests.cases import every_case

HEAD = "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<H1>Bookmarks</H1>\n"


def taken(markup: str) -> list[object]:
    return outcomes((HEAD + markup).encode(), "bookmarks.html")


LINK = "<DT><A HREF=http://a.example/{0}>{0}</A>"


def test_an_entry_carries_what_the_browser_knows() -> None:
    (found,) = taken(
        '<DL><p><DT><H3 PERSONAL_TOOLBAR_FOLDER="true">Toolbar</H3><DL><p><DT><H3>Ports &amp; seas</H3>'
        '<DL><p><DT><A HREF="https://a.example/?x=1&amp;y=2" ADD_DATE="1710239400" '
        'TAGS="quay, ferries ,quay">Old\n quay</A>'
        "<DD>What he said\n<DT></DL></DL></DL>"
    )
    assert found == Imported(
        url="https://a.example/?x=1&y=2", origin="bookmarks.html#1", title="Old quay",
        tags=("Ports & seas", "quay", "ferries"), added_at=datetime(2024, 3, 12, 10, 30, tzinfo=UTC),
        note="What he said",
    )  # fmt: skip


READ = (
    ("folders end where they end", "tags",
     f"<DL><p><DT><H3>One</H3><DL><p>{LINK.format(1)}</DL><p><DT><H3>Empty</H3><DL><p></DL><p>"
     f"{LINK.format(2)}<DT><H3>Two</H3>\n<DL><DT><H3>In</H3><DL>{LINK.format(3)}</DL></DL></DL>",
     [("One",), (), ("Two", "In")]),
    ("what is said of a folder is no note of the bookmark before", "note",
     f"<DL>{LINK.format(1)}<DD>On it<DT><H3>Ports</H3><DD>Of the folder\n<DL>{LINK.format(2)}</DL></DL>",
     ["On it", None]),
    ("lines of a note are apart", "note", f"<DL>{LINK.format(1)}<DD>On it<br>by Ida<p>Voss\n</DL>",
     ["On it by Ida Voss"]),
    ("lines of a title are apart", "title", "<DL><DT><A HREF=http://a.example/1>Old<br>quay</A></DL>",
     ["Old quay"]),
    ("to read is not read", "read",
     '<DL><DT><A HREF="http://a.example/" TOREAD="1">1</A><DT><A HREF="http://b.example">2</A></DL>',
     [False, None]),
    ("an address of no page is told", "reason",
     '<DL><DT><A HREF="place:sort=8">Recent</A><DT><A>none</A></DL>',
     ["bookmark that leads to no page of the web"] * 2),
    ("a file without bookmarks is told", "reason", "<DL></DL>", ["file without pages"]),
    ("folders may nest as deep as they like", "title",
     f"{'<DL><DT><H3>f</H3>' * 3000}<DL>{LINK.format('x')}</DL>{'</DL>' * 3000}", ["x"]),
)  # fmt: skip


@every_case(("promise", "field", "markup", "values"), READ)
def test_of_bookmarks_is_read(promise: str, field: str, markup: str, values: list[object]) -> None:
    assert [getattr(each, field) for each in taken(markup)] == values


def test_bookmarks_in_an_old_encoding_are_read() -> None:
    page = HEAD.replace("<TITLE>", '<META CONTENT="text/html; charset=windows-1251"><TITLE>')
    data = (page + "<DL><DT><A HREF=https://a.example/>Причал открыт снова</A></DL>").encode("cp1251")
    (found,) = outcomes(data, "bookmarks.html")
    assert isinstance(found, Imported) and found.title == "Причал открыт снова"


LISTS = [
    "<title>Pocket Export</title><h1>Unread</h1><ul><li><a href='https://a.example/1' tags='quay,sea' "
    "time_added=1710239400>One</a></ul><h1>Read Archive</h1><ul><li><a href='https://a.example/2'>2</a></ul>",
    "<title>Instapaper: Export</title><h1>Unread</h1><ol><li><a href='https://a.example/1' tags='quay,sea' "
    "time_added=1710239400>One</a></ol><h1>Archive</h1><ol><li><a href='https://a.example/2'>2</a></ol>",
]


@every_case("page", LISTS)
def test_a_list_of_links_of_pocket_or_instapaper_is_read_with_its_states(page: str) -> None:
    first, second = outcomes(f"<!DOCTYPE html>\n{page}".encode(), "ril_export.html")
    assert first == Imported(
        url="https://a.example/1", origin="ril_export.html#1", title="One", tags=("quay", "sea"), read=False,
        archived=False, added_at=datetime(2024, 3, 12, 10, 30, tzinfo=UTC),
    )  # fmt: skip
    assert isinstance(second, Imported) and (second.read, second.archived, second.tags) == (True, True, ())
