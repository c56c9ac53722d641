"""What the parts of the cleaner do to the text of pages, by five folds of publishers.

A page is cleaned once. Then its text is made again without each alternative of the wordings that decided
something on it, without its publisher's file, and with what each cutting rule took and a second opinion holds
put back. A part without which more folds gain body F1 than lose has to go. A threshold is tried a quarter
lower and higher on the pages where a comparison with it would then end otherwise.

How much of the figure is owed to having seen the pages is told by its mean over the folds, each read with the
parts and thresholds that the other four would choose.
"""

import ast
import inspect
import operator
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from statistics import fmean
from types import ModuleType
from unittest.mock import patch

from bench.cleaning.figures import Row
from bench.cleaning.held_out import FOLDS, fold_of, unseen
from lib.capture import read
from lib.clean import publishers, words
from lib.clean.label.zones import Zoning
from lib.clean.measure import weight
from lib.clean.says import furniture
from lib.clean.segment import WordingRule
from lib.clean.story.labelled_page import LabelledPage, labelled, read_page
from lib.clean.story.story import Story, text_of
from lib.clean.story.text import text_story
from lib.model.article import TEXT_ZONES
from lib.model.capture import Capture
from lib.model.errors import CaptureError

FACTORS = (0.75, 1.25)  # by which a threshold is tried
SHINGLE = 4  # words
LEAST = 1e-9  # of F1 that is a difference
PLACES: tuple[furniture.Position, ...] = ("anywhere", "closing")

_WORD = re.compile(r"\w+")
_ANSWER = furniture.wording


