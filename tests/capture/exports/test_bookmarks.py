"""Bookmarks of a browser are addresses with title, time, folders and tags."""

from datetime import UTC, datetime

from lib.model.capture import Skipped
from lib.model.imported import Imported
from tests.capture.captured import outcomes
from tests.cases import every_case

HEAD = "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<H1>Bookmarks</H1>\n"


def taken(markup: str) -> list[object]:
    return outcomes((HEAD + markup).encode(), "bookmarks.html")


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


def test_folders_end_where_they_end() -> None:
    found = taken(
        "<DL><p><DT><H3>One</H3><DL><p><DT><A HREF=http://a.example/1>1</A></DL><p>"
        "<DT><H3>Empty</H3><DL><p></DL><p><DT><A HREF=http://a.example/2>2</A>"
        "<DT><H3>Two</H3>\n<DL><DT><H3>In</H3><DL><DT><A HREF=http://a.example/3>3</A></DL></DL></DL>"
    )
    assert [each.tags for each in found if isinstance(each, Imported)] == [("One",), (), ("Two", "In")]


def test_what_is_said_of_a_folder_is_no_note_of_the_bookmark_before() -> None:
    found = taken(
        "<DL><DT><A HREF=http://a.example/1>1</A><DD>On it<DT><H3>Ports</H3><DD>Of the folder\n"
        "<DL><DT><A HREF=http://a.example/2>2</A></DL></DL>"
    )
    assert [each.note for each in found if isinstance(each, Imported)] == ["On it", None]


def test_lines_of_a_title_and_a_note_are_apart() -> None:
    (found,) = taken("<DL><DT><A HREF=http://a.example/1>Old<br>quay</A><DD>On it<br>by Ida<p>Voss\n</DL>")
    assert isinstance(found, Imported) and (found.title, found.note) == ("Old quay", "On it by Ida Voss")


def test_to_read_is_not_read() -> None:
    found = taken(
        '<DL><DT><A HREF="http://a.example/" TOREAD="1">1</A><DT><A HREF="http://b.example">2</A></DL>'
    )
    assert [each.read for each in found if isinstance(each, Imported)] == [False, None]


def test_an_address_of_no_page_is_told() -> None:
    found = taken('<DL><DT><A HREF="place:sort=8">Recent</A><DT><A>none</A></DL>')
    assert [type(each) for each in found] == [Skipped, Skipped]


def test_folders_may_nest_as_deep_as_they_like() -> None:
    deep = "<DL><DT><H3>f</H3>" * 3000 + "<DL><DT><A HREF=https://a.example/>x</A></DL>" + "</DL>" * 3000
    assert len(taken(deep)) == 1


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


def test_a_file_without_bookmarks_is_told() -> None:
    (found,) = taken("<DL></DL>")
    assert isinstance(found, Skipped) and found.reason == "file without pages"
