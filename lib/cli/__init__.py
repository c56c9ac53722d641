"""The command line: one module for each verb, which imports the code it needs only when it runs."""

import argparse
import errno
import importlib
import os
import pkgutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol, cast

import lib.cli.verbs as folder
from lib.cli.events import failure
from lib.cli.places import archive_option, check_archive_is_there, own
from lib.model.errors import ArchiveBusy, UnreadableFilter, UnreadableOption, WireroomError
from lib.store.files.private import keep_private

DONE, FAILED, WRONG_USAGE, SOME_REJECTED = 0, 1, 2, 3

ORDER = (
    "ingest", "load", "refresh", "follow", "unfollow", "sources", "clean", "actors", "query", "export",
    "verify", "digest", "mail", "highlights", "sample", "pictures", "remove", "bring-back", "corrections",
    "ledger", "names", "reclean", "doctor", "backup", "restore", "keys",
)  # fmt: skip

# These write nothing but files of the reader's own, whose rights are those that the shell gives.
FOR_THE_READER = frozenset({"export", "verify", "digest", "query", "sources"})
WITHOUT_ARCHIVE = frozenset({"clean", "actors", "sample", "keys"})  # which take no --archive
MAY_BEGIN = frozenset({"ingest", "load", "follow", "restore", "doctor"})  # also where no archive is yet
TAKING_IN = frozenset({"ingest", "load", "refresh", "bring-back"})  # after which stories may have arrived

STATUS = "Exit status: 0 all done, 3 some captures rejected, 2 wrong usage, 1 failed."


class Verb(Protocol):
    """A verb of the command line, such as `ingest`: a module of lib/cli/verbs."""

    HELP: str

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add the verb's arguments and options to its parser."""
        ...

    def run(self, options: argparse.Namespace) -> int:
        """Run the verb; return the exit status."""
        ...


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command, print an error of its verb as a sentence, and return the exit status."""
    sys.stdout, sys.stderr = (  # who started this may have closed them
        each or os.fdopen(os.open(os.devnull, os.O_WRONLY), "w") for each in (sys.stdout, sys.stderr)
    )
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        return _run(arguments)
    except WireroomError as error:
        print(error, file=sys.stderr)
        failure(error.message, error.subject, error.remedies, busy=isinstance(error, ArchiveBusy))
        return WRONG_USAGE if isinstance(error, UnreadableFilter | UnreadableOption) else FAILED
    except BrokenPipeError:
        # The reader of our output has had enough; nothing more may be flushed into its pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except OSError as error:
        message = _disk_message(error)
        print(message, file=sys.stderr)
        failure(message, str(error.filename))
        return FAILED
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        failure("Stopped.")
        return FAILED


def _disk_message(error: OSError) -> str:
    """Return an error message for a failed read or write, such as a full disk."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return (
            "There is no room left on the disk. What was reported as done is done, and nothing else: make "
            "room, then run the same command again."
        )
    file, why = error.filename or "A file", error.strerror or error
    return f"{file} cannot be used ({why}); check the path and its permissions."


def verbs() -> Mapping[str, Verb]:
    """Return the modules of all verbs by name ("bring-back"), in the order of ORDER, other verbs behind."""
    names = [info.name for info in pkgutil.iter_modules(folder.__path__)]
    names.sort(key=lambda name: (*ORDER, name.replace("_", "-")).index(name.replace("_", "-")))
    return {
        name.replace("_", "-"): cast(Verb, importlib.import_module(f"{folder.__name__}.{name}"))
        for name in names
    }


class _Parser(argparse.ArgumentParser):
    """The parser of one verb; its help may end with text that is computed only when the help is shown."""

    def format_help(self) -> str:
        """Return the help; its last part, which takes slow imports, is made only here."""
        if ending := self.get_default("help_ending"):
            self.epilog = f"{ending()} {STATUS}"
        return super().format_help()


def _run(arguments: Sequence[str] | None) -> int:
    """Parse the arguments, run their verb and return its exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m lib", description="Wireroom, from the command line.", epilog=STATUS
    )
    below = parser.add_subparsers(metavar="VERB", required=True, parser_class=_Parser)
    for name, verb in verbs().items():
        its_parser = below.add_parser(name, help=verb.HELP, description=verb.HELP, epilog=STATUS)
        verb.arguments(its_parser)
        if name not in WITHOUT_ARCHIVE:
            archive_option(its_parser)
        its_parser.set_defaults(run=verb.run, verb=name)
    options = parser.parse_args(arguments)
    if options.verb not in MAY_BEGIN | WITHOUT_ARCHIVE:
        check_archive_is_there(options)
    if options.verb not in FOR_THE_READER and (sentence := keep_private()):
        print(sentence, file=sys.stderr)
    status: int = options.run(options)
    if options.verb in TAKING_IN:
        _apply_rules(own(options))
    sys.stdout.flush()
    return status


def _apply_rules(archive: Path) -> None:
    """Apply the reader's arrival rules to the stories that have arrived, and print what was done."""
    from lib.store.journal.arrival_rules import all_rules

    if all_rules(archive):  # what they stand on is slow to import
        from lib.apply_rules import apply_rules

        for sentence in apply_rules(archive):
            print(sentence)
