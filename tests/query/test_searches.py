"""What a reader types and which stories of the town it must find; the rest of the table, with the sentences
that say what was understood, stands in tests/query/filter/test_where.py.
"""

from lib.model.filter import Filter
from lib.query.filter.selection import selection
from lib.store.archive import ArchiveReader

STORIES = {
    "T": "Treaty", "S": "Strike", "F": "Ferry", "W": "Storm", "M": "Museum", "E": "Echo", "U": "Undated",
    "B": "Bulletin",
}  # fmt: skip
# A search, its stories by their letter. The Ferry left at 22:00 UTC: it is of the tenth in Kyiv.
SEARCHES = """
norland                       TFEU
sudland                       TWEB
harbour                       TS
brandt                        TSFU
monday                        M
the                           TSFWMB
norland sudland               TE
sudland norland               TE
ida brandt                    TSFU
brandt ida                    TSFU
tom hale                      TS
hale brandt                   TS
harbour union                 TS
union harbour                 TS
old quay                      B
museum monday                 M
ferry norland                 F
ferry sudland                 -
storm museum                  -
treaty harbour                T
smart treaty                  E
norland ida                   TFU
sudland content               T
wind roof                     W
sanction strike               S
late board                    F
bridge shut                   B
"ida brandt"                  TSFU
"brandt ida"                  -
"tom hale"                    TS
"harbour union"               TS
"union harbour"               -
"old quay"                    B
"norland and sudland"         TE
"sudland and norland"         -
"smart treaty"                E
"treat"                       -
"norland left"                F
"ida brandt" harbour          TS
"ida brandt" -harbour         FU
norland -sudland              FU
sudland -norland              WB
-norland -sudland             SM
norland -"ida brandt"         E
norland OR museum             TFMEU
ferry OR storm OR bridge      FWB
(ferry OR storm) norland      F
norland (treaty OR ferry)     TFE
-(norland OR sudland)         SM
"tom hale" OR "old quay"      TSB
brandt OR sudland -norland    TSFUWB
"norland ida"~3               TFU
"norland ida"~2               TF
"brandt norland"~2            TU
"brandt norland"~0            -
"hale union"~2                -
"hale union"~3                T
"hale union"~4                TS
"union hale"~0                -
"sudland norland treaty"~3    TE
title:ferry                   F
title:treaty norland          T
title:ferr                    F
title:"ferr"                  -
title:"ferry"                 F
title: ferry                  F
title:storm -sudland          -
tag:harbour brandt            TS
tag:treaties -echo            TU
tag:harbour tag:work          S
-tag:harbour norland          FEU
author:falk norland           E
author:lind -treaty           FM
source:coast sudland          W
source:coast -sudland         S
lang:de roof                  W
lang:en treaty                TE
actor:norland sudland         TE
actor:"ida brandt" strike     S
-actor:"ida brandt" norland   E
date:2024-04-09               S
date:2024-04-10 norland       F
after:2024-04-10 sudland      WE
before:2024-04-09 sudland     TB
date:none                     U
date:none norland             U
-date:none brandt             TSF
zzyzx                         -
norland zzyzx                 -
norland OR zzyzx              TFEU
"""


def test_each_search_finds_its_stories_and_no_others(db: ArchiveReader) -> None:
    headlines = dict(db.execute("select id, headline from article_text").fetchall())
    wrong = []
    for line in SEARCHES.strip().splitlines():
        typed, letters = line.rsplit(maxsplit=1)
        expected = {STORIES[each] for each in letters if each != "-"}
        chosen = selection(db, Filter(text=typed.strip()))
        rows = db.execute(f"select id from {chosen.rows}").fetchall()
        found = {headlines[row] for (row,) in rows}
        if found != expected:
            wrong.append((typed.strip(), sorted(expected), sorted(found)))
    assert wrong == []
