"""The note of what removals still have to erase grows until all of it is erased."""

import json

from lib.store.leftovers import with_leftovers


def test_a_later_removal_drops_nothing_that_an_earlier_one_left() -> None:
    first = with_leftovers("", {"stories": ["b"], "pictures": ["p"]})
    noted = json.loads(with_leftovers(first, {"stories": ["a", "b"], "names": ["n"]}))
    assert {each: noted[each] for each in ("stories", "pictures", "names")} == {
        "stories": ["a", "b"], "pictures": ["p"], "names": ["n"],
    }  # fmt: skip
