"""A verb as a child process tells how it ended in a sentence."""

import time

import pytest

from lib.ui.jobs import child


@pytest.mark.process
@pytest.mark.parametrize(
    ("arguments", "ok", "text"),
    [(("corrections", "--keep", "1"), False, "--keep and --cut need --story, which says of which story."),
     (("corrections", "--archive", "/nowhere/<b>.duckdb"), True, "There are no corrections.")],
)  # fmt: skip
def test_a_child_is_awaited(arguments: tuple[str, ...], ok: bool, text: str) -> None:
    process = child.begin(arguments)
    until = time.monotonic() + 60
    while (done := child.outcome(process)) is None and time.monotonic() < until:
        time.sleep(0.05)
    assert done and done.ok is ok and done.sentence.startswith(text)
