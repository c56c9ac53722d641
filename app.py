"""The ASGI application: `streamlit run app.py` or `uvicorn app:app`."""

from pathlib import Path

import streamlit as st

from lib.ui.server import lifespan, middleware, routes

app = st.App(
    Path(__file__).parent / "lib" / "ui" / "frame.py",
    lifespan=lifespan,
    middleware=middleware(),
    routes=routes(),
)
