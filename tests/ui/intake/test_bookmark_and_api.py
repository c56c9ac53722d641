"""The bookmark and the token on the page."""

from pathlib import Path

import pytest
import streamlit as st

from lib.ui.api import token as api_token
from lib.ui.intake import bookmark_and_api
from tests.ui.conftest import Sheets


def test_the_token_can_be_copied_and_made_anew(
    sheets: Sheets, empty_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(st, "session_state", {})
    bookmark_and_api.elsewhere()
    first = api_token.token()
    words = sheets["elsewhere"]
    assert f'data-copy="{first}"' in words and "javascript:" in words and "/api/send" in words
    sheets.press("elsewhere", "nonsense")
    assert api_token.token() == first
    sheets.press("elsewhere", "renew")
    bookmark_and_api.elsewhere()
    assert api_token.token() != first and api_token.token() in sheets["elsewhere"]
    assert "A new token was made" in sheets["elsewhere"] and "A new token" not in words
    bookmark_and_api.elsewhere()
    assert "A new token was made" not in sheets["elsewhere"]
