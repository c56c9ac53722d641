"""No page breaks a serious accessibility rule, in light or dark."""

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Reader, serious

pytestmark = pytest.mark.browser

PAGES = (
    "/", "/read", "/read?tab=removed", "/timeline", "/actors", "/actors?show=table",
    "/actors?pair=person/john-f-kennedy~~person/nikita-khrushchev", "/browse", "/intake", "/?tags=Nowhere",
)  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_no_serious_violation(chromium: Browser, address: str, path: str, scheme: str) -> None:
    context = chromium.new_context(
        viewport={"width": 1440, "height": 900},
        bypass_csp=True,
        color_scheme="dark" if scheme == "dark" else "light",
    )
    reader = Reader(context, address).open(path)
    found = serious(reader.page)
    context.close()
    assert found == []
