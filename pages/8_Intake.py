"""The intake desk: bring captures in, follow sources, read the receipts, keep the house in order."""

from lib.ui import (
    doubtful,
    elsewhere,
    follow_field,
    health,
    intake,
    log_of_the_house,
    receipts,
    sources_list,
    watching,
)
from lib.ui.pieces import head
from lib.ui.view import here

view = here()
head("Bring in the news", "Pages, feeds, letters, whole archives: each capture gets a receipt.")
intake.contents()
follow_field.follow_field()
intake.drop()
intake.going_on()
sources_list.sources_section()
watching.watched_folders()
doubtful.second_look(view)
receipts.receipts(view)
health.health_section()
health.question()
log_of_the_house.log_section()
elsewhere.elsewhere()
