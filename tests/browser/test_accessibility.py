"""Each page opens filled, asks nobody else, and breaks no serious accessibility rule, in light or dark."""

import pytest

from tests.browser.conftest import Reader, serious_in_both, sound
from tests.lots import few

pytestmark = pytest.mark.browser

# The tabs of the Actors page are opened by test_actors.py.
PAGES = (
    "/", "/read", "/timeline", "/timeline?show=so-far", "/intake", "/actors", "/browse", "/read?tab=removed",
    "/?tags=Nowhere", "/workbench?sql=select+headline,+words+from+stories", "/notes",
)  # fmt: skip


@pytest.mark.parametrize("path", few(PAGES, 4))
def test_a_page_opens_without_error_request_to_the_outside_or_serious_violation(
    reader: Reader, path: str
) -> None:
    sound(reader.open(path))
    assert serious_in_both(reader) == []
