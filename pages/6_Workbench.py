"""The workbench: ask the archive in SQL, see the answer as table and chart, check a saved chart."""

from lib.ui.view import here
from lib.ui.workbench import page

page.workbench(here())
