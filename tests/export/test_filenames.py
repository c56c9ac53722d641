"""File names."""

import re
from pathlib import PureWindowsPath

from lib.export.filenames import MOST_BYTES, file_name
from tests.cases import every_case

NAMES = [
    ("../../etc/cron", "etc-cron"), ("/etc/hosts", "etc-hosts"), ("..\\..\\x", "x"), ("CON", "con"),
    ("nul.txt", "nul-txt"), ("a/b", "a-b"), ("a\0b", "a-b"), (".", ""), ("..", ""), ("x" * 400, "x"),
    ("-rf", "rf"), ("Тест гавань", "тест-гавань"), ("He said: “no”?", "he-said-no"),
    ("Pilots’ Union", "pilots-union"), ("ж" * 300, "ж"),
]  # fmt: skip


@every_case(("words", "slug"), NAMES)
def test_any_title_gives_a_name_that_every_system_takes(words: str, slug: str) -> None:
    name = file_name("7f3a", words, "png")
    assert name.startswith(f"7f3a-{slug}" if slug else "7f3a") and name.endswith(".png")
    assert len(name.encode()) <= MOST_BYTES
    assert not re.search(r'[\\/:*?"<>|\0]|\.\.', name) and PureWindowsPath(name).name == name


@every_case("identity", ["con", "NUL", "com1", "", "..", "-"])
def test_an_id_alone_is_no_device_and_no_option(identity: str) -> None:
    name = file_name(identity, "", "csv")
    assert name[0] not in ".-" and name.split(".")[0].lower() not in {"con", "nul", "com1", ""}


def test_two_stories_with_one_title_keep_two_names() -> None:
    assert file_name("a1", "Same", "md") != file_name("a2", "Same", "md")
