"""Progress: a bar where there is a terminal, a plain line now and then where there is none."""

from io import StringIO

import pytest

from lib.cli import bar
from lib.cli.bar import Bar
from lib.ingest.summary import Progress


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def progress(done: int) -> Progress:
    return Progress(done=done, total=4, stored=done, rejected=done // 2)


def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TERMINAL_SECONDS", "LOG_SECONDS"):
        monkeypatch.setattr(bar, name, 0)


def test_lines_on_a_stream_that_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once(monkeypatch)
    stream = StringIO()
    with Bar(stream) as show:
        show(progress(1))
        show(progress(2))
    assert stream.getvalue() == "1 of 4 files, 1 stored\n2 of 4 files, 2 stored, 1 rejected\n"


def test_a_bar_on_a_terminal_that_leaves_the_line_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once(monkeypatch)
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


def test_a_first_file_that_takes_long_gives_no_estimate(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once(monkeypatch)
    monkeypatch.setattr(bar, "ESTIMATE_AFTER", 0)
    stream = StringIO()
    with Bar(stream) as show:
        show(progress(0))
        show(progress(4))
    assert stream.getvalue() == "0 of 4 files, 0 stored\n4 of 4 files, 4 stored, 2 rejected\n"
