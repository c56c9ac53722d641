"""The names of all work that goes on behind the Intake page, in a reader's words."""

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
