"""The names of all work that goes on behind the Intake page, in a reader's words."""

LOGGED = {  # what the log calls it; what is not here writes its own lines
    "ingest": "Taken in",
    "watched": "From a watched folder",
    "again": "Tried again",
    "page": "Page",
    "backup": "Backup",
    "check": "Archive check",
    "restore": "Restore",
    "mend": "Mended",
}
VERDICTS = {("check", 0): "sound.", ("check", 1): "not sound; the Intake page tells what was found."}
LABELS = {
    "ingest": "Taking in your captures",
    "watched": "Taking in what arrived in a watched folder",
    "again": "Trying it again",
    "page": "Fetching the page",
    "follow": "Following the feeds of your list",
    "refresh": "Asking your sources",
    "backup": "Making a backup",
    "check": "Checking the archive",
    "restore": "Restoring the backup",
    "mend": "Bringing back what is missing",
    "bring-back": "Bringing the story back",
}
ALONE = "Starting; the language model takes a few seconds to load."  # until the work says something itself
TURN = "It begins when the work before it has ended."
FIRST = {
    "follow": "The list is being read.",
    "refresh": "Each site is asked in its turn; what is new is then cleaned and searched for names.",
    "backup": "It is copied, then read back from end to end.",
    "check": "It is read from end to end.",
    "restore": "It is read from end to end, then put in place.",
}
