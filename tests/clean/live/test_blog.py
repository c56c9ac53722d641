"""A live blog's updates are found where the page shows them, each with its time, and nothing gets lost."""

from dataclasses import replace

from bench.cleaning.coverage import source_text
from lib.clean.clean import clean
from lib.model.article import Update
from lib.model.capture import Capture
from lib.model.cleaned import Cleaned
from tests.cases import every_case
from tests.clean.markup import capture, cleaned_whole, scripts

ITEMS = (
    ("12:40", "Second ferry stays in port", "The noon ferry will not sail either, the company says today."),
    ("11:05", "Wind reaches force ten", "The station on the outer mole measured gusts of a hundred knots."),
    ("09:50", "Road to the pier is closed", "The harbour office closed the road: the waves break over it."),
    (
        "08:15",
        "First warning of the day",
        "The weather service warns of a storm from the west on all coasts.",
    ),
)
LEAD = (
    "<p>A storm has struck the coast this morning, and the islands are cut off. What happens, in order.</p>"
)
HEAD = "<meta property='article:published_time' content='2024-03-11T08:10:00+00:00'>"


def live(entries: str, *, head: str = HEAD, after: str = "") -> Capture:
    return capture(
        f"<html lang=en><head><title>Storm live</title>{head}</head><body><nav><a href=/a>City</a></nav>"
        f"<main><h1>Storm live: islands cut off</h1>{LEAD}{entries}</main>{after}</body></html>",
        url="https://harbourpost.example/live/storm",
    )


def boxes(stamp: str = "<time datetime='2024-03-11T{}:00Z'>{}</time>", item: str = "div class=post") -> str:
    tag = item.split()[0]
    made = (
        f"<{item}>{stamp.replace('{}', at)}<h3>{title}</h3><p>{text}</p></{tag}>" for at, title, text in ITEMS
    )
    return f"<div class=posts>{''.join(made)}</div>"


def note(*names: str) -> str:
    updates = [
        {"headline": title, "articleBody": text, "datePublished": f"2024-03-11T{at}:00Z"}
        for at, title, text in ITEMS if not names or title in names
    ]  # fmt: skip
    data = {"@type": "LiveBlogPosting", "headline": "Storm live: islands cut off", "liveBlogUpdate": updates}
    return HEAD + scripts(data)


def moments(updates: tuple[Update, ...]) -> list[str]:
    return [f"{each.published_at:%d %H:%M}" if each.published_at else "" for each in updates]


def begins(cleaned: Cleaned) -> list[tuple[str, str, int]]:
    blocks = [cleaned.article.blocks[update.block] for update in cleaned.article.updates]
    return [(block.zone, block.text, block.level) for block in blocks]


TIMES = ["11 12:40", "11 11:05", "11 09:50", "11 08:15"]
PAGES = {
    "a time element each": live(boxes()),
    "a printed clock each": live(boxes("<time>{}</time>")),
    "items of a list": live(boxes(item="li class=post").replace("div class=posts", "ul")),
    "articles": live(boxes(item="article")),
    "microdata": live(boxes("<span itemprop=datePublished content='2024-03-11T{}:00Z'>{}</span>")),
    "times in a row": live("".join(f"<p>{at}</p><h3>{title}</h3><p>{text}</p>" for at, title, text in ITEMS)),
    "times under headings": live(
        "".join(f"<h3>{title}</h3><p><time>{at}</time></p><p>{text}</p>" for at, title, text in ITEMS)
    ),
    "json-ld": live("".join(f"<h3>{title}</h3><p>{text}</p>" for _, title, text in ITEMS), head=note()),
}


@every_case(("shape", "page"), PAGES.items())
def test_updates_are_found_in_any_shape_of_page_and_none_is_lost_or_told_twice(
    shape: str, page: Capture
) -> None:
    cleaned = cleaned_whole(page)
    assert cleaned.article.form == "live blog"
    assert moments(cleaned.article.updates) == TIMES
    assert [text for _, text, _ in begins(cleaned)] == [title for _, title, _ in ITEMS]
    assert {(zone, level) for zone, _, level in begins(cleaned)} == {("body", 3)}
    for _, title, text in ITEMS:
        assert cleaned.article.text.count(title) == cleaned.article.text.count(text) == 1


def test_a_time_that_opens_a_headline_is_the_updates() -> None:
    row = "".join(f"<h2>{at} Uhr: {title}</h2><p>{text}</p>" for at, title, text in ITEMS)
    article = clean(live(row)).article
    assert moments(article.updates) == TIMES
    assert article.updates[0].published_as == "12:40 Uhr"


def chronicle() -> Capture:
    return live("".join(f"<h2>{at} {title}</h2><p>{text}</p>" for at, title, text in reversed(ITEMS)))


