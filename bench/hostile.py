"""Takes in hostile captures one by one, each in a process of its own with the limits of an ingest.

`python -m bench.hostile FOLDER`: every file of the folder is a capture; of `*.jsonl` every row with
"html" or "text" is one; a script `gen_*.py` is run to write its captures. Prints for each what came of it,
its processor seconds and memory, and where kept and cut do not cover the source. Ends with 1 when a capture
crashed, went over the limits without being refused, or lost text; with 3 when there is no folder.
"""

import json
import logging
import multiprocessing
import resource
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from bench.cleaning.coverage import coverage_violations, source_text
from lib import capture
from lib.ingest.limits import Limits, allow, cause_of_death
from lib.ingest.one_capture import parse
from lib.model.capture import Capture
from lib.model.parsed import Parsed

NOT_MEASURED = 3
LIMITS = Limits()
OVERHEAD = 2.0  # seconds of processor time that forking and reading may take on top
SUFFIXES = (".html", ".htm", ".gz", ".txt", ".warc", ".xml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one capture."""

    name: str
    what: str  # "stored", the kind of the refusal, "skipped" or "died"
    note: str
    seconds: float
    mebibytes: float
    violations: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether the promise was broken: stored whole or refused with a reason, within the limits."""
        late = self.seconds > LIMITS.cpu_seconds + OVERHEAD
        return self.what in ("Fault", "crashed") or bool(self.violations) or late


def main(arguments: Sequence[str]) -> int:
    """Print a line for each capture and a sum."""
    folder = Path(arguments[0]) if arguments else None
    if folder is None or not folder.is_dir():
        print("not measured: give a folder of hostile captures")
        return NOT_MEASURED
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    outcomes = []
    with tempfile.TemporaryDirectory() as written:
        for path in _captures(folder, Path(written)):
            outcomes.append(_apart(path))
            print(_line(outcomes[-1]), flush=True)
    print(_sum(outcomes))
    return 1 if any(each.failed for each in outcomes) else 0


def _captures(folder: Path, written: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.suffix in SUFFIXES:
            yield path
        elif path.suffix == ".jsonl" and path.name != "manifest.jsonl":
            yield from _rows(path, written / path.stem)
        elif path.name.startswith("gen_") and path.suffix == ".py":
            made = written / path.stem
            subprocess.run([sys.executable, str(path), str(made)], check=True, timeout=600)
            yield from sorted(made.iterdir())


def _rows(path: Path, folder: Path) -> Iterator[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    rows = path.read_text(encoding="utf-8").split("\n")  # a payload may hold other ends of lines
    for number, row in enumerate(filter(str.strip, rows)):
        note = json.loads(row)
        text = note.get("html", note.get("text"))
        if isinstance(text, str):
            name = f"{note.get('id', number)}.{'html' if 'html' in note else 'txt'}".replace("/", "_")
            (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))
            yield folder / name


def _apart(path: Path) -> Outcome:
    """Take in one capture in a child process."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_take_in, args=(path, theirs))
    begun = time.monotonic()
    child.start()
    theirs.close()
    try:
        found = ours.recv() if ours.poll(LIMITS.wall_seconds) else None
    except EOFError:  # the child died before it could tell
        found = None
    if found is None and child.is_alive():
        child.kill()
    child.join()
    if isinstance(found, Outcome):
        return found
    why = cause_of_death(child.exitcode or 0, LIMITS)
    spent = min(time.monotonic() - begun, LIMITS.cpu_seconds + OVERHEAD)
    return Outcome(name=path.name, what="TooLarge", note=why, seconds=spent, mebibytes=0.0)


def _take_in(path: Path, pipe: Connection) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF)
    allow(LIMITS)
    what, note, violations = _understood(path)
    after = resource.getrusage(resource.RUSAGE_SELF)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    grown = (after.ru_maxrss - before.ru_maxrss) / 1024
    pipe.send(
        Outcome(name=path.name, what=what, note=note, seconds=spent, mebibytes=grown, violations=violations)
    )


def _understood(path: Path) -> tuple[str, str, tuple[str, ...]]:
    """Return what came of the captures of a file: of the worst of them, and what all of them lost."""
    found = [_one(each) for each in capture.read(path)]
    if not found:
        return "skipped", "holds no capture", ()
    what, note, _ = min(found, key=lambda each: each[0] not in ("Fault", "crashed"))
    violations = tuple(lost for _, _, each in found for lost in each)
    return what, f"{len(found)} captures, {note}" if len(found) > 1 else note, violations


def _one(came: object) -> tuple[str, str, tuple[str, ...]]:
    if not isinstance(came, Capture):
        return getattr(came, "kind", "skipped"), getattr(came, "message", ""), ()
    found = parse(came, named=False)
    if not isinstance(found, Parsed):
        return found.kind, found.message, ()
    lost = coverage_violations(source_text(came), found.cleaned)
    words = len(found.cleaned.article.text.split())
    return "stored", f"{words} words, confidence {found.cleaned.confidence:.2f}", tuple(lost)


def _line(each: Outcome) -> str:
    mark = "!!" if each.failed else "  "
    note = each.note.replace("\n", " ")[:110]
    lost = f"; {len(each.violations)} violations: {each.violations[0]}" if each.violations else ""
    spent = f"{each.seconds:6.2f} s {each.mebibytes:6.0f} MiB"
    return f"{mark} {each.name[:34]:34} {each.what[:18]:18} {spent}  {note}{lost}"


def _sum(outcomes: Sequence[Outcome]) -> str:
    failed = [each.name for each in outcomes if each.failed]
    stored = sum(each.what == "stored" for each in outcomes)
    longest = max((each.seconds for each in outcomes), default=0.0)
    return (
        f"{len(outcomes)} captures: {stored} stored, {len(outcomes) - stored} refused, {len(failed)} failed"
        f" {failed[:10] if failed else ''}; longest {longest:.1f} s"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
