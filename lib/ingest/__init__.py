"""Takes sources into the archive: worker processes read and clean captures, batches store them."""

from lib.ingest.correct import correct, undo
from lib.ingest.decide import decide, undecide
from lib.ingest.mend import Mended, mend
from lib.ingest.one_capture import parse
from lib.ingest.reclean import Recleaned, RecleanedAll, UnknownPublisher, reclean, reclean_all
from lib.ingest.run import ingest, look
from lib.ingest.summary import Progress, Summary

__all__ = [
    "Mended", "Progress", "Recleaned", "RecleanedAll", "Summary", "UnknownPublisher", "correct", "decide",
    "ingest", "look", "mend", "parse", "reclean", "reclean_all", "undecide", "undo",
]  # fmt: skip
