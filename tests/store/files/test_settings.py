"""Settings that cannot be read say what helps."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from lib.store.files import settings
from lib.store.files.settings import SettingsDamaged

MAIL = {
    "server": "post.example", "port": 465, "tls": "tls", "user": "", "sender": "a@quay.example",
    "to": "b@quay.example", "views": ["Ferries"], "digest": True, "every": "day", "at": "07:00",
}  # fmt: skip
HELD = {"by_itself": True, "watched": [], "mail": MAIL}
ODD = (
    {"watched": "/home/ada"}, {"watched": [None]}, {"by_itself": "no"}, {"pictures": 1}, {"backups": None},
    {"mail": [1]}, {"mail": {**MAIL, "views": "Ferries"}}, {"mail": {**MAIL, "digest": "no"}},
    {"mail": {**MAIL, "port": True}}, {"mail": {**MAIL, "server": None}},
)  # fmt: skip


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"by_itself": true', "[" * 100_000, *(json.dumps({**HELD, **odd}) for odd in ODD)],
    ids=lambda content: content[:120],
)
def test_damaged_settings_name_what_brings_them_back(tmp_path: Path, content: str) -> None:
    path = tmp_path / "desk.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsDamaged, match="cannot be read") as caught:
        settings.read(path)
    assert "`python -m lib doctor --mend` sets them aside" in str(caught.value)


def test_settings_that_cannot_be_opened_are_not_damaged(tmp_path: Path) -> None:
    with pytest.raises(SettingsDamaged, match=r"cannot be opened .*; check the file and its permissions\.$"):
        settings.read(tmp_path)


def test_a_folder_whose_name_is_no_text_can_be_chosen(tmp_path: Path) -> None:
    chosen = settings.Settings(watched=("/home/ö/\udcff",), backups="/mnt/\udce9")
    settings.keep(tmp_path / "desk.json", chosen)
    assert settings.read(tmp_path / "desk.json") == chosen


def test_settings_that_an_older_version_wrote_are_read(tmp_path: Path) -> None:
    (tmp_path / "desk.json").write_text(json.dumps(HELD), encoding="utf-8")
    mail = settings.read(tmp_path / "desk.json").mail
    assert mail and (mail.port, mail.views, mail.digest) == (465, ("Ferries",), True)


def test_of_changes_made_at_once_none_is_lost(tmp_path: Path) -> None:
    file, folders = tmp_path / "desk.json", [f"/home/{number}" for number in range(8)]

    def watched_too(folder: str) -> None:
        def edit(held: settings.Settings) -> settings.Settings:
            time.sleep(0.01)  # long enough for the others to read what this one replaces
            return replace(held, watched=(*held.watched, folder))

        settings.change(file, edit)

    with ThreadPoolExecutor(8) as windows:
        list(windows.map(watched_too, folders))
    assert sorted(settings.read(file).watched) == folders
