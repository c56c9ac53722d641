"""The form for a decision keeps what was chosen when the archive changes under it."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from lib.actors.decided import Ledger
from lib.store.mentions.follow import follow
from tests.store.deciding import filled, made

SCRIPT = """
from pathlib import Path
import streamlit as st
from lib.ui.actors.decision_form import DEEDS
from lib.ui.session import session

with session(Path({path!r})):
    st.write(*DEEDS["ignore"].ask("person/lee", "Lee").arguments)
"""


def test_a_chosen_part_stays_chosen_as_long_as_it_is_there(tmp_path: Path) -> None:
    path = filled(tmp_path)
    page = AppTest.from_string(SCRIPT.format(path=str(path)), default_timeout=60).run()
    assert page.markdown[0].value == "-- person/lee"
    page.selectbox[0].set_value("--publisher=harbour.example").run()
    assert page.markdown[0].value == "--publisher=harbour.example -- person/lee"
    decision = made("ignore", actor="person/lee", publisher="fog.example")
    follow(path, Ledger((decision,)))
    assert page.run().markdown[0].value == "--publisher=harbour.example -- person/lee"
    follow(path, Ledger((decision, made("ignore", "d2", actor="person/lee", publisher="harbour.example"))))
    assert page.run().markdown[0].value == "-- person/lee"
