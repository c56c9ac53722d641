"""Progress: a bar where there is a terminal, a plain line now and then where there is none."""

from io import StringIO

import pytest

from lib.cli import bar
from lib.cli.bar import Bar
from lib.ingest import Progress


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def progress(done: int) -> Progress:
    return Progress(done=done, total=4, stored=done, rejected=done // 2)


def test_lines_on_a_stream_that_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bar, "PERIOD", {True: 0, False: 0})
    stream = StringIO()
    with Bar(stream) as show:
        show(progress(1))
        show(progress(2))
    assert stream.getvalue() == "1 of 4 files, 1 stored\n2 of 4 files, 2 stored, 1 rejected\n"


def test_a_bar_on_a_terminal_that_leaves_the_line_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bar, "PERIOD", {True: 0, False: 0})
    stream = Terminal()
    with Bar(stream) as show:
        show(progress(2))
    assert "[############............] 2 of 4 files" in stream.getvalue()
    assert stream.getvalue().endswith("\r\x1b[K")


def test_pictures_do_not_come_too_often() -> None:
    stream = StringIO()
    with Bar(stream) as show:
        for done in (1, 2, 3):
            show(progress(done))
    assert stream.getvalue() == ""
