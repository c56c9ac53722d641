"""The reading room: the list of the selection's stories beside the open one."""

import streamlit as st

from lib.ui.read.index import story_index
from lib.ui.read.page import open_story
from lib.ui.view import here

view = here()
if view.own.get("article"):
    with st.container(key="reading-room"):
        beside, room = st.columns([1, 2], gap="large")
    with room:
        open_story(view)
    with beside:
        story_index(view, narrow=True)
else:
    story_index(view)
