"""Saved questions lie in the journal, which backups copy."""

from pathlib import Path

from lib.store.journal import questions
from lib.store.paths import files
from lib.store.upkeep.backup import backup
from tests.builders import archive, article, parsed


def test_a_question_is_kept_by_its_name_and_copied_by_a_backup(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed(article("Fog")))
    questions.save(path, "Who signs", "select author from authors")
    questions.save(path, "Who signs", "select author, stories from authors")
    questions.save(path, "All", "from stories")
    assert questions.all_questions(path) == {
        "All": "from stories", "Who signs": "select author, stories from authors",
    }  # fmt: skip
    assert backup(path).with_suffix(".journal.sqlite").is_file()
    questions.remove(path, "All")
    files(path).journal.unlink()  # mended from the other copy
    assert list(questions.all_questions(path)) == ["Who signs"]
