"""The front page: the lead story, who is named most, the newest stories and the days around them."""

from lib.ui import front
from lib.ui.chart import chart
from lib.ui.view import here

view = here()
desk = front.desk(view)
if desk:
    front.dateline(desk)
    chart("strip", view, "strip", files=False)
    front.first_screen(desk, view)
    front.newest(desk, view)
