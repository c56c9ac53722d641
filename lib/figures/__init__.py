"""From a filter and a chart's name to the drawn chart, its files and its recipe, and back from a file."""

from lib.figures.drawing import NAMES, NETWORKS, Ask, Drawn, address_of, asking, draw, draw_address, selected
from lib.figures.files import (
    CARRIERS,
    GRAPH_SUFFIXES,
    beside,
    export,
    file_name,
    file_of,
    meanings,
    refused,
    suffixes,
)

__all__ = [
    "CARRIERS", "GRAPH_SUFFIXES", "NAMES", "NETWORKS", "Ask", "Drawn", "address_of", "asking", "beside",
    "draw", "draw_address", "export", "file_name", "file_of", "meanings", "refused", "selected", "suffixes",
]  # fmt: skip
