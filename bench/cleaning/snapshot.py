"""Keeps what a commit makes of a corpus, and compares what the working tree makes of it, value for value.

`python -m bench.cleaning.snapshot FILE CORPUS... [--of COMMIT]`: with COMMIT, clean every capture
below the folders with the `lib` of that commit and write what was made to FILE; without, clean them with the
working tree and name what differs. FILE holds the text of a corpus and belongs outside the repository.

It runs under the `lib` of any commit and so imports nothing of `tests`.
"""

import argparse
import gzip
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from io import BytesIO
from pathlib import Path

from lib.capture import read
from lib.clean.clean import clean
from lib.model.capture import Capture
from lib.model.errors import CaptureError

WORKERS = 2
NICE = 5
ROOT = Path(__file__).resolve().parents[2]

Snapshot = Mapping[str, str]  # what was made of each capture, as JSON, by its file and place in it


def main(arguments: Sequence[str]) -> int:
    """Write a snapshot or compare with one; 1 where anything differs."""
    parser = argparse.ArgumentParser(prog="python -m bench.cleaning.snapshot", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("corpora", type=Path, nargs="+", metavar="CORPUS")
    parser.add_argument("--of", metavar="COMMIT", help="a commit, or TREE for the lib that is imported")
    given = parser.parse_args(arguments)
    if given.of and given.of != "TREE":
        return _with_lib_of(given.of, given.file, given.corpora)
    found = snapshot(given.corpora)
    if given.of:
        write(given.file, found)
        print(f"{len(found)} captures written to {given.file}")
        return 0
    changes = list(differences(_of(given.corpora, load(given.file)), found))
    print(*changes, f"{len(found)} captures compared, {len(changes)} differ", sep="\n")
    return 1 if changes else 0


def _with_lib_of(commit: str, file: Path, corpora: Iterable[Path]) -> int:
    """Run this file once more beside the `lib` of a commit."""
    packed = subprocess.run(["git", "archive", commit, "lib"], cwd=ROOT, check=True, capture_output=True)
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=BytesIO(packed.stdout)) as archive:
            archive.extractall(folder, filter="data")
        command = [sys.executable, "-P", __file__, str(file), *map(str, corpora), "--of", "TREE"]
        return subprocess.run(command, env={**os.environ, "PYTHONPATH": folder}, check=False).returncode


def snapshot(corpora: Iterable[Path]) -> Snapshot:
    """Return what the `lib` that is imported makes of every capture of the corpora."""
    files = [file for corpus in corpora for file in files_of(corpus)]
    with ProcessPoolExecutor(WORKERS, initializer=os.nice, initargs=(NICE,)) as pool:
        return dict(pair for made in pool.map(_made_of, files, chunksize=8) for pair in made)


def _of(corpora: Iterable[Path], snapshot: Snapshot) -> Snapshot:
    """Return what a snapshot holds of some corpora."""
    places = tuple(map(str, corpora))
    return {name: made for name, made in snapshot.items() if name.startswith(places)}


def files_of(corpus: Path) -> list[Path]:
    """Return the files of a corpus without its truth and what describes it; a file is a corpus of one."""
    if corpus.is_file():
        return [corpus]
    text = ("truth.jsonl", "expected.json", "README.md")
    return sorted(path for path in corpus.rglob("*") if path.is_file() and path.name not in text)


def _made_of(file: Path) -> list[tuple[str, str]]:
    captures = (found for found in read(file) if isinstance(found, Capture))
    return [(f"{file} #{number}", _made(capture)) for number, capture in enumerate(captures, start=1)]


def _made(capture: Capture) -> str:
    try:
        made: object = asdict(clean(capture))
    except CaptureError as error:
        made = {type(error).__name__: str(error)}
    return json.dumps(made, default=str, ensure_ascii=False)


def write(file: Path, found: Snapshot) -> None:
    """Write a snapshot, a capture a line."""
    with gzip.open(file, "wt", encoding="utf-8") as lines:
        lines.writelines(f"{json.dumps(pair, ensure_ascii=False)}\n" for pair in found.items())


def load(file: Path) -> Snapshot:
    """Return a snapshot that was written."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return dict(json.loads(line) for line in lines)


def differences(before: Snapshot, now: Snapshot) -> Iterator[str]:
    """Yield a line for each capture of which something else was made, or that only one of both knows."""
    for name in sorted({*before, *now}):
        if name not in before or name not in now:
            yield f"{name}: only {'now' if name in now else 'before'}"
        elif (one := json.loads(before[name])) != (other := json.loads(now[name])):
            yield f"{name}: {_first_difference('', one, other)}"


def _first_difference(place: str, before: object, now: object) -> str:
    """Return the first place at which two values differ, with both of them there."""
    if isinstance(before, dict) and isinstance(now, dict):
        for name in {**before, **now}:
            if before.get(name) != now.get(name):
                return _first_difference(f"{place}.{name}", before.get(name), now.get(name))
    if isinstance(before, list) and isinstance(now, list):
        for number, (one, other) in enumerate(zip(before, now, strict=False)):
            if one != other:
                return _first_difference(f"{place}[{number}]", one, other)
        return f"{place} has {len(before)} items, now {len(now)}"
    return f"{place} was {str(before)[:100]!r}, is {str(now)[:100]!r}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
