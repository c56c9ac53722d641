"""The journal of the reader's own work: every change as an event, in two copies that repair each other.

The archive can be rebuilt at any hour, this cannot: so it is never in it. `journal.sqlite` is queried,
`journal.jsonl` is readable by anything; both hold the same lines.
"""
