"""The errors that Wireroom expects: each names its file or address, what happened and what to do next."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """A command that repairs a failure, and the words for what it does."""

    command: str  # a verb with its options: "doctor --mend"
    does: str  # "brings it back"

    @property
    def terminal(self) -> str:
        """The command line to type, in backticks."""
        return f"`python -m lib {self.command}`"


def worded(message: str, remedies: Iterable[Remedy]) -> str:
    """Return an error message with a sentence for each remedy behind it."""
    return " ".join([message, *(f"{remedy.terminal} {remedy.does}." for remedy in remedies)])


class WireroomError(Exception):
    """Any failure that Wireroom expects: a message, the commands that repair it, and its subject.

    `args` holds all arguments of the constructor, from which pickle makes the error in another process.
    """

    subject = ""  # the file or address that it is about

    def __init__(self, message: str, *remedies: Remedy) -> None:
        self.message = message
        self.remedies = remedies

    def __str__(self) -> str:
        return worded(self.message, self.remedies)


class SubjectError(WireroomError):
    """A failure that is about one file, address or question, its subject."""

    def __init__(self, subject: str | Path, message: str, *remedies: Remedy) -> None:
        super().__init__(message, *remedies)
        self.subject = str(subject)


class CaptureError(SubjectError):
    """Raised when a capture cannot become an article; its subject is the capture's origin."""


class UnreadableCapture(CaptureError):
    """Raised when a capture cannot be read or decoded."""


class NotAnArticle(CaptureError):
    """Raised when a page was read but holds no news story."""


def no_story(origin: str, why: str) -> NotAnArticle:
    """Return a NotAnArticle error; `why` is a clause that says what the capture shows and what to do."""
    return NotAnArticle(origin, f"{origin} holds no news story: {why}")


class TooLarge(CaptureError):
    """Raised when a capture is larger, nested deeper or slower to read than a limit that is named."""


class ArchiveError(SubjectError):
    """Raised when the archive cannot be opened, read or written."""


class ArchiveMissing(ArchiveError):
    """Raised when no archive is at the path."""


class ArchiveBusy(ArchiveError):
    """Raised when another program has the archive open for writing and does not close it in time."""


class ArchiveDamaged(ArchiveError):
    """Raised when the archive's file, its write-ahead log or its tables are damaged."""


class FigureError(SubjectError):
    """Raised when a chart cannot be drawn, or not written in the format asked for."""


class UnreadableOption(FigureError):
    """Raised when there is no chart of a name, or a chart does not have an option or take a value."""


class MailError(SubjectError):
    """Raised when a letter cannot be sent: no server has taken it."""


class LetterInDoubt(SubjectError):
    """Raised when a server may have taken a letter or not, and nobody can know."""


class QueryError(SubjectError):
    """Raised when a query of the archive cannot be answered."""


class UnreadableFilter(QueryError):
    """Raised when a filter is not written in the filter's language."""


class SearchRefused(UnreadableFilter):
    """Raised when a search is longer, or would take longer, than a limit that the message names."""


class QueryStopped(QueryError):
    """Raised when a query is stopped because it ran for too long."""
