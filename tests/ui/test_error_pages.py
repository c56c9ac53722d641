"""A part that fails leaves the others standing, and its reason is said once."""

import pytest

from lib.model.errors import ArchiveDamaged
from lib.ui import component, error_pages


def test_a_part_fails_alone_and_says_why_once(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(component, "sheet", lambda markup, *_: shown.append(markup))

    def damaged() -> None:
        raise ArchiveDamaged("a", "The archive <a> is damaged.")

    error_pages.show_each(damaged, lambda: shown.append("health"), damaged, lambda: shown.append("log"))
    assert shown == ['<p class="bad" role="alert">The archive &lt;a&gt; is damaged.</p>', "health", "log"]


def test_a_fault_of_ours_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        error_pages.show_each(faulty)
