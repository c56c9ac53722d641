"""Where the words of a corpus went, by set."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bench.cleaning.race import Lap, Shown

UNCLASSIFIED = 0.05  # of a set's words, at most


@dataclass
class Account:
    """Words, those that no rule knows, and gaps in the coverage."""

    words: Counter[str] = field(default_factory=Counter)
    unclassified: Counter[str] = field(default_factory=Counter)
    violations: list[str] = field(default_factory=list)

    @property
    def shares(self) -> dict[str, float]:
        """The unclassified share of each set's words, the greatest first."""
        shares = {kind: self.unclassified[kind] / count for kind, count in self.words.items() if count}
        return dict(sorted(shares.items(), key=lambda each: -each[1]))

    def lines(self) -> Iterator[str]:
        """Yield the account in words."""
        yield f"coverage: {len(self.violations)} violations"
        yield from (f"  {each}" for each in self.violations)
        total = self.unclassified.total() / (self.words.total() or 1)
        shares = ", ".join(f"{kind} {share:.3f}" for kind, share in self.shares.items())
        yield f"unclassified: {total:.4f} of the words ({shares}; at most {UNCLASSIFIED} of a set)"

    def missed(self) -> bool:
        """Return whether words are lost, or too many are cut without a reason."""
        return bool(self.violations) or any(share > UNCLASSIFIED for share in self.shares.values())


def account(shown: Iterable[Shown], sets: Mapping[str, str]) -> Account:
    """Return the account of a lap; `sets` names the set of each page."""
    found = Account()
    for each in shown:
        if each.remains is None:
            continue
        name = str(each.prediction["id"])
        kind = sets.get(name, "no set")
        found.words[kind] += each.remains.words
        found.unclassified[kind] += each.remains.unclassified
        found.violations += [f"{name}: {violation}" for violation in each.remains.violations]
    return found


def left_out(laps: Iterable[Lap]) -> Iterator[str]:
    """Yield every page that a contender refused or failed on, by name."""
    for lap in laps:
        for what, pages in (("refused", lap.refused), ("failed on", lap.failed)):
            if pages:
                yield f"{lap.contender.name} {what} {len(pages)}:"
                yield from (f"  {each[:160]}" for each in pages)
