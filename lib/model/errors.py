"""One tree of errors; each carries its subject and reads as a sentence with what to do next."""


class WireroomError(Exception):
    """Any failure that Wireroom expects and can explain."""


class CaptureError(WireroomError):
    """A capture that cannot become an article."""

    def __init__(self, origin: str, message: str) -> None:
        super().__init__(message)
        self.origin = origin


class UnreadableCapture(CaptureError):
    """The source cannot be read or decoded."""


class NotAnArticle(CaptureError):
    """The page was read, but holds no news story."""


class TooLarge(CaptureError):
    """The source is larger, deeper or slower to read than the limit that its message names."""


class ArchiveError(WireroomError):
    """A failure of the archive as a file."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(message)
        self.path = path


class ArchiveMissing(ArchiveError):
    """No archive lies at the path."""


class ArchiveBusy(ArchiveError):
    """Another program holds the archive and did not let go in time."""


class ArchiveDamaged(ArchiveError):
    """The archive's file, its write-ahead log or its layout cannot be trusted."""


class FigureError(WireroomError):
    """A chart cannot be drawn or written in the format asked for."""

    def __init__(self, subject: str, message: str) -> None:
        super().__init__(message)
        self.subject = subject


class QueryError(WireroomError):
    """A question to the archive that cannot be answered as it was put."""

    def __init__(self, subject: str, message: str) -> None:
        super().__init__(message)
        self.subject = subject
