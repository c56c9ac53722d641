"""Reading the JSON events of a child process and putting them into words."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lib.ingest.summary import Counts, Progress, refreshed
from lib.model.errors import Remedy, WireroomError, worded
from lib.store.durable import tail

UNEXPLAINED = "unexplained"  # the code where an output has no event
HELD = "held"  # of an arrival that waits for other work than an ingest
KNOWN = (  # all codes; a result of another version may have others
    "ingested", "refreshed", "examined", "failed", "done", "progress", "asked", "exporting",
    UNEXPLAINED, HELD,
)  # fmt: skip
READ_BACK = 2_000_000  # bytes of an output, from its end; more where its last event is longer
LAST_WORDS = 2_000  # characters of its last line that are shown then
LONGEST = 160  # characters without a break, as an address may have; more are cut
COMMAND = re.compile(r"`python -m lib ([a-z -]+)`")
BUTTONS = {  # by their commands
    "backup": "“Back up now”",
    "restore": "“Restore…”",
    "doctor": "“Check now”",
    "doctor --mend": "“Bring back what is missing”",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event of a child process, as lib.cli.events writes it: a code, such as "failed", and parameters."""

    code: str
    parameters: Mapping[str, Any] = field(default_factory=dict)

    @property
    def summary(self) -> Mapping[str, Any] | None:
        """The report of an ingest, with counts and rejections; None for other events."""
        if self.code == "refreshed":
            found: Mapping[str, Any] | None = self.parameters["summary"]
            return found
        return self.parameters if self.code == "ingested" else None

    @property
    def removed(self) -> bool:
        """Whether captures of removed stories were skipped."""
        return bool(self.summary and self.summary["counts"]["removed"])


def last(output: str) -> Event:
    """Return the last event of an output; if there is none, an UNEXPLAINED event with its last line."""
    lines = output.strip().split("\n")  # no other break: an event may hold the signs of some
    for line in reversed(lines):
        if event := _event_in(line):
            return event
    return Event(code=UNEXPLAINED, parameters={"message": lines[-1][:LAST_WORDS]})


def last_of(output: Path) -> Event:
    """Return the last event in an output file, as `last` does, reading only the end of the file."""
    most = READ_BACK
    while (event := last(tail(output, most))).code == UNEXPLAINED:
        if not output.exists() or output.stat().st_size <= most:
            break
        most *= 8
    return event


def not_begun(error: OSError) -> Event:
    """Return a "failed" event for work that could not be started because of the disk."""
    message = f"The work could not start ({error.strerror}); make room on the disk, check its permissions."
    return Event(code="failed", parameters={"message": message})


def _event_in(line: str) -> Event | None:
    """Return the event that a line holds; None for a line of words, which may begin with a brace."""
    try:
        found = json.loads(line) if line.startswith("{") else {}
    except (ValueError, RecursionError):
        return None
    if isinstance(found.get("code"), str) and isinstance(found.get("parameters"), dict):
        return Event(code=found["code"], parameters=found["parameters"])
    return None


def sentence(event: Event) -> str:
    """Return the event in words, as one paragraph."""
    return " ".join(lines(event))


def lines(event: Event) -> list[str]:
    """Return the event in words, one fact a line."""
    parameters = event.parameters
    match event.code:
        case "ingested":
            return [counts(parameters)]
        case "refreshed":
            summary = parameters["summary"]
            return [refreshed(parameters["asked"], parameters["failed"], counts(summary) if summary else "")]
        case "examined":
            return [remedied(found) for found in parameters["findings"]]
        case "failed":
            return [remedied(parameters)]
        case "done":
            return done(parameters)
    return [parameters.get("message") or "It ended without saying why."]


def done(report: Mapping[str, Any]) -> list[str]:
    """Return the sentences on what a command did, from its report, for a page."""
    return [brief(each, *report.get("paths", ())) for each in report.get("sentences", ())]


def counts(summary: Mapping[str, Any]) -> str:
    """Return the counts of an ingest as a sentence."""
    return Counts(**summary["counts"]).sentence


def refusals(summary: Mapping[str, Any]) -> list[str]:
    """Return the reason for each rejected capture of an ingest's report, for a page."""
    return [brief(refused["message"], refused["origin"]) for refused in summary["rejected"]]


def progress(event: Event) -> str:
    """Return a progress event in words, "3 of 20, stories"; "" for any other event."""
    parameters = event.parameters
    if event.code == "asked":
        return f"{parameters['source']}: {shortened(parameters['sentence'])}"
    if event.code == "exporting":
        return f"{parameters['done']} of {parameters['of']}, {shortened(parameters['what'])}"
    if event.code != "progress":
        return ""
    return Progress(**parameters).sentence


def error_words(error: WireroomError | OSError) -> str:
    """Return an error in words for a page: file names without folders, buttons instead of commands."""
    if isinstance(error, WireroomError):
        return brief(str(error), error.subject)
    name = Path(str(error.filename)).name if error.filename else "A file"
    why = error.strerror or error
    return f"{name} could not be used ({why}); make room on the disk, check its permissions, then try again."


def remedied(report: Mapping[str, Any]) -> str:
    """Return a reported failure or finding for a page, with its remedies as buttons' names."""
    remedies = [Remedy(**remedy) for remedy in report.get("remedies", ())]
    return brief(worded(report["message"], remedies), report.get("subject", ""))


def brief(words: str, *paths: str) -> str:
    """Return a message for a page: of `paths` only the names, buttons for commands, very long words cut."""
    for path in sorted(paths, key=len, reverse=True):  # a folder behind what lies in it
        name = Path(path).name  # a root has none
        if name and Path(path).is_absolute():
            words = words.replace(path, name)
    return shortened(COMMAND.sub(lambda found: BUTTONS.get(found[1], found[0]), words))


def shortened(words: str) -> str:
    """Return text in which very long words are cut."""
    return " ".join(word if len(word) <= LONGEST else f"{word[:LONGEST]}…" for word in words.split(" "))
