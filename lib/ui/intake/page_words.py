"""What the command line says, in the words of the page: no folders of ours, buttons in place of commands."""

import re
from collections.abc import Mapping

from lib.store.files.home import archive_path, inbox_path

ARRIVAL = re.compile(r"\d{8}-\d{6}-[0-9a-f]{16}/")
PROGRESS = re.compile(r"[\d,]+ of [\d,]+ files, ")
COMMAND = re.compile(r"`python -m lib ([a-z-]+)([^`]*)`")
BUTTONS: Mapping[str, str] = {
    "backup": "“Back up now”",
    "restore": "“Restore…”",
    "bring-back": "“Bring back” under Removed stories",
    "ingest": "“Try again”",
    "refresh": "“Refresh now”",
    "doctor": "“Check now”",
    "doctor --mend": "“Bring back what is missing”",
}


def page_words(words: str) -> str:
    """Return the words as the page says them."""
    words = ARRIVAL.sub("", words.replace(f"{inbox_path()}/", ""))
    words = re.sub(r"\bingest (?=the|its|it|once)", "take in ", words)
    return COMMAND.sub(_button, words.replace(f"{archive_path().parent}/", ""))


def said_last(words: str) -> list[str]:
    """Return the lines that tell what came of some work, without those that told how far it was."""
    lines = page_words(words).splitlines()
    return [line for line in lines if line.strip() and not PROGRESS.match(line)]


def _button(command: re.Match[str]) -> str:
    """Return the button that does what a command does; where there is none, the command."""
    verb, rest = command.groups()
    return BUTTONS.get(f"{verb} --mend" if "--mend" in rest else verb, command[0])


def shortened(words: str, longest: int = 160) -> str:
    """Return the words with what has no break in it cut short, as an address may be."""
    return re.sub(rf"\S{{{longest},}}", lambda found: f"{found[0][:longest]}…", words)
