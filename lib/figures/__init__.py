"""Figures: a chart drawn from a filter, its files and its recipe, and checking such a file again."""

from lib.figures.drawing import NAMES, NETWORKS, Ask, Drawn, address_of, asking, draw, draw_address, selected
from lib.figures.files import (
    CARRIERS,
    GRAPH_SUFFIXES,
    columns_path,
    export,
    file_name,
    file_of,
    format_refused,
    meanings,
    suffixes,
)

__all__ = [
    "CARRIERS", "GRAPH_SUFFIXES", "NAMES", "NETWORKS", "Ask", "Drawn", "address_of", "asking",
    "columns_path", "draw", "draw_address", "export", "file_name", "file_of", "format_refused", "meanings",
    "selected", "suffixes",
]  # fmt: skip
