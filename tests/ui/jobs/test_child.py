"""A verb as a child process tells how it ended in a sentence."""

import pytest

from lib.ui.jobs import child


@pytest.mark.process
@pytest.mark.parametrize(
    ("arguments", "ok", "text"),
    [(("corrections", "--keep", "1"), False, "--keep and --cut need --story, which says of which story."),
     (("corrections", "--archive", "/nowhere/<b>.duckdb"), True, "There are no corrections.")],
)  # fmt: skip
def test_a_child_is_awaited(arguments: tuple[str, ...], ok: bool, text: str) -> None:
    done = child.finish(arguments)
    assert done.good is ok and done.sentence.startswith(text)
