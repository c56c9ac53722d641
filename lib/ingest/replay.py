"""The reader's corrections as a worker needs them: by capture, and by the address of the page."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from lib.clean.addresses.address import canonical
from lib.model.correction import Correction


@dataclass(frozen=True)
class Replay:
    """All corrections that hold, in the order in which they were made."""

    corrections: Sequence[Correction] = field(default=())

    def own(self, sha256: str) -> tuple[Correction, ...]:
        """Return the corrections of one capture."""
        return self._by_capture.get(sha256, ())

    def beside(self, address: str | None, sha256: str) -> tuple[Correction, ...]:
        """Return the corrections of other captures of the same address."""
        there = self._by_address.get(address or "", ())
        return tuple(each for each in there if each.sha256 != sha256)

    @cached_property
    def _by_capture(self) -> dict[str, tuple[Correction, ...]]:
        found: dict[str, tuple[Correction, ...]] = {}
        for each in self.corrections:
            found[each.sha256] = (*found.get(each.sha256, ()), each)
        return found

    @cached_property
    def _by_address(self) -> dict[str, tuple[Correction, ...]]:
        found: dict[str, tuple[Correction, ...]] = {}
        for each in self.corrections:
            if address := canonical(each.url):
                found[address] = (*found.get(address, ()), each)
        return found
