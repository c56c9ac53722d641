"""Callbacks of widgets that may fail: the error is kept in the session, and the page that follows says it."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

from lib.model.errors import WireroomError

P = ParamSpec("P")
FAILED = "error of the last click"


def attempted(act: Callable[P, object]) -> Callable[P, None]:
    """Return the function as a callback that keeps its error, as of a full disk, for `failure`."""

    @wraps(act)
    def attempt(*about: P.args, **options: P.kwargs) -> None:
        try:
            act(*about, **options)
        except (WireroomError, OSError) as error:
            st.session_state[FAILED] = error

    return attempt


def failure() -> WireroomError | OSError | None:
    """Return the error of the last click, once; None if it did not fail."""
    error: WireroomError | OSError | None = st.session_state.pop(FAILED, None)
    return error
