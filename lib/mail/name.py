"""The name of a mailing: what it mails, as it is stored and in words."""

from dataclasses import dataclass
from typing import Literal, Self


@dataclass(frozen=True, slots=True)
class MailingName:
    """A mailing of a saved view's new stories, of the digest of all, or of a digest that is asked for."""

    kind: Literal["view", "digest", "filter"]
    view: str = ""  # the saved view's name, for the kind "view" only

    @classmethod
    def parse(cls, stored: str) -> Self:
        """Return the name that is stored as this text; an unknown one counts as a digest asked for."""
        kind, _, view = stored.partition(" ")
        if kind == "view":
            return cls("view", view)
        return cls("digest") if stored == "digest" else cls("filter")

    @property
    def stored(self) -> str:
        """The name as the journal keeps it: "view Strike", "digest" or "filter"."""
        return f"view {self.view}" if self.kind == "view" else self.kind

    @property
    def in_words(self) -> str:
        """The name in English: "the new stories of “Strike”" for the view Strike."""
        if self.kind == "view":
            return f"the new stories of “{self.view}”"
        return "the digest of all" if self.kind == "digest" else "the digest that you asked for"


DIGEST_OF_ALL = MailingName("digest")
ASKED_FOR = MailingName("filter")  # by a filter, once; it is never set up
