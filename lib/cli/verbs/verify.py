"""`verify FILE`: check whether a figure or case file is unaltered and this archive gives it again."""

import argparse
from pathlib import Path

from lib.cli.places import readable

HELP = (
    "say whether a saved chart or case file is what it was and whether this archive gives the same again: "
    "reproduced, changed (which stories and numbers), altered, another version, not here, or damaged"
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments and options to its parser."""
    parser.add_argument(
        "file", metavar="FILE", type=Path,
        help="a chart as PNG, SVG, PDF, HTML or JSON, a case file (ZIP), or the code in a source line",
    )  # fmt: skip
    parser.add_argument(
        "--signers", metavar="FILE", type=Path,
        help="of a case file: whose SSH keys may have signed it, as in ssh-keygen's allowed_signers",
    )  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """Print whether a figure or case file is reproduced, changed or altered; return 1 unless reproduced."""
    from lib.figures.verify import verify, verify_code
    from lib.model.recipe import printed_code
    from lib.store.archive import open_for_reading

    file: Path = options.file
    code = None if file.exists() else printed_code(str(file))
    content = b"" if code else file.read_bytes()
    with open_for_reading(readable(options)) as db:
        found = verify_code(db, code) if code else verify(db, content, file.name, signers=options.signers)
    print(f"{found.verdict}: {found.sentence}")
    for line in found.details:
        print(f"  {line}")
    return 0 if found.verdict == "reproduced" else 1
