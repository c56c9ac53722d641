"""The views that SQL users ask: newest revisions only, and sentences cut at the right letters."""

from datetime import timedelta
from pathlib import Path

import pytest

from lib.model.mention import Kind
from lib.store.sql import ask
from tests.builders import MORNING, archive, article, parsed

TEXTS = (
    ("plain", "Rain fell. Norway met Sweden. Fog."),
    ("an emoji", "Rain \U0001f327\ufe0f fell. Norway met Sweden. Fog."),
    ("a combined letter", "Re\u0301gn fell. Norway met Sweden. Fog."),
    ("a family", "\U0001f468\u200d\U0001f469\u200d\U0001f467 fell. Norway met Sweden. Fog."),
    ("a flag", "\U0001f1f3\U0001f1f4 rose. Norway met Sweden. Fog."),
    ("Cyrillic", "Дощ пройшов. Norway met Sweden. Fog."),
)


@pytest.mark.parametrize(("what", "text"), TEXTS)
def test_a_sentence_is_cut_exactly_behind(tmp_path: Path, what: str, text: str) -> None:
    path = archive(
        tmp_path, parsed(article("Weather", text), names={"Norway": "country", "Sweden": "country"})
    )
    assert ask(path, "select distinct sentence from mentions")["sentence"].tolist() == ["Norway met Sweden."]
    assert ask(path, "select sentence from co_mentions")["sentence"].tolist() == ["Norway met Sweden."]


def test_views_show_the_newest_revision_alone(tmp_path: Path) -> None:
    later = article("Fog", "Sweden waits.", tags=("New",), captured_at=MORNING + timedelta(days=1))
    names: dict[str, Kind] = {"Norway": "country", "Sweden": "country"}
    path = archive(
        tmp_path,
        parsed(article("Fog", "Norway waits.", tags=("Old",)), names=names),
        parsed(later, names=names),
    )
    assert ask(path, "select tag, stories from tags").values.tolist() == [["New", 1]]
    assert ask(path, "select actor from actors")["actor"].tolist() == ["Sweden"]
    assert ask(path, "select actor from mentions")["actor"].tolist() == ["Sweden"]
    assert ask(path, "select text from stories")["text"].tolist() == ["Fog\n\nSweden waits."]


def test_a_story_without_tags_or_authors_has_empty_lists(tmp_path: Path) -> None:
    note = ask(archive(tmp_path, parsed()), "select tags, authors from stories")
    assert [list(note["tags"][0]), list(note["authors"][0])] == [[], []]


def test_titles_and_other_zones_give_no_co_mention(tmp_path: Path) -> None:
    story = article("Fog", "Rain fell.", caption="Norway met Sweden.")
    path = archive(tmp_path, parsed(story, names={"Norway": "country", "Sweden": "country"}))
    assert ask(path, "select zone from mentions")["zone"].tolist() == ["caption", "caption"]
    assert len(ask(path, "select a from co_mentions")) == 0
