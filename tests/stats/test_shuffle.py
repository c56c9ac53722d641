import random
from collections import Counter

from lib.stats.chance import interval
from lib.stats.shuffle import shuffled


def stories(seed: int, *, tie: int = 0) -> list[list[str]]:
    """300 stories of two to eight actors out of forty; the first `tie` name a and b besides."""
    chance = random.Random(seed)
    names = [f"actor {number}" for number in range(40)]
    told = [chance.sample(names, chance.randint(2, 8)) for _ in range(300)]
    return [[*story, "a", "b"] if number < tie else story for number, story in enumerate(told)]


def test_one_seed_gives_one_answer() -> None:
    told = [shuffled(stories(1), "actor 1", "actor 2", rounds=20, seed=5).counts for _ in range(2)]
    assert told[0] == told[1]
    assert shuffled(stories(1), "actor 1", "actor 2", rounds=20, seed=6).counts != told[0]


def test_a_tie_lies_beyond_all_rounds() -> None:
    told = shuffled(stories(2, tie=20), "a", "b", rounds=100)
    assert told.interval()[1] < 20
    assert told.as_many(20) == 1 / 101


def test_a_pair_without_a_tie_lies_within() -> None:
    read = stories(3)
    together = sum({"actor 1", "actor 2"} <= set(story) for story in read)
    low, high = shuffled(read, "actor 1", "actor 2", rounds=100).interval(0.99)
    assert low <= together <= high


def test_it_agrees_with_the_closed_form_where_all_stories_are_of_one_length() -> None:
    chance = random.Random(4)
    read = [chance.sample([f"actor {number}" for number in range(200)], 40) for _ in range(300)]
    counted = Counter(name for story in read for name in story)
    told = shuffled(read, "actor 1", "actor 2", rounds=100)
    low, high = interval(counted["actor 1"], counted["actor 2"], 300)
    assert abs(told.interval()[0] - low) <= 1
    assert abs(told.interval()[1] - high) <= 1


def test_the_stories_of_the_caller_stay_as_they_were() -> None:
    read = stories(5)
    before = [list(story) for story in read]
    assert shuffled(read, "actor 1", "actor 2", rounds=3).mean >= 0
    assert read == before
