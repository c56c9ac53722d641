"""Settings that cannot be read say what helps."""

from pathlib import Path

import pytest

from lib.store.files import settings
from lib.store.files.settings import SettingsDamaged


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"by_itself": true'])
def test_damaged_settings_name_what_brings_them_back(tmp_path: Path, content: str) -> None:
    path = tmp_path / "desk.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsDamaged, match="cannot be read") as caught:
        settings.read(path)
    assert "`python -m lib doctor --mend` sets them aside" in str(caught.value)


def test_settings_that_cannot_be_opened_are_not_damaged(tmp_path: Path) -> None:
    with pytest.raises(SettingsDamaged, match=r"cannot be opened .*; check the file and its rights\.$"):
        settings.read(tmp_path)


def test_a_folder_whose_name_is_no_text_can_be_chosen(tmp_path: Path) -> None:
    chosen = settings.Settings(watched=("/home/ö/\udcff",), backups="/mnt/\udce9")
    settings.keep(tmp_path / "desk.json", chosen)
    assert settings.read(tmp_path / "desk.json") == chosen
