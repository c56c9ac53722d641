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
