"""Which stories that a page prints below its own are others."""

from bench.cleaning.coverage import coverage_violations, source_text
from lib.clean.clean import clean
from lib.clean.label.other_stories import own_story
from lib.clean.label.vote import Body
from tests.cases import every_case
from tests.clean.markup import PROSE, capture, page

OTHER = (
    "The school bus will take the coast road again after Easter, when the bridge has been painted.",
    "Parents had complained that the inland road added twenty minutes and, in February, one moose.",
)


def note(*parts: str) -> str:
    saved = capture(f"<html lang=en><body><main>{''.join(parts)}</main></body></html>")
    found = clean(saved)
    assert coverage_violations(source_text(saved), found) == []
    return found.article.text


def article(title: str, author: str, paragraphs: tuple[str, ...], *, tag: str = "article") -> str:
    text = "".join(f"<p>{each}</p>" for each in paragraphs)
    sign = (
        f"<div class=byline>By {author}</div><time datetime=2024-03-10T20:00:00Z>10 March</time>"
        if author
        else ""
    )
    return f"<{tag} class=story><h1>{title}</h1>{sign}<div>{text}</div></{tag}>"


def test_further_stories_below_are_not_the_story() -> None:
    text = note(
        article("Old quay reopens", "Ada Obi", PROSE), article("School bus returns", "Bo Lund", OTHER)
    )
    assert PROSE[-1] in text
    assert not any(each in text for each in OTHER)


@every_case("sign", ["By Ada Obi · March 10, 2024", "10 March 2024"])
def test_a_further_story_is_known_by_the_line_that_it_prints_under_its_headline(sign: str) -> None:
    stories = (("Old quay reopens", PROSE), ("School bus returns", OTHER))
    heads = (f"<h1>{title}</h1><div class=m>{sign}</div>" for title, _ in stories)
    texts = ("".join(f"<p>{each}</p>" for each in words) for _, words in stories)
    parts = [f"<article class=p>{head}{text}</article>" for head, text in zip(heads, texts, strict=True)]
    assert not any(each in note(*parts) for each in OTHER)


def test_their_authors_are_not_the_story_s() -> None:
    both = article("Old quay reopens", "Ada Obi", PROSE[:2]) + article("School bus returns", "Bo Lund", OTHER)
    found = clean(capture(f"<html lang=en><body>{both}</body></html>")).article
    assert found.authors == ("Ada Obi",)


def test_chapters_that_nobody_signs_are_the_story_s() -> None:
    chapters = article("Old quay reopens", "Ada Obi", PROSE) + article("How the piles held", "", OTHER)
    found = page(f"<html lang=en><body>{chapters}</body></html>")
    whole = Body(chosen=frozenset(range(len(found.segments))), main=found.tree.find("body"), source="all")
    assert own_story(found, whole, 0) is whole


TEASERS = "".join(
    f"<article class=story><h2><a href=/s{number}>{title}</a></h2><p>{text}</p></article>"
    for number, (title, text) in enumerate(
        zip(("School bus returns", "Шкільний автобус знову їде"), OTHER, strict=True)
    )
)


@every_case("box", ["related", "related-posts", "more-stories", "td-related-articles"])
def test_cards_in_the_box_that_holds_the_story_itself_are_not_the_story(box: str) -> None:
    own = article("Old quay reopens", "Ada Obi", PROSE)
    for markup in (f"{own}{TEASERS}", f"<div class=list>{own}</div><div class=list>{TEASERS}</div>"):
        text = note(f"<div class='{box}'>{markup}</div>")
        assert [each for each in PROSE if each not in text] == []
        assert not any(each in text for each in (*OTHER, "School bus", "автобус"))


def test_a_list_that_the_story_gives_is_its_own_though_its_headings_are_links() -> None:
    items = "".join(
        f"<div class=block><h2><a href=/b{number}>{title}</a></h2><p>{text}</p></div>"
        for number, (title, text) in enumerate(
            [("The Anna", PROSE[1]), ("The Elsa", PROSE[2]), ("The Ida", PROSE[3])]
        )
    )
    lead = f"<div class=block><h1>Three boats of the quay</h1><p>{PROSE[0]} {PROSE[0][:100]}</p></div>"
    text = note(lead, items)
    assert [each for each in (*PROSE, "The Anna") if each not in text] == []
