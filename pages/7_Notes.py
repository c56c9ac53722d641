"""The reader's notes and highlights, by story, name, label or day."""

from lib.ui import notes
from lib.ui.view import here
from lib.ui.widgets import head

head(
    "What did you note?",
    "Your notes and highlights in the stories of the selection; each leads to its place.",
)
notes.page(here())
