"""How sure it is that a cut is no part of the story."""

from lib.clean.clean import clean
from lib.clean.cutting.rules import REASONS
from lib.clean.cutting.sureness import sured, sureness
from lib.clean.text.sheet import REASONS as TEXT_REASONS
from lib.model.article import Cut
from tests.clean.markup import PROSE, story


def test_a_certain_mark_is_surer_than_a_place_and_a_place_surer_than_nothing() -> None:
    assert sureness("menu") > 0.95 > sureness("promo") > sureness("outside") > sureness("unclassified") > 0.3
    assert sureness("field: tags") == sureness("field: anything that is kept as a field")


def test_every_vote_for_the_story_takes_sureness_away() -> None:
    assert sureness("promo") > sureness("promo", 1) > sureness("promo", 2)
    cut = Cut(text="Herring", rule="promo", reason="It promotes.", at=7, end=14)
    assert sured([cut], frozenset({7}), frozenset({3}))[0].confidence == sureness("promo", 1)


def test_every_rule_has_a_sureness_below_one() -> None:
    assert all(0 < sureness(rule) < 1 for rule in (*REASONS, *TEXT_REASONS))


def test_the_cuts_of_a_page_carry_it() -> None:
    promo = "".join(f"<p>{text} A word from us.</p>" for text in PROSE[:2])
    cuts = clean(story(f"<div class=promo>{promo}</div><p>{PROSE[0]} It ends here.</p>")).cuts
    shaky = [cut.confidence for cut in cuts if cut.rule == "promo"]
    sure = [cut.confidence for cut in cuts if cut.rule == "menu"]
    assert len(shaky) == 2 and max(shaky) < min(sure)
