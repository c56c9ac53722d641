"""The archive, the kept originals and the reader's marks."""

from lib.store.archive import Reading, create, open_for_reading
from lib.store.removal import remove
from lib.store.stories import save

__all__ = ["Reading", "create", "open_for_reading", "remove", "save"]
