"""Fetches the pictures of a story on request: politely, within limits, and only from public sites."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lib.capture.picture import NotAPicture, reencoded
from lib.fetch import Fetched, Limits, Refused
from lib.ingest.addresses import Opener, open_client
from lib.model.wording import count
from lib.store import pictures

LIMITS = Limits(packed=12_000_000, unpacked=12_000_000, pictures=True)
MOST = 12  # of one story; a gallery's others stay on its page


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPictures:
    """The result of fetching a story's pictures: its headline, how many it has and are kept, and failures."""

    headline: str
    wanted: int  # that the story names
    kept: int  # of them, now or before
    refused: tuple[str, ...]  # why a picture did not come, a sentence each

    @property
    def sentence(self) -> str:
        """How many of a story's pictures are kept, and why others are not, as one line for the user."""
        if not self.wanted:
            return f"“{self.headline}” names no picture that could be fetched."
        words = f"{self.kept} of {count(self.wanted, 'picture')} kept."
        rest = (f"A story keeps at most {MOST}.",) if self.wanted > MOST else ()
        return " ".join((words, *rest, *self.refused[:2]))


def keep_pictures(archive: Path, article_id: str, *, opener: Opener = open_client) -> KeptPictures:
    """Fetch, re-encode and store up to 12 pictures of a story that are not stored yet; return the result."""
    story = pictures.of_story(archive, article_id)
    sought = story.urls[:MOST]
    there = pictures.stored_names(archive, sought)
    refused = tuple(_save_pictures(archive, [url for url in sought if url not in there], opener))
    kept = len(pictures.stored_names(archive, sought))
    return KeptPictures(headline=story.headline, wanted=len(story.urls), kept=kept, refused=refused)


def keep_leads(archive: Path, stories: Sequence[str], *, opener: Opener = open_client) -> int:
    """Fetch and store the lead picture of each story; return the number of new pictures."""
    leads = pictures.leads(archive, stories) if stories else []
    there = pictures.stored_names(archive, leads)
    wanted = [url for url in leads if url not in there]
    return len(wanted) - len(list(_save_pictures(archive, wanted, opener)))


def _save_pictures(archive: Path, urls: Sequence[str], opener: Opener) -> Iterator[str]:
    """Fetch and store these pictures; yield the reason for each that failed."""
    if not urls:
        return
    with opener(archive) as client:
        for url in urls:
            outcome = client.visit(url, limits=LIMITS)
            if not isinstance(outcome, Fetched):
                yield outcome.message if isinstance(outcome, Refused) else f"{url} gave nothing."
                continue
            try:
                pictures.save(archive, url, reencoded(outcome.body, url))
            except NotAPicture as error:
                yield str(error)
    pictures.forget_unused(archive, map(pictures.file_name, urls))  # a story may have been removed meanwhile
