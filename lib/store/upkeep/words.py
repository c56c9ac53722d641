"""The word index: for each word its stories, so that a search need not read every text.

A word is what stands between two characters that are neither letter nor digit, folded as a search folds it.
The index is written by a compaction, over what the archive holds then; what comes later, or is cleaned again,
is not in `indexed` and is scanned by a search until the next compaction.
"""

import duckdb

from lib.model.spelling import WORD, folded

DERIVED = ("word_article", "indexed")  # tables that a compaction writes and does not copy
STEP = 50_000  # stories that are sorted at a time: under a gigabyte


def index_words(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill the empty word index of an archive whose rows are numbered from 1."""
    rows = connection.execute("select coalesce(max(id), 0) from article_body").fetchall()
    for first in range(1, rows[0][0] + 1, STEP):
        connection.execute(
            f"""insert into word_article
            select distinct unnest(regexp_extract_all({folded("body")}, '{WORD}')) as word, id
            from article_body where id between ? and ? order by word, id""",
            [first, first + STEP - 1],
        )
    connection.execute("insert into indexed select id from article_body order by id")
