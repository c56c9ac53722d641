"""One tree of errors; each carries its subject and reads as a sentence with what to do next."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """A command that helps, and what it does; a page names its own button instead."""

    command: str  # a verb with its options: "doctor --mend"
    does: str  # "brings it back"

    @property
    def terminal(self) -> str:
        """The command as it is typed."""
        return f"`python -m lib {self.command}`"


def worded(
    message: str, remedies: Iterable[Remedy], name: Callable[[Remedy], str] = lambda remedy: remedy.terminal
) -> str:
    """Return the message with a sentence for each remedy, which `name` calls by its command or button."""
    return " ".join([message, *(f"{name(remedy)} {remedy.does}." for remedy in remedies)])


class WireroomError(Exception):
    """Any failure that Wireroom expects and can explain."""

    subject = ""  # the file or address that it is about

    def __init__(self, message: str, *remedies: Remedy) -> None:
        super().__init__(message)
        self.message = message
        self.remedies = remedies

    def __str__(self) -> str:
        return worded(self.message, self.remedies)


class SubjectError(WireroomError):
    """A failure that is about one file, address or question."""

    def __init__(self, subject: str | Path, message: str, *remedies: Remedy) -> None:
        super().__init__(message, *remedies)
        self.subject = str(subject)


class CaptureError(SubjectError):
    """A capture that cannot become an article; the subject is its origin."""


class UnreadableCapture(CaptureError):
    """The source cannot be read or decoded."""


class NotAnArticle(CaptureError):
    """The page was read, but holds no news story."""


def no_story(origin: str, why: str) -> NotAnArticle:
    """Return the error of a capture without a story; `why` says what it shows and what to do."""
    return NotAnArticle(origin, f"{origin} holds no news story: {why}")


class TooLarge(CaptureError):
    """The source is larger, deeper or slower to read than the limit that its message names."""


class ArchiveError(SubjectError):
    """A failure of the archive as a file."""


class ArchiveMissing(ArchiveError):
    """No archive lies at the path."""


class ArchiveBusy(ArchiveError):
    """Another program holds the archive and did not let go in time."""


class ArchiveDamaged(ArchiveError):
    """The archive's file, its write-ahead log or its layout cannot be trusted."""


class FigureError(SubjectError):
    """A chart cannot be drawn or written in the format asked for."""


class UnreadableOption(FigureError):
    """An option of a chart that it does not have, or a value that the option does not take."""


class QueryError(SubjectError):
    """A question to the archive that cannot be answered as it was put."""


class UnreadableFilter(QueryError):
    """A filter that cannot be read as it was written."""


class SearchRefused(UnreadableFilter):
    """A search that is longer, or would take longer, than the limit that its message names."""


class QueryStopped(QueryError):
    """A question that ran for too long."""
