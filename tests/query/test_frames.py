from datetime import UTC, date, datetime

import pytest

from lib.model.filter import Choice, Filter
from lib.query.frames import DTYPES, Columns, frame
from lib.store.archive import ArchiveReader
from tests.query.questions import QUESTIONS, Question

NOTHING = Filter(tags=Choice(any=("No such tag",)))
cases = pytest.mark.parametrize(("question", "columns"), QUESTIONS.values(), ids=list(QUESTIONS))


@cases
def test_a_question_has_the_same_columns_with_rows_and_without(
    db: ArchiveReader, empty: ArchiveReader, question: Question, columns: Columns
) -> None:
    types = {name: DTYPES.get(kind, "object") for name, kind in columns.items()}
    answers = [question(db, Filter()), question(db, NOTHING), question(empty, Filter())]
    for answer in answers:
        assert answer.dtypes.astype(str).to_dict() == types
        assert list(answer.columns) == list(columns)
        assert list(answer.index) == list(range(len(answer)))
    assert answers[2].empty


@cases
def test_a_missing_value_is_none_and_never_a_number_in_disguise(
    db: ArchiveReader, question: Question, columns: Columns
) -> None:
    answer = question(db, Filter())
    for name, kind in columns.items():
        if DTYPES.get(kind) is None:
            assert not [value for value in answer[name] if isinstance(value, float)]


def test_times_carry_their_zone_and_days_are_dates() -> None:
    text = frame(
        [(datetime(2024, 4, 9, 6, 31), date(2024, 4, 9), None), (None, None, 2)],
        {"at": "time", "day": "date", "minutes": "number"},
    )
    assert text["at"].tolist() == [datetime(2024, 4, 9, 6, 31, tzinfo=UTC), None]
    assert text["day"].tolist() == [date(2024, 4, 9), None]
    assert text["minutes"].tolist() == [None, 2]
