"""The Intake page's words on work that failed."""

from lib.ui.child import finish


def test_a_failed_verb_ends_in_a_sentence() -> None:
    done = finish(["doctor", "--archive", "nowhere/none.duckdb"])
    assert not done.ok and done.sentence.strip()
