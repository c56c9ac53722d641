"""A network as GEXF, GraphML and two sheets: valid, complete, and read back as it was written."""

import csv
import io
import zipfile
from typing import Any

import networkx as nx
import pandas as pd
import pytest

from lib.export.graph import SCALE, Graph, gexf, graphml, sheets
from tests.cases import every_case
from tests.export import schemas

HOSTILE = [
    '<a href="javascript:alert(1)">&amp; ]]></a>', "=cmd|'/c calc'!A0", "\x00\x0b\x1ftail",
    "two\nlines\ttab", "Łódź – 東京 🚢", "d3", "", "-1", "\ufffe", "<!ENTITY x SYSTEM 'file:///etc/passwd'>&x;",
]  # fmt: skip
NAMES = ["country/norland", "person/ada-lindqvist", "place/port_alder's end", "organisation/łódź 1"]
TIMES = {
    "stories": [4, 2, 1], "together": [4, 3, 1], "source_stories": [9, 9, 8], "target_stories": [8, 7, 7],
    "expected": [1.5, 2.25, 0.1], "low": [0, 1, 0], "high": [3, 4, 1], "npmi": [0.5, float("nan"), -0.25],
    "g2": [12.5, 0.0, 0.125], "verdict": ["more", "too few", "chance"], "alpha": [0.01, 1.0, 0.5],
}  # fmt: skip


def graph(names: list[str] | None = None, description: str = "Wireroom · 3 stories of 4") -> Graph:
    """Four actors and three pairs."""
    labels = names or ["Norland", "Ada Lindqvist", "Port Alder", "Łódź Board"]
    nodes = pd.DataFrame({
        "actor_id": NAMES, "actor": labels, "kind": ["country", "person", "place", "organisation"],
        "mentions": [40, 30, 20, 10], "stories": [9, 8, 7, 6], "degree": [2, 1, 2, 1], "weight": [9, 6, 5, 2],
        "community": [0, 0, 1, 1], "x": [-1.6, 1.6, 0.0, 0.1234], "y": [1.0, -1.0, 0.0, 0.5],
        "colour": ["#416697", "#dd5a4f", "#d07a0a", "#3f9a99"], "size": [16.0, 13.86, 11.31, 8.0],
    })  # fmt: skip
    ends = [(0, 1), (0, 2), (2, 3)]
    edges = pd.DataFrame({
        "source": [labels[a] for a, _ in ends], "target": [labels[b] for _, b in ends], "weight": [6, 3, 2],
        "source_id": [NAMES[a] for a, _ in ends], "target_id": [NAMES[b] for _, b in ends], **TIMES,
    })  # fmt: skip
    return Graph(nodes=nodes, edges=edges, description=description)


def attributes(row: pd.Series, *without: str) -> dict[str, Any]:
    """Return what a file should tell of a row: everything but NaN."""
    return {str(name): value for name, value in row.items() if name not in without and value == value}


def read_gexf(written: bytes) -> nx.Graph:
    return nx.read_gexf(io.BytesIO(written), version="1.3")


def test_gexf_tells_every_actor() -> None:
    line, written = graph(), gexf(graph())
    schemas.gexf(written)
    found = read_gexf(written).nodes(data=True)
    assert set(dict(found)) == set(NAMES)
    for _, row in line.nodes.iterrows():
        own = dict(found[row["actor_id"]])
        viz = own.pop("viz")
        assert own.pop("label") == row["actor"]
        assert own == attributes(row, "actor_id", "actor", "x", "y", "colour", "size")
        assert viz["position"] == {
            "x": pytest.approx(row["x"] * SCALE, abs=0.01),
            "y": pytest.approx(row["y"] * SCALE, abs=0.01),
            "z": 0.0,
        }
        assert "#{r:02x}{g:02x}{b:02x}".format(**viz["color"]) == row["colour"]
        assert viz["size"] == row["size"]


def test_gexf_tells_every_pair() -> None:
    line = graph()
    found = read_gexf(gexf(line))
    assert not found.is_directed() and len(found.edges) == 3
    for _, row in line.edges.iterrows():
        own = dict(found.edges[row["source_id"], row["target_id"]])
        own.pop("id")
        assert own.pop("label") == f"{row['source']} – {row['target']}"
        assert own == attributes(row, "source", "target", "source_id", "target_id")


def test_gexf_declares_types_that_gephi_knows() -> None:
    root = schemas.gexf(gexf(graph()))
    declared = {
        (each.getparent().get("class"), each.get("title")): each.get("type")
        for each in root.xpath("//g:attribute", namespaces=schemas.GEXF)
    }
    assert declared["edge", "npmi"] == declared["edge", "alpha"] == "double"
    assert declared["edge", "stories"] == declared["node", "mentions"] == "long"
    assert declared["node", "kind"] == declared["edge", "verdict"] == "string"


