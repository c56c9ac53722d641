"""No page breaks a serious accessibility rule, in light or dark."""

import pytest

from tests.browser.conftest import Reader, serious_in_both

pytestmark = pytest.mark.browser

PAGES = (
    "/", "/read", "/read?tab=removed", "/timeline", "/actors", "/actors?show=table",
    "/actors?pair=person/john-f-kennedy~~person/nikita-khrushchev", "/browse", "/intake", "/?tags=Nowhere",
    "/workbench?sql=select+headline,+words+from+stories",
)  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_no_serious_violation(reader: Reader, path: str) -> None:
    assert serious_in_both(reader.open(path)) == []
