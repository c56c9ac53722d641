"""Figures: a chart drawn from a filter, its files and its recipe, and checking such a file again."""

from lib.figures.addresses import address_of, draw_address
from lib.figures.asking import Ask, asking
from lib.figures.chart_options import NAMES, NETWORKS
from lib.figures.drawing import draw
from lib.figures.drawn import Drawn
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
from lib.figures.source_line import filter_sentence

__all__ = [
    "CARRIERS", "GRAPH_SUFFIXES", "NAMES", "NETWORKS", "Ask", "Drawn", "address_of", "asking",
    "columns_path", "draw", "draw_address", "export", "file_name", "file_of", "filter_sentence",
    "format_refused", "meanings", "suffixes",
]  # fmt: skip
