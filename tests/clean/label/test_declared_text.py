"""The text that JSON-LD holds."""

from datetime import UTC, datetime

from lib.clean.label.declared_text import declared_text, declared_updates
from tests.cases import every_case
from tests.clean.markup import PROSE, news, page, scripts

UPDATES = [
    {"@type": "BlogPosting", "headline": "Second ferry cancelled", "articleBody": PROSE[0]},
    {
        "@type": "BlogPosting",
        "headline": "Wind &amp; rain",
        "datePublished": "2024-03-11T08:00:00+01:00",
        "articleBody": f"<p>{PROSE[1]}</p><p>{PROSE[2]}</p>",
    },
]
LIVE = scripts({"@type": "LiveBlogPosting", "liveBlogUpdate": UPDATES})


def test_the_updates_of_a_live_blog_are_told_in_order() -> None:
    data = page(f"{LIVE}<p>x</p>")
    lines = ["Second ferry cancelled", PROSE[0], "Wind & rain", PROSE[1], PROSE[2]]
    assert declared_text(data).split("\n") == lines


@every_case("updates", [UPDATES[1], {"@list": UPDATES[1:]}, [[UPDATES[1]]]])
def test_updates_are_found_however_they_are_listed(updates: object) -> None:
    data = page(f"{scripts({'@type': 'LiveBlogPosting', 'liveBlogUpdate': updates})}<p>x</p>")
    assert [update.paragraphs for update in declared_updates(data)] == [(PROSE[1], PROSE[2])]


def test_an_update_has_its_own_instant() -> None:
    first, second = declared_updates(page(f"{LIVE}<p>x</p>"))
    assert (first.instant, second.headline) == (None, "Wind & rain")
    assert second.instant is not None
    assert second.instant.moment.astimezone(UTC) == datetime(2024, 3, 11, 7, tzinfo=UTC)
    assert second.paragraphs == (PROSE[1], PROSE[2])


def test_a_story_that_is_no_live_blog_has_no_updates() -> None:
    assert declared_updates(page(f"{news(liveBlogUpdate=UPDATES)}<p>x</p>")) == ()


BODIES = {
    "Rain all day.<p>Wind at night.</p>": "Rain all day.\nWind at night.",
    "Today:<ul><li>Rain</li><li>Wind</li></ul>": "Today:\nRain\nWind",
    "&lt;p&gt;Rain &amp;amp; hail.&lt;/p&gt;&lt;p&gt;Wind.&lt;/p&gt;": "Rain & hail.\nWind.",
    "<p>The sign &lt;p&gt; begins a paragraph.</p>": "The sign <p> begins a paragraph.",
    "If 3 &lt; 5 and x > 2, it rains.": "If 3 < 5 and x > 2, it rains.",
    "<!-- hail -->Rain.": "Rain.",
    "<section>Rain.</section><section>Wind.</section>": "Rain.\nWind.",
    "<h1>Weather</h1>Rain.<h5>Later</h5>Wind.": "Weather\nRain.\nLater\nWind.",
    "<figure><figcaption>A cloud</figcaption></figure>Rain.": "A cloud\nRain.",
    "&lt;p&gt;Rain.&lt;/p&gt;&lt;script&gt;var wind = 1;&lt;/script&gt;": "Rain.",
}
LISTS = [["Rain.", "Wind."], ["<p>Rain.</p>", {"@value": "Wind."}], {"@list": ["Rain.", "Wind."]}]


@every_case("body", LISTS)
def test_a_text_in_a_list_is_read_to_its_last_paragraph(body: object) -> None:
    assert declared_text(page(f"{news(articleBody=body)}<p>x</p>")) == "Rain.\nWind."


@every_case("body", BODIES)
def test_a_text_has_a_line_for_each_block_of_its_markup(body: str) -> None:
    assert declared_text(page(f"{news(articleBody=body)}<p>x</p>")) == BODIES[body]
