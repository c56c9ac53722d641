"""Captures in: drop, paste, follow the work, read the receipts."""

from lib.ui import doubtful, intake
from lib.ui.pieces import head
from lib.ui.view import here

view = here()
head("Bring in captured pages", "Saved web pages, pages copied as text, whole folders: each gets a receipt.")
intake.drop(view)
intake.follow(view)
doubtful.second_look(view)
intake.receipts(view)
