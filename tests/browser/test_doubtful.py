"""Captures that deserve a second look, and stories that read from the right, as a reader meets them."""

from pathlib import Path

import pytest

from tests.browser.conftest import Reader
from tests.running import verb

pytestmark = pytest.mark.browser

ENGLISH = (
    "The first three boats came in before seven, and the harbour master rang the bell that had been silent.",
    "Engineers replaced more than four hundred piles after the storm, for less than was feared.",
    "Only the north side of the quay will stay closed, the mayor said, until the summer…",
)
ARABIC = (
    "قال مدير الميناء إن السفن الثلاث الأولى وصلت قبل الساعة السابعة، وإن الجرس دق للمرة الأولى منذ العاصفة.",
    "وقف مئات الناس على الرصيف، وغنت جوقة المدرسة أغنيتين عن البحر والصيادين القدامى (عام 1962).",
    "“We are open again,” said a sign on the old quay, and the crowd on the pier read it aloud.",
    "أعلنت الشركة أن العبارة ستستخدم المرسى الجديد ابتداء من الأول من أبريل، وأن السوق سيفتح معها!",
)


def page(headline: str, paragraphs: tuple[str, ...], below: str = "") -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<html><head><title>{headline}</title></head><body><h1>{headline}</h1>{text}{below}</body></html>"


@pytest.fixture
def filled(fresh: Reader, own_home: Path, tmp_path: Path) -> Reader:
    """A reader whose archive holds a story that was cut and one in Arabic."""
    wall = "<p>Subscribe to continue reading</p>"
    (tmp_path / "cut.html").write_text(page("Old quay reopens", ENGLISH, wall), encoding="utf-8")
    (tmp_path / "quay.html").write_text(page("الميناء القديم يفتح أبوابه من جديد", ARABIC), encoding="utf-8")
    assert verb(own_home, "ingest", str(tmp_path), "--jobs", "1").status == 0
    return fresh


def test_a_cut_story_waits_in_the_queue_and_one_in_arabic_reads_from_the_right(filled: Reader) -> None:
    filled.open("/intake?archive=own")
    first = filled.page.locator(".doubtful > li").first
    assert "Old quay reopens" in first.inner_text() and "Probably cut." in first.inner_text()
    assert float(first.locator(".confidence b").inner_text()) < 0.6
    first.get_by_role("link", name="Old quay reopens").click()
    filled.still()
    assert "seems to hold more than was saved" in filled.page.inner_text(".doubt")
    filled.page.get_by_role("link", name="See what was removed").click()
    filled.still()
    assert "Subscribe to continue reading" in filled.text
    filled.turn("/read?archive=own&languages=ar")
    heading = filled.page.locator(".card h3", has_text="الميناء")
    assert heading.evaluate("node => getComputedStyle(node).direction") == "rtl"
    heading.get_by_role("link").click()
    filled.still()
    ways = "nodes => nodes.map(node => getComputedStyle(node).direction)"
    assert filled.page.locator(".article h1, .article .body p").evaluate_all(ways) == [
        "rtl", "rtl", "rtl", "ltr", "rtl",
    ]  # fmt: skip
    assert (
        filled.page.locator(".article .times").evaluate("node => getComputedStyle(node).direction") == "ltr"
    )
    assert not filled.errors and not filled.away
