"""What the whole archive holds, in numbers: counted by who has written to it, and kept in a setting.

The setting says of which state it is. Batches of which more follow leave it behind, and so does a killed run;
what reads it counts then, and the next command that ends its writing keeps it anew.
"""

import json
from contextlib import suppress

import duckdb

KEPT = "totals"  # setting: JSON


def counted(rows: str) -> str:
    """Return the statement for stories, briefs, publishers, authors, tags, first and last day, undated
    stories and those of an assumed zone, among rows of `article`, which stand after FROM.
    """
    return f"""
        with sel as not materialized (select * from {rows})
        select count(*), count(*) filter (form = 'brief'), count(distinct publisher_id),
            (select count(distinct k) from (select unnest(authors) as k from sel)),
            (select count(distinct k) from (select unnest(tags) as k from sel)),
            min(day), max(day), count(*) filter (day is null),
            (select count(*) from article_text where zone_assumed and id in (select id from sel))
        from sel"""


def keep(connection: duckdb.DuckDBPyConnection) -> None:
    """Keep the totals of the archive as it stands, unless they are kept."""
    with suppress(duckdb.Error, ValueError):  # what is not kept is counted: no writing fails for it
        state, kept = (
            connection.execute("select any_value(value) from setting where key = ?", [key]).fetchall()[0][0]
            for key in ("state", KEPT)
        )
        if kept and json.loads(kept)["state"] == state:
            return
        numbers = connection.execute(counted("(from article where shown)")).fetchall()[0]
        kinds = connection.execute("""
            select kind, count(distinct actor_id) from counted_name
            where id not in (select id from article where not shown)
            group by kind order by kind""").fetchall()
        value = json.dumps({"state": state, "numbers": numbers, "actors": kinds})
        connection.begin()
        connection.execute("delete from setting where key = ?", [KEPT])
        connection.execute("insert into setting values (?, ?)", [KEPT, value])
        connection.commit()
