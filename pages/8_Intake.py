"""The intake desk: bring captures in, follow sources, read the receipts, check the archive."""

from functools import partial

from lib.ui.error_pages import show_each
from lib.ui.intake import (
    bookmark_and_api,
    follow_field,
    going_on,
    health,
    log,
    mail,
    receipts,
    rules,
    sources_list,
    watched,
)
from lib.ui.intake import bring_in as intake
from lib.ui.read import doubtful
from lib.ui.view import here
from lib.ui.widgets import head

view = here()
head("Bring in the news", "Pages, feeds, newsletters, whole archives: each capture gets a receipt.")
show_each(
    partial(intake.contents, view),
    follow_field.follow_field,
    intake.drop,
    going_on.going_on,
    sources_list.sources_section,
    watched.show_watched_folders,
    partial(rules.rules_section, view),
    partial(doubtful.second_look, view),
    partial(receipts.show_receipts, view),
    health.health_section,
    health.restore_question,
    log.log_section,
    mail.mail_section,
    bookmark_and_api.elsewhere,
)
