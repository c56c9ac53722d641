"""A file that is written appears when it is complete, whoever else writes to the same path."""

from pathlib import Path

import pytest

from lib.figures.files import complete_file


def test_two_that_write_to_one_path_at_once_disturb_each_other_in_nothing(tmp_path: Path) -> None:
    out = tmp_path / "network.svg"
    with complete_file(out) as first:
        first.write(b"one, ")
        with complete_file(out) as second:
            second.write(b"another")
        assert out.read_bytes() == b"another"
        first.write(b"whole")
    assert out.read_bytes() == b"one, whole" and [*tmp_path.iterdir()] == [out]


def test_one_that_is_stopped_leaves_the_other_alone(tmp_path: Path) -> None:
    out = tmp_path / "network.svg"
    with complete_file(out) as first:
        first.write(b"whole")
        with pytest.raises(KeyboardInterrupt), complete_file(out) as second:
            second.write(b"ha")
            raise KeyboardInterrupt
    assert out.read_bytes() == b"whole" and [*tmp_path.iterdir()] == [out]


def test_a_folder_that_is_not_there_is_told_by_the_path_that_was_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "nowhere" / "network.svg"
    with pytest.raises(FileNotFoundError) as raised, complete_file(out):
        pass
    assert raised.value.filename == str(out)
