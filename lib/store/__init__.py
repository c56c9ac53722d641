"""The archive, the kept originals and the reader's marks."""

from lib.store.archive import ArchiveReader, create, open_for_reading
from lib.store.batches.stories import save
from lib.store.removal import remove

__all__ = ["ArchiveReader", "create", "open_for_reading", "remove", "save"]
