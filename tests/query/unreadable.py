"""Filters of which a part cannot be read, each with words of the sentence that refuses it."""

UNREADABLE = (
    ("since=garbage", "“garbage” is no date that since understands"),
    ("since=2026-13-40", "2024-04-09"),
    ("until=today&tags=War", "until"),
    ("as_of=2024-04-09T12:00:00+02:00", "as_of"),  # + is a space in an address
    ("sicne=2024-01-01", "“sicne” is no parameter here; there are q, since"),
    ("War", "“War” is no parameter here"),
    ("forms=song", "“song” is no value of forms; it takes one of: story"),
    ("forms=brief&forms=song", "song"),
    ("zones=moon", "zones"),
    ("read=maybe", "starred"),
    ("kinds=ship", "kinds"),
    ("roles=king", "roles"),
    ("cast=some", "recorded"),
    ("since=2024-04-01&since=2024-04-02", "since takes up to 1 value; 2 are given"),
    ("q=crane&q=bread", "q takes up to 1 value"),
    ("&".join(f"tags={n}" for n in range(101)), "tags takes up to 100 values; 101 are given"),
)
