"""The reading room: the list of the selection's stories beside the open one."""

import streamlit as st

from lib.ui.read import page as reading
from lib.ui.view import here

view = here()
if view.own.get("article"):
    with st.container(key="reading-room"):
        beside, room = st.columns([1, 2], gap="large")
    with room:
        reading.open_story(view)
    with beside:
        reading.story_index(view, narrow=True)
else:
    reading.story_index(view)
