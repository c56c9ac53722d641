"""Callbacks of widgets that may fail: the error is kept in the session, for the page that follows to say."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

from lib.model.errors import WireroomError

P = ParamSpec("P")
FAILED = "error of the last click"  # WireroomError or OSError


def attempted(act: Callable[P, object]) -> Callable[P, None]:
    """Return the function as a callback; an error of its call is kept in the session, under FAILED.

    That is a WireroomError or an OSError; others are raised.
    """

    @wraps(act)
    def attempt(*about: P.args, **options: P.kwargs) -> None:
        try:
            act(*about, **options)
        except (WireroomError, OSError) as error:
            st.session_state[FAILED] = error

    return attempt
