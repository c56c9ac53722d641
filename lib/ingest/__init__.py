"""From sources to the archive: captures are read, cleaned and searched in workers, and stored in batches."""

from lib.ingest.correct import correct, undo
from lib.ingest.decide import decide, undecide
from lib.ingest.look import look
from lib.ingest.mend import Mended, mend
from lib.ingest.parsing import parse
from lib.ingest.reclean import Recleaned, reclean
from lib.ingest.revisit import Anew, UnknownPublisher, anew
from lib.ingest.run import ingest
from lib.ingest.summary import Progress, Summary

__all__ = [
    "Anew", "Mended", "Progress", "Recleaned", "Summary", "UnknownPublisher", "anew", "correct", "decide",
    "ingest", "look", "mend", "parse", "reclean", "undecide", "undo",
]  # fmt: skip