def test_graphml_tells_every_actor_and_pair() -> None:
    line, written = graph(), graphml(graph())
    schemas.graphml(written)
    found = nx.read_graphml(io.BytesIO(written))
    by_id = {own["actor_id"]: (token, own) for token, own in found.nodes(data=True)}
    assert set(by_id) == set(NAMES) and by_id["country/norland"][0] == "country:norland"
    for _, row in line.nodes.iterrows():
        own = dict(by_id[row["actor_id"]][1])
        assert own.pop("label") == row["actor"]
        assert "#{r:02x}{g:02x}{b:02x}".format(**{part: own.pop(part) for part in "rgb"}) == row["colour"]
        assert (own.pop("x"), own.pop("y")) == (round(row["x"] * SCALE, 2), round(row["y"] * SCALE, 2))
        assert own == attributes(row, "actor", "x", "y", "colour")
    for _, row in line.edges.iterrows():
        own = dict(found.edges[by_id[row["source_id"]][0], by_id[row["target_id"]][0]])
        assert own.pop("label") == f"{row['source']} – {row['target']}"
        assert own == attributes(row, "source", "target", "source_id", "target_id")


def test_graphml_has_no_key_that_gephi_takes_for_another() -> None:
    root = schemas.graphml(graphml(graph()))
    keys = root.xpath("//g:key/@id", namespaces=schemas.GRAPHML)
    assert {"node_label", "edge_weight"} <= set(keys) and not {"d3", "d7"} & set(keys)


def test_both_tell_who_wrote_them_and_what_is_shown() -> None:
    line = graph(description="tagged <Harbour> & \x01more · weight: sentences")
    about = [each.text for each in schemas.gexf(gexf(line)).xpath("//g:meta/*", namespaces=schemas.GEXF)]
    assert about == ["Wireroom", "tagged <Harbour> & more · weight: sentences"]
    (note,) = schemas.graphml(graphml(line)).xpath("g:desc", namespaces=schemas.GRAPHML)
    assert note.text == "tagged <Harbour> & more · weight: sentences"
    with zipfile.ZipFile(io.BytesIO(sheets(line))) as archive:
        assert "tagged <Harbour>" in archive.read("about.txt").decode()


@every_case("name", HOSTILE)
def test_a_hostile_name_stays_text(name: str) -> None:
    line = graph([name, "Ada Lindqvist", "Port Alder", "Łódź Board"])
    safe = "".join(letter for letter in name if letter not in "\x00\x0b\x1f\ufffe")
    root = schemas.gexf(gexf(line))
    labels = root.xpath("//g:node/@label", namespaces=schemas.GEXF)
    assert labels[0] == safe
    notes = schemas.graphml(graphml(line))
    (label,) = notes.xpath("//g:node[1]/g:data[@key='node_label']", namespaces=schemas.GRAPHML)
    assert (label.text or "") == safe
    node, *_ = rows(sheets(line), "nodes.csv")
    assert node["Label"].lstrip("'")[:1] not in ("=", "-") or node["Label"].startswith("'")


def rows(written: bytes, sheet: str) -> list[dict[str, str]]:
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        return list(csv.DictReader(io.StringIO(archive.read(sheet).decode(), newline="")))


def test_the_sheets_tell_every_actor_and_pair() -> None:
    line = graph()
    nodes, edges = rows(sheets(line), "nodes.csv"), rows(sheets(line), "edges.csv")
    assert list(nodes[0])[:3] == ["Id", "Label", "kind"]
    assert list(edges[0])[:6] == ["Source", "Target", "Type", "Weight", "From", "To"]
    assert [node["Id"] for node in nodes] == NAMES
    assert {edge["Type"] for edge in edges} == {"Undirected"}
    assert [edge["Weight"] for edge in edges] == ["6", "3", "2"]
    assert [edge["npmi"] for edge in edges] == ["0.5", "", "-0.25"]
    assert {edge["Source"] for edge in edges} | {edge["Target"] for edge in edges} <= set(NAMES)
    assert {edge["From"] for edge in edges} | {edge["To"] for edge in edges} <= {n["Label"] for n in nodes}
    assert set(TIMES) <= set(edges[0]) and (nodes[0]["x"], nodes[0]["y"]) == ("-640.0", "400.0")


@every_case("write", [gexf, graphml, sheets])
def test_the_same_network_gives_the_same_bytes(write: Any) -> None:
    assert write(graph()) == write(graph())


def test_an_empty_network_is_a_valid_file() -> None:
    line = Graph(nodes=graph().nodes.head(0), edges=graph().edges.head(0), description="nothing")
    assert not schemas.gexf(gexf(line)).xpath("//g:node", namespaces=schemas.GEXF)
    assert not schemas.graphml(graphml(line)).xpath("//g:node", namespaces=schemas.GRAPHML)
    assert rows(sheets(line), "edges.csv") == []
