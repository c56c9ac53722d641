"""The front page: the lead story, who is named most, the newest stories and the days around them."""

from lib.ui.desk.page import front_page
from lib.ui.view import here

front_page(here())
