"""Small networks from a line of text."""

import pandas as pd


def graph(text: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return nodes and edges of "ab5 bc2": a and b named together five times, b and c twice."""
    ties = [(pair[0], pair[1], int(pair[2:])) for pair in text.split()]
    names = sorted({name for source, target, _ in ties for name in (source, target)})
    nodes = pd.DataFrame(
        {"actor_id": [f"person/{name}" for name in names], "actor": [name.upper() for name in names]}
    )
    edges = pd.DataFrame(
        [(f"person/{source}", f"person/{target}", weight) for source, target, weight in ties],
        columns=["source_id", "target_id", "weight"],
    )
    return nodes, edges