@dataclass(frozen=True, slots=True)
class Wording:
    """One alternative of the files of words."""

    printed: str
    rule: WordingRule
    fits: Callable[[str], re.Match[str] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """What each part did on one page: by its name, F1 without it less F1 with it."""

    publisher: str
    f1: float  # with all parts as they are
    parts: Mapping[str, float]

    @property
    def fold(self) -> int:
        """The fold of the page's publisher."""
        return fold_of({"publisher": self.publisher})


@dataclass
class _Without:
    """Stands in for the table of wordings, without one of them, and notes which decide something."""

    off: str = ""
    deciding: set[str] = field(default_factory=set)

    def wording(self, text: str, place: furniture.Position = "anywhere") -> WordingRule | None:
        found = _matching(text, place)
        if len({each.rule.name for each in found[:2]}) == 2 or len(found) == 1:
            self.deciding.add(found[0].printed)
        return next((each.rule for each in found if each.printed != self.off), None)


@cache
def _wordings(place: furniture.Position) -> tuple[Wording, ...]:
    rows = words.read("furniture") if place == "anywhere" else words.read("closing")[place]
    return tuple(
        Wording(each, rule, _fits(kind, each))
        for row, rule in zip(rows, furniture.wordings(place), strict=True)
        for kind in ("whole", "start", "anywhere")
        for text in row.get(kind, ())
        for each in alternatives(text)
    )


def _fits(kind: str, expression: str) -> Callable[[str], re.Match[str] | None]:
    if kind == "anywhere":
        return re.compile(expression, re.IGNORECASE).search
    opens = next(furniture.opening({kind: [expression]}))
    return re.compile(f"{furniture.OPENING}{opens}", re.IGNORECASE).match


def alternatives(expression: str) -> Iterator[str]:
    """Yield the alternatives of an expression that stand in no brackets."""
    depth, start = 0, 0
    for part in re.finditer(r"\\.|\[(?:\\.|[^\]\\])*\]|[()|]", expression):
        depth += {"(": 1, ")": -1}.get(part[0], 0)
        if part[0] == "|" and not depth:
            yield expression[start : part.start()]
            start = part.end()
    yield expression[start:]


@cache
def _matching(text: str, place: furniture.Position) -> tuple[Wording, ...]:
    if _ANSWER(text, place) is None:
        return ()
    size = weight(text)
    found = (each for each in _wordings(place) if size <= each.rule.longest)
    return tuple(each for each in found if each.fits(text))


def f1(found: str, wanted: str) -> float:
    """Return the F1 of two texts by their runs of four words, as the scorer counts them."""
    one, other = (
        Counter(zip(*(split[start:] for start in range(SHINGLE)), strict=False))
        for split in (_WORD.findall(found), _WORD.findall(wanted))
    )
    return 2 * (one & other).total() / ((one.total() + other.total()) or 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """A number in capitals of a module of the cleaner, and every module that has it."""

    name: str
    value: float
    modules: tuple[ModuleType, ...]

    @property
    def tries(self) -> dict[float, float]:
        """Return the values to try, by factor; a count stays one."""
        values = {factor: self.value * factor for factor in FACTORS}
        return values if type(self.value) is float else {f: max(1, round(v)) for f, v in values.items()}

    @contextmanager
    def replaced(self, value: float) -> Iterator[None]:
        """Put another value in its place."""
        with ExitStack() as stack:
            for module in self.modules:
                stack.enter_context(patch.object(module, self.name, value))
            yield

    @property
    def is_only_compared(self) -> bool:
        """Whether the modules do nothing but compare with it."""
        trees = [ast.parse(inspect.getsource(module)) for module in self.modules]
        nodes = [node for tree in trees for node in ast.walk(tree)]
        compared = (
            each for node in nodes if isinstance(node, ast.Compare) for each in (node.left, *node.comparators)
        )
        return sum(map(self._is_read, nodes)) == sum(map(self._is_read, compared))

    def _is_read(self, node: ast.AST) -> bool:
        return isinstance(node, ast.Name) and node.id == self.name and isinstance(node.ctx, ast.Load)


class _Watched(float):
    """A threshold that notes at which of the values to try a comparison with it would end otherwise."""

    def __new__(cls, threshold: Threshold, turned: set[tuple[Threshold, float]]) -> "_Watched":
        watched = super().__new__(cls, threshold.value)
        watched.threshold, watched.turned = threshold, turned
        return watched

    threshold: Threshold
    turned: set[tuple[Threshold, float]]

    def _compared(self, other: float, compare: Callable[[float, float], bool]) -> bool:
        result = compare(float(self), other)
        self.turned.update(
            (self.threshold, value)
            for value in self.threshold.tries.values()
            if compare(value, other) is not result
        )
        return result

    def __lt__(self, other: float) -> bool:
        return self._compared(other, operator.lt)

    def __le__(self, other: float) -> bool:
        return self._compared(other, operator.le)

    def __gt__(self, other: float) -> bool:
        return self._compared(other, operator.gt)

    def __ge__(self, other: float) -> bool:
        return self._compared(other, operator.ge)

    def __eq__(self, other: object) -> bool:
        return self._compared(other, operator.eq) if isinstance(other, (int, float)) else False

    __hash__ = float.__hash__


def turning(tried: Sequence[Threshold], read: Callable[[], object]) -> set[tuple[Threshold, float]]:
    """Return the thresholds and values that may change what is read; of one that is computed with, all."""
    turned: set[tuple[Threshold, float]] = set()
    with ExitStack() as stack:
        for each in tried:
            if each.is_only_compared:
                stack.enter_context(each.replaced(_Watched(each, turned)))
            else:
                turned |= {(each, value) for value in each.tries.values()}
        read()
    return turned


def thresholds(part: str) -> list[Threshold]:
    """Return the thresholds of the modules of the cleaner whose names hold a part; "" names none."""
    loaded = {name: module for name, module in sys.modules.items() if name.startswith("lib.clean.")}
    own = {
        (name, value)
        for path, module in loaded.items()
        if part and part in path
        for name, value in vars(module).items()
        if name.isupper() and type(value) in (int, float)
    }
    return [
        Threshold(
            name=name,
            value=value,
            modules=tuple(each for each in loaded.values() if vars(each).get(name) == value),
        )
        for name, value in sorted(own)
    ]


def effects(row: Row, corpus: Path, part: str = "") -> Effects:
    """Return what the parts of the cleaner did on one page, and what other thresholds of some would do."""
    with unseen(fold_of(row)):
        return _effects(row, corpus, part)


def _effects(row: Row, corpus: Path, part: str) -> Effects:
    path = next((corpus / "pages").glob(f"{row['id']}.*"))
    capture = next((each for each in read(path) if isinstance(each, Capture)), None)
    parts: dict[str, float] = {}
    base = 0.0
    if capture is not None:
        try:
            texts = dict(_texts(capture))
            for each, value in turning(thresholds(part), lambda: _read(capture)) if part else ():
                with each.replaced(value):
                    texts[f"{each.name} {each.value} as {value:g}"] = text_of(_read(capture).blocks)
        except CaptureError:
            texts = {"": ""}
        whole = texts.pop("")
        base = f1(whole, row["body"])
        parts = {name: f1(text, row["body"]) - base if text != whole else 0 for name, text in texts.items()}
    return Effects(publisher=str(row.get("publisher") or row["id"]), f1=base, parts=parts)


def _texts(capture: Capture) -> Iterator[tuple[str, str]]:
    """Yield the text of a page as it is, named "", and as it is without each part."""
    with patch.object(furniture, "wording", (table := _Without()).wording):
        story = _read(capture)
        yield "", text_of(story.blocks)
        for name in sorted(table.deciding):
            table.off = name
            again = (
                labelled(Zoning(layout=replace(story.layout)), "")
                if isinstance(story, LabelledPage)
                else text_story(capture)
            )
            yield f"    {name}", text_of(again.blocks)
        table.off = ""
        if isinstance(story, LabelledPage):
            yield from _put_back(story)
            if source := story.layout.rules.source:
                with publishers.tried(None):
                    yield source, text_of(read_page(capture).blocks)


def _read(capture: Capture) -> Story | LabelledPage:
    return text_story(capture) if capture.media_type == "text/plain" else read_page(capture)


def _put_back(story: LabelledPage) -> Iterator[tuple[str, str]]:
    """Yield for each rule the text with what it cut though a second opinion holds it."""
    pairs = list(zip(story.page.segments, story.labels, strict=True))
    held = story.page.main_segments
    for rule in sorted({pairs[number][1].rule or "" for number in held} - {""}):
        kept = (
            segment.text
            for number, (segment, label) in enumerate(pairs)
            if label.zone in TEXT_ZONES or (label.rule == rule and number in held)
        )
        yield rule, "\n\n".join(kept)


def measured(corpus: Path, truth: Sequence[Row], workers: int = 2, part: str = "") -> list[Effects]:
    """Return the effects on every page whose text is known; `part` names the modules of thresholds."""
    rows = [row for row in truth if row.get("body")]
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(partial(effects, corpus=corpus, part=part), rows, chunksize=8))


def lines(pages: Sequence[Effects]) -> Iterator[str]:
    """Yield a row for each part: pages, publishers, and what the folds lose and gain without it."""
    yield f"without each part: pages, publishers, of {FOLDS} folds that lose and gain, 1000 x body F1:"
    for name, found in sorted(_by_part(pages).items()):
        total, lose, gain = _verdict(name, found)
        counts = f"{len(found):6} {len({page.publisher for page in found}):6} {lose:3} {gain:3}"
        mark = "" if gain <= lose else "  (better)" if _is_try(name) else "  (goes)"
        yield f"{counts} {1000 * total:9.1f}  {name[:80]}{mark}"
    whole = fmean(page.f1 for page in pages)
    yield f"body F1 as the folds count it {whole:.4f}; mean with what other folds choose {crossed(pages):.4f}"


def crossed(pages: Sequence[Effects]) -> float:
    """Return the mean F1 of pages, each with the choices of the folds that its publisher is not in.

    The effects of several choices on one page are added up, as if none knew of another.
    """
    chosen = [set(_choices([page for page in pages if page.fold != fold])) for fold in range(FOLDS)]
    return fmean(
        min(1.0, page.f1 + sum(effect for name, effect in page.parts.items() if name in chosen[page.fold]))
        for page in pages
    )


def _choices(pages: Sequence[Effects]) -> Iterator[str]:
    """Yield what these pages would leave out or change; of one threshold, its better value."""
    best: dict[str, tuple[float, str]] = {}
    for name, found in _by_part(pages).items():
        total, lose, gain = _verdict(name, found)
        if gain > lose and total > LEAST:
            part = name.partition(" as ")[0] if _is_try(name) else name
            best[part] = max(best.get(part, (0.0, "")), (total, name))
    yield from (name for _, name in best.values())


def _by_part(pages: Iterable[Effects]) -> dict[str, list[Effects]]:
    held: dict[str, list[Effects]] = defaultdict(list)
    for page in pages:
        for name in page.parts:
            held[name].append(page)
    return held


def _verdict(name: str, pages: Iterable[Effects]) -> tuple[float, int, int]:
    """Return what leaving a part out adds, and how many folds lose and gain by it."""
    folds = [0.0] * FOLDS
    for page in pages:
        folds[page.fold] += page.parts[name]
    return sum(folds), sum(each < -LEAST for each in folds), sum(each > LEAST for each in folds)


def _is_try(name: str) -> bool:
    """Whether a part is another value of a threshold."""
    return " as " in name and not name.startswith(" ")
