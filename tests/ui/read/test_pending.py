"""What does not follow the corrections yet is told, with the verb that mends it."""

from pathlib import Path

from lib.store.archive import open_for_reading
from lib.store.decisions import corrections
from lib.store.files.home import files
from lib.ui.answers import session
from lib.ui.read.pending import pending
from tests.builders import archive, article, correction, parsed


def test_stories_that_do_not_follow_the_corrections_are_counted(tmp_path: Path) -> None:
    bare, other = parsed(article("Fog")), parsed(article("Rain"))
    path = archive(tmp_path, bare, other)
    with open_for_reading(path) as db:
        ids = dict(db.execute("select headline, article_id from stories").fetchall())
    with session(path):
        assert pending() == "" and pending(ids["Fog"]) == ""
        corrections.append(path, [correction("x", sha256=bare.capture.sha256)])
        told = pending()
        assert "1 story does not follow your corrections yet" in told and "python -m lib reclean" in told
        assert "This story does not follow" in pending(ids["Fog"])
        assert pending(ids["Rain"]) == ""
        corrections.append(path, [correction("y", sha256=other.capture.sha256)])
        assert "2 stories do not follow" in pending()


def test_a_file_of_corrections_that_cannot_be_read_is_told_once(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed(article("Fog")))
    files(path).corrections.write_text("{}\n{}\n", encoding="utf-8")
    with session(path):
        assert "cannot be read" in pending()
        assert pending("any") == ""
