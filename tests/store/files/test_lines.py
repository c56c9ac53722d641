"""Lines that several add at once are all there."""

import json
import threading
from pathlib import Path

from lib.store.files import lines
from lib.store.files.locked import release, take


def test_who_adds_a_line_waits_for_another_one(tmp_path: Path) -> None:
    path = tmp_path / "names.jsonl"
    adding = threading.Thread(target=lines.append, args=(path, [{"id": "two"}]))
    with path.open("a+b") as file:
        assert take(file)
        adding.start()
        adding.join(0.2)
        assert path.read_bytes() == b""
        file.write(lines.signed({"id": "one"}))
        file.flush()
        release(file)
        adding.join()
    assert [json.loads(line)["id"] for _, line in lines.lines(path)] == ["one", "two"]


def test_a_line_is_added_behind_one_that_a_kill_cut_short_or_an_editor_left_without_end(
    tmp_path: Path,
) -> None:
    path, whole = tmp_path / "names.jsonl", lines.signed({"id": "one"})
    for left, kept in ((whole + whole[:9], 1), (whole + whole.rstrip(), 2)):
        path.write_bytes(left)
        lines.append(path, [{"id": "two"}])
        assert [json.loads(line)["id"] for _, line in lines.lines(path)] == [*["one"] * kept, "two"]