def with_cards() -> Capture:
    others = "".join(
        f"<li><time datetime='2024-03-11T{at}:00Z'>{at}</time><a href=/x/{at}>{title}</a></li>"
        for at, title, _ in ITEMS
    )
    prose = "".join(f"<p>{text} {text} {text}</p>" for _, _, text in ITEMS)
    return live(prose, after=f"<aside class=related><ul>{others}</ul></aside>")


@every_case("page", [chronicle(), with_cards()])
def test_times_that_run_forward_and_dated_cards_make_no_live_blog(page: Capture) -> None:
    article = clean(page).article
    assert (article.form, article.updates) == ("story", ())


def test_an_assumed_zone_and_an_inferred_day_are_said() -> None:
    first = clean(live(boxes("<time>{}</time>"))).article.updates[0]
    assert first.timezone is not None and first.timezone.assumed
    assert "day is inferred from the page's own dates" in first.timezone.reason
    assert first.published_as == "12:40"


def test_an_ambiguous_abbreviation_of_an_update_is_said() -> None:
    page = live(boxes("<time>{} IST</time>"))
    for address, assumed in ((page.url or "", True), ("https://harbourpost.co.il/live/storm", False)):
        updates = clean(capture(page.content, url=address)).article.updates
        zones = [update.timezone for update in updates if update.timezone]
        assert len(zones) == 4 and all("India, Israel or Ireland" in zone.reason for zone in zones)
        names = {zone.name for zone in zones}
        assert names == {"Asia/Kolkata" if assumed else "Asia/Jerusalem"}


def test_a_clock_without_any_day_stays_without_an_instant() -> None:
    guessed = replace(live(boxes("<time>{}</time>"), head=""), captured_assumed="the file's time")
    updates = clean(guessed).article.updates
    assert [update.published_at for update in updates] == [None] * 4
    assert [update.published_as for update in updates] == [at for at, _, _ in ITEMS]


def test_a_live_blog_runs_over_midnight_and_the_end_of_a_year() -> None:
    night = boxes("<time>{}</time>")
    for (old, _, _), new in zip(ITEMS, ("01:10", "00:20", "23:55", "22:30"), strict=True):
        night = night.replace(f"<time>{old}", f"<time>{new}")
    head = HEAD.replace("2024-03-11T08:10", "2023-12-31T22:20")
    updates = clean(live(night, head=head)).article.updates
    assert [f"{each.published_at:%Y-%m-%d %H:%M}" for each in updates] == [
        "2024-01-01 01:10", "2024-01-01 00:20", "2023-12-31 23:55", "2023-12-31 22:30",
    ]  # fmt: skip


def test_key_events_stay_a_list() -> None:
    events = "<ul>" + "".join(f"<li>{title}</li>" for _, title, _ in ITEMS[:2]) + "</ul>"
    cleaned = clean(live(events + boxes()))
    assert len(cleaned.article.updates) == 4
    assert {zone for zone, _, _ in begins(cleaned)} == {"body"}


def test_an_update_of_an_embedded_post_alone_keeps_its_headline() -> None:
    row = "".join(f"<h3>{title}</h3><p>{text}</p>" for _, title, text in ITEMS[:3])
    post = f"<h3>{ITEMS[3][1]}</h3><blockquote class=twitter-tweet><p>Sea!</p></blockquote>"
    article = clean(live(row + post, head=note().replace(ITEMS[3][2], ""))).article
    assert moments(article.updates) == TIMES
    assert article.text.count(ITEMS[3][1]) == 1


def test_the_text_of_a_folded_update_is_kept_without_its_headline_again() -> None:
    row = "".join(f"<h3>{title}</h3><p>{text}</p>" for _, title, text in ITEMS[:3])
    article = clean(live(f"{row}<h3>{ITEMS[3][1]}</h3>", head=note())).article
    assert moments(article.updates) == [*TIMES, TIMES[3]]
    assert article.text.count(ITEMS[3][1]) == article.text.count(ITEMS[3][2]) == 1


def test_an_update_that_only_machines_are_told_is_kept() -> None:
    page = live("".join(f"<h3>{title}</h3><p>{text}</p>" for _, title, text in ITEMS[:2]), head=note())
    article = clean(page).article
    end = len(source_text(page))
    assert moments(article.updates) == TIMES
    at = [article.blocks[update.block].at for update in article.updates]
    assert at[2:] == [end, end]
    assert article.text.count(ITEMS[3][2]) == 1


def test_the_line_of_an_update_with_its_time_and_its_author_is_no_text() -> None:
    article = clean(live(boxes("<div><time>{}</time><span> Ada Obi</span></div>"))).article
    assert moments(article.updates) == TIMES and "Ada Obi" not in article.text
