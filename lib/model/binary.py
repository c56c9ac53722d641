"""Binary files that are no text, recognised by their first bytes."""

_KINDS = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or sound"),
    (b"OggS", "a sound"),
    (b"ID3", "a sound"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"bplist", "a property list"),
    (b"filedesc://", "a web archive of the old kind ARC"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"wOF", "a font"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
)
_OF_WORDS = (b"ID3", b"MZ", b"RIFF")  # with which a text may begin too: but none holds a NUL


def binary_kind(data: bytes) -> str | None:
    """Return the kind of file that begins with these bytes, as "a picture"; None if they may be text."""
    found = next(((start, kind) for start, kind in _KINDS if data.startswith(start)), None)
    return None if found is None or (found[0] in _OF_WORDS and b"\0" not in data[:256]) else found[1]
