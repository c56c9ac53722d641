"""A live blog copied as text keeps its updates, each under its time; a ticker beside a story stays one."""

from datetime import UTC, datetime

from lib.clean.clean import clean
from lib.model.cleaned import Cleaned
from tests.cases import every_case
from tests.clean.live.test_blog import ITEMS
from tests.clean.live.test_ticker import STORY
from tests.clean.markup import cleaned_whole, text_capture

LEAD = "A storm has struck the coast this morning, and the islands are cut off. What happens, in order."
MORE = "Nobody was hurt, the mayor said."
SHAPES = {
    "close": ("{at}\n{title}\n{text}", "\n"),
    "apart": ("{at}\n{title}\n{text}", "\n\n"),
    "each line apart": ("{at}\n\n{title}\n\n{text}", "\n\n"),
    "one line": ("{at} {title}\n\n{text}", "\n\n"),
    "a word after the time": ("+++ {at} Uhr: {title}\n{text}", "\n\n"),
    "the time under the headline": ("{title}\n{at}\n{text}", "\n\n"),
    "dated": ("March 11, 2024 {at}\n{title}\n{text}", "\n\n"),
}


def page(shape: str, *, over: str = "", forward: bool = False) -> str:
    form, gap = SHAPES[shape]
    items = reversed(ITEMS) if forward else ITEMS
    note = gap.join(form.format(at=at, title=title, text=f"{text} {MORE}") for at, title, text in items)
    head = "Storm live: islands cut off\nBy Ada Obi\nMarch 11, 2024 1:30 PM\n\n"
    return f"City\nSport\n\n{head}{LEAD}\n\n{over}{note}\n\nMost popular\nA bridge for all\n\nRights reserved"


def begins(cleaned: Cleaned) -> list[tuple[str, int]]:
    blocks = [cleaned.article.blocks[update.block] for update in cleaned.article.updates]
    return [(block.text, block.level) for block in blocks]


@every_case("shape", SHAPES)
def test_the_updates_are_found_with_their_times(shape: str) -> None:
    cleaned = cleaned_whole(text_capture(page(shape)))
    article = cleaned.article
    assert (article.form, cleaned.briefs) == ("live blog", ())
    assert article.headline == "Storm live: islands cut off"
    assert begins(cleaned) == [(title, 2) for _, title, _ in ITEMS]
    assert [f"{each.published_at:%m-%d %H:%M}" for each in article.updates] == [
        f"03-11 {at}" for at, _, _ in ITEMS
    ]
    assert LEAD in article.text
    for _, title, text in ITEMS:
        assert article.text.count(title) == article.text.count(text) == 1


@every_case(("shape", "bare"), [(shape, bare) for shape in SHAPES for bare in (1, 2)])
def test_an_update_may_be_a_headline_alone(shape: str, bare: int) -> None:
    _, _, text = ITEMS[bare]
    article = clean(text_capture(page(shape).replace(f"{text} {MORE}", ""))).article
    assert article.form == "live blog"
    assert [article.blocks[update.block].text for update in article.updates] == [
        headline for _, headline, _ in ITEMS
    ]
    assert f"{article.updates[bare].published_at:%H:%M}" == ITEMS[bare][0]


def test_what_is_inferred_is_said() -> None:
    first = clean(text_capture(page("apart"))).article.updates[0]
    assert (first.published_as, first.published_at) == ("12:40", datetime(2024, 3, 11, 12, 40, tzinfo=UTC))
    assert first.timezone is not None and first.timezone.assumed
    assert "day is inferred from the page's own dates" in first.timezone.reason


def test_times_that_run_forward_are_a_chronicle() -> None:
    assert clean(text_capture(page("one line", forward=True))).article.form == "story"


def test_a_ticker_beside_a_story_stays_a_ticker() -> None:
    ticker = "\n".join(f"{at}\n{title}\n{text}" for at, title, text in ITEMS)
    long = STORY + "The harbour master told the council that the ferry had been mended for the winter. " * 6
    cleaned = clean(text_capture(f"{long}\n\nNews feed\n{ticker}\nMORE NEWS\nAll rights reserved"))
    assert cleaned.article.form == "story"
    assert [brief.headline for brief in cleaned.briefs] == [title for _, title, _ in ITEMS]
