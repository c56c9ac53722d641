"""Each condition of the filter is a chip that removes it."""

import re
from pathlib import Path

from lib.ui.chips import chips
from lib.ui.session import session
from lib.ui.view import view_of
from tests import builders
from tests.papers import captures


def test_a_chip_calls_an_actor_by_name(tmp_path: Path, said: list[str]) -> None:
    address = {"actors_all": ["person/ida-brandt", "Norland"], "actors_not": ["person/tom-hale"]}
    asked = view_of("read", address, "own")
    with session(builders.archive(tmp_path, *captures())):
        chips(asked)
    found_chips = re.findall(r'aria-label="Remove: ([^"]+)"', said[0])
    assert found_chips == ["names Ida Brandt", "and names Norland", "not names Tom Hale"]
