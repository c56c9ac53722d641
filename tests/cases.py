"""One test for a row of like cases: to collect and report thousands of them apart takes a minute."""

from collections.abc import Callable, Iterable
from typing import Any


def every_case(
    names: str | tuple[str, ...], cases: Iterable[Any]
) -> Callable[[Callable[..., None]], Callable[[], None]]:
    """Return what makes one test of a function of cases; all that fail are reported, each with its case.

    It takes names and cases as `pytest.mark.parametrize` does, for functions that ask for no fixture. Cases
    of a `language` are tried language by language: the program keeps the words of eight at once.
    """
    several = "," in names if isinstance(names, str) else len(names) > 1
    rows = [tuple(case) if several else (case,) for case in cases]
    if isinstance(names, tuple) and "language" in names:
        rows.sort(key=lambda row: str(row[names.index("language")]))

    def made(check: Callable[..., None]) -> Callable[[], None]:
        def test() -> None:
            assert rows, "there is no case"
            failures = []
            for row in rows:
                try:
                    check(*row)
                except Exception as error:
                    error.add_note(f"case: {', '.join(map(repr, row))}"[:500])
                    failures.append(error)
            if failures:
                raise ExceptionGroup(f"{len(failures)} of {len(rows)} cases fail", failures)

        test.__name__, test.__qualname__, test.__doc__ = check.__name__, check.__qualname__, check.__doc__
        test.__module__ = check.__module__
        return test

    return made
