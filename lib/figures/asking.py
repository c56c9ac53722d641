"""How figures ask the archive: through the app's cache, or an open archive itself."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from lib.store.archive import ArchiveReader

P = ParamSpec("P")
T = TypeVar("T")


class Ask(Protocol):
    """A function that runs a query on an archive: `lib.ui.cache.ask`, which caches, or that of `asking`."""

    def __call__(
        self, question: Callable[Concatenate[ArchiveReader, P], T], /, *about: P.args, **options: P.kwargs
    ) -> T:
        """Return the result of a query function of `lib.query`; `about` and `options` are its arguments."""


def asking(db: ArchiveReader) -> Ask:
    """Return a function that runs queries on an open archive, without a cache."""

    def ask(
        question: Callable[Concatenate[ArchiveReader, P], T], /, *about: P.args, **options: P.kwargs
    ) -> T:
        return question(db, *about, **options)

    return ask
