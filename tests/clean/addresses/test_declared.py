"""Which of a page's own addresses is believed."""

import pytest

from lib.clean.addresses.declared import page_address
from tests.clean.markup import page

STORY = "https://harbourpost.example/city/old-quay-reopens-after-storm"
SAVED = f"{STORY}?utm_source=letter"
# canonical link, og:url, saved address; the believed address, how its source begins, what is told besides
ROWS = [
    (STORY, None, SAVED, STORY, "canonical link", ""),
    (STORY, None, None, STORY, "canonical link", ""),
    ("/city/old-quay-reopens-after-storm", None, SAVED, STORY, "canonical link", ""),
    (None, STORY, None, STORY, "og:url", ""),
    (None, None, SAVED, STORY, "saved address", ""),
    ("https://harbourpost.example/", STORY, None, STORY, "og:url", "is a front page"),
    ("https://harbourpost.example/", None, SAVED, STORY, "saved address", "is a front page"),
    ("https://harbourpost.example/en", None, SAVED, STORY, "saved address", "is a front page"),
    ("https://harbourpost.example/city", None, SAVED, STORY, "saved address", "is a section's page"),
    ("https://cms.example/theme/demo", None, SAVED, STORY, "saved address", "is another site's page"),
    ("https://cms.example/theme/demo", STORY, SAVED, STORY, "og:url", "is another site's page"),
    # the same story where it was first printed is believed
    ("https://wire.example/2024/old-quay-reopens-after-storm", None, SAVED,
     "https://wire.example/2024/old-quay-reopens-after-storm", "canonical link", ""),
    # a mirror's saved address against two witnesses of the page
    (STORY, STORY, "https://mirror.example/saved/page", STORY, "canonical link", ""),
    # a later page of the story belongs to its first
    (STORY, None, f"{STORY}/2", STORY, "canonical link", ""),
    # subdomains of one publisher
    ("https://islands.harbourpost.example/old-quay", None, SAVED,
     "https://islands.harbourpost.example/old-quay", "canonical link", ""),
    ("http://[broken", None, SAVED, STORY, "saved address", ""),
    ("https://harbourpost.example/", None, None, "https://harbourpost.example", "canonical link", ""),
    (None, None, None, None, "none", ""),
]  # fmt: skip


@pytest.mark.parametrize(("link", "shared", "saved", "address", "source", "told"), ROWS)
def test_a_page_is_believed_about_its_address_with_reason(
    link: str | None, shared: str | None, saved: str | None, address: str | None, source: str, told: str
) -> None:
    head = f"<link rel=canonical href='{link}'>" if link else ""
    head += f"<meta property='og:url' content='{shared}'>" if shared else ""
    found = page(f"<html><head>{head}</head><body><p>x</p></body></html>")
    believed, said = page_address(found.tree, found.data, saved)
    assert believed == address
    assert said.partition(";")[0] == source
    assert said.endswith(told)
    assert bool(told) == ("not believed" in said)
