"""The Intake section on rules: tried on the archive, made, listed and undone."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.apply_rules import apply_rules
from lib.store.batches.stories import save
from lib.store.journal import arrival_rules, marks, views
from lib.ui.intake import rules
from tests import builders
from tests.papers import captures, story
from tests.running import opened
from tests.ui.conftest import Sheets

HOSTILE = "<script>alert(1)</script> “Dock”"
NEWS = story("Strike ends", 13, "Eva Roth signed.", tags=("Strike",))


@pytest.fixture
def path(empty_home: Path) -> Path:
    """The reader's own archive, with a saved view."""
    made = builders.archive(empty_home, *captures())
    views.save(made, "All", "", batch=0)
    views.save(made, HOSTILE, "tags=Strike", batch=0)
    return made


def page(**address: str) -> AppTest:
    shown = opened("8_Intake", address)
    assert not shown.exception
    return shown


def test_a_rule_is_tried_on_the_archive_made_and_undone(path: Path, sheets: Sheets) -> None:
    shown = page(rule=HOSTILE)
    assert "<b>3</b> of 11 stories in the archive fit" in sheets["rule-trial"]
    assert re.search(r'href="/read\?article=[^"]+">No ships tonight</a>', sheets["rule-trial"])
    shown.selectbox(key="rule-action").select("label").run()
    assert not [each for each in shown.button if each.key == "make-rule"]
    assert "Type the label" in sheets["rule-unlabelled"]
    shown.text_input(key="rule-label").input("<b>late</b>  \u200bne\u00adws").run()
    shown.button(key="make-rule").click().run()
    assert "This rule stands already." in sheets["rule-stands"]
    (rule,) = arrival_rules.all_rules(path)
    assert (rule.view, rule.action, rule.label) == (HOSTILE, "label", "<b>late</b> news")
    save(path, [builders.parsed(NEWS)])
    apply_rules(path)
    page()
    view, label = "&lt;script&gt;alert(1)&lt;/script&gt; “Dock”", "&lt;b&gt;late&lt;/b&gt; news"
    assert f"Label what arrives in “{view}” with “{label}”: 1 story so far" in sheets["rules"]
    views.remove(path, HOSTILE)
    page()
    assert "any more, so this rule does nothing" in sheets["rules"]
    sheets.press("rules", f"undo {rule.id}")
    assert arrival_rules.all_rules(path) == [] and marks.all_labels(path) == []


def test_what_an_undone_rule_leaves_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state: dict[str, str] = {}
    monkeypatch.setattr("lib.ui.intake.rules.st.session_state", state)
    monkeypatch.setattr(arrival_rules, "undo", lambda archive, number: (2, 1))
    rules.undo("a")
    assert state[rules.SAID] == (
        "The rule is undone. 2 stories are as they were before. 1 story stays as it is: you or another rule "
        "did the same, or you changed it since."
    )


def test_without_a_view_or_an_archive_it_is_said_what_a_rule_needs(empty_home: Path, sheets: Sheets) -> None:
    page()
    assert "There is no archive of your own yet" in sheets["rules"]
    path = builders.archive(empty_home)
    page()
    assert "you have saved none yet" in sheets["rules-none"]
    views.save(path, "All", "", batch=0)
    page()
    assert "<b>0</b> of 0 stories in the archive fit. These stay" in sheets["rule-trial"]
    views.remove(path, "All")
    views.save(path, "Too much", f"q={'a*+' * 600}", batch=0)
    shown = page()
    assert "leave some out" in sheets["rule-refused"]
    assert not [each for each in shown.button if each.key == "make-rule"]
