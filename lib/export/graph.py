"""A network for other programs: GEXF, GraphML, and two CSV sheets."""

import io
import re
import zipfile
from dataclasses import dataclass
from typing import Any

import networkx as nx
import pandas as pd
from lxml import etree

from lib.export.columns import dictionary
from lib.export.json_values import json_value
from lib.export.tables import DIGITS, as_csv
from lib.model.controls import without_non_xml

GEXF = "http://gexf.net/1.3"
GRAPHML = "http://graphml.graphdrawing.org/xmlns"
CREATOR = "Wireroom"
SCALE = 400  # from the picture's measure to that of Gephi, where a mark of size 10 is small

_NODE = frozenset(("actor_id", "actor", "x", "y", "colour", "size"))
_EDGE = frozenset(("source_id", "target_id", "source", "target", "weight"))
_MIDNIGHT = (1980, 1, 1, 0, 0, 0)  # the same network gives the same bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """Actors and the pairs among them, undirected, with the picture's positions, colours and sizes.

    The actors have actor_id, actor, x, y, colour ("#416697") and size, the pairs source_id, target_id,
    source, target and weight; any other column is an attribute of its own name.
    """

    nodes: pd.DataFrame
    edges: pd.DataFrame
    description: str


def gexf(graph: Graph) -> bytes:
    """Return the network as bytes of GEXF 1.3 (https://gexf.net), with positions, sizes, colours (viz)."""
    written = nx.Graph()
    for actor in _rows(graph.nodes):
        seen = _gephi_attributes(actor)
        written.add_node(
            actor["actor_id"],
            label=actor["actor"],
            viz={
                "color": {part: seen[part] for part in "rgb"},
                "position": {"x": seen["x"], "y": seen["y"], "z": 0.0},
                "size": seen["size"],
            },
            **_other_columns(actor, _NODE),
        )
    for pair in _rows(graph.edges):
        written.add_edge(pair["source_id"], pair["target_id"], **_edge_attributes(pair))
    out = io.BytesIO()
    nx.write_gexf(written, out, version="1.3")
    return _described_gexf(etree.fromstring(out.getvalue()), graph.description)


def graphml(graph: Graph) -> bytes:
    """Return the network as bytes of GraphML 1.0, with x, y, size, r, g and b as Gephi reads them.

    An id of GraphML holds neither a slash nor a space, so the actor's own id is an attribute, actor_id.
    """
    written = nx.Graph()
    for actor in _rows(graph.nodes):
        attributes = {"label": actor["actor"], "actor_id": actor["actor_id"], **_gephi_attributes(actor)}
        written.add_node(_token(actor["actor_id"]), **attributes, **_other_columns(actor, _NODE))
    for pair in _rows(graph.edges):
        written.add_edge(_token(pair["source_id"]), _token(pair["target_id"]), **_edge_attributes(pair))
    out = io.BytesIO()
    nx.write_graphml_lxml(written, out)
    return _described_graphml(etree.fromstring(out.getvalue()), graph.description)


def sheets(graph: Graph) -> bytes:
    """Return the bytes of a zip: nodes.csv, edges.csv, columns.csv on what the columns mean, about.txt.

    The columns have the names that network programs expect: Id and Label; Source, Target, Type and Weight by
    ids (Gephi, Flourish), From and To by names (Kumu).
    """
    out = io.BytesIO()
    named = graph.nodes.rename(columns={"actor_id": "Id", "actor": "Label"})
    placed = named.assign(x=(named["x"] * SCALE).round(2), y=(named["y"] * SCALE).round(2))
    nodes = placed[["Id", "Label", *(name for name in placed.columns if name not in ("Id", "Label"))]]
    first = {"source_id": "Source", "target_id": "Target", "weight": "Weight"}
    edges = graph.edges.rename(columns={**first, "source": "From", "target": "To"}).assign(Type="Undirected")
    head = ["Source", "Target", "Type", "Weight", "From", "To"]
    edges = edges[[*head, *(name for name in edges.columns if name not in head)]]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (
            ("nodes.csv", as_csv(nodes, digits=DIGITS)),
            ("edges.csv", as_csv(edges, digits=DIGITS)),
            ("columns.csv", as_csv(dictionary((*nodes.columns, *edges.columns)))),
            ("about.txt", f"{graph.description}\n".encode()),
        ):
            entry = zipfile.ZipInfo(name, _MIDNIGHT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return out.getvalue()


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows as dicts of plain Python values, without missing values and NaN."""
    rows = ({str(name): _plain(value) for name, value in row.items()} for row in frame.to_dict("records"))
    return [{name: value for name, value in row.items() if value is not None} for row in rows]


def _plain(value: Any) -> str | int | float | bool | None:
    """Return a cell as GraphML and GEXF can hold it; None for what is missing or not finite."""
    held = json_value(value)
    return held if held is None or isinstance(held, int | float) else without_non_xml(str(held))


def _other_columns(row: dict[str, Any], known: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in known}


def _edge_attributes(pair: dict[str, Any]) -> dict[str, Any]:
    label = f"{pair['source']} – {pair['target']}"
    return {"label": label, "weight": float(pair["weight"]), **_other_columns(pair, _EDGE)}


def _gephi_attributes(actor: dict[str, Any]) -> dict[str, Any]:
    """Return an actor's position and size as Gephi measures them, and its colour as r, g and b, 0 to 255."""
    red, green, blue = bytes.fromhex(actor["colour"].removeprefix("#"))
    x, y = (round(SCALE * actor[axis], 2) for axis in "xy")
    return {"x": x, "y": y, "size": float(actor["size"]), "r": red, "g": green, "b": blue}


def _token(actor_id: str) -> str:
    """Return the id as an XML NMTOKEN, by an encoding that keeps different ids different."""
    return re.sub(
        r"[^A-Za-z0-9.-]", lambda found: ":" if found[0] == "/" else f"_{ord(found[0]):x}_", actor_id
    )


def _described_gexf(root: Any, description: str) -> bytes:
    """Return the GEXF file's bytes with our name and description, without attributes not in its schema."""
    for name in [name for name in root.attrib if name.endswith("}schemaLocation")]:
        del root.attrib[name]  # networkx 3.6 gives it in a namespace that does not exist
    root.find(f"{{{GEXF}}}graph").attrib.pop("name")
    about = root.find(f"{{{GEXF}}}meta")
    about.attrib.pop("lastmodifieddate")
    about.find(f"{{{GEXF}}}creator").text = CREATOR
    etree.SubElement(about, f"{{{GEXF}}}description").text = without_non_xml(description)
    etree.cleanup_namespaces(root)
    return _as_xml(root)


def _described_graphml(root: Any, description: str) -> bytes:
    """Return the GraphML file's bytes with a description, and keys as "node_x": Gephi misreads d3 and d7."""
    keys = {key.get("id"): key for key in root.iter(f"{{{GRAPHML}}}key")}
    for key in keys.values():
        key.set("id", f"{key.get('for')}_{key.get('attr.name')}")
    for data in root.iter(f"{{{GRAPHML}}}data"):
        data.set("key", keys[data.get("key")].get("id"))
    note = etree.Element(f"{{{GRAPHML}}}desc")
    note.text = without_non_xml(description)
    root.insert(0, note)
    return _as_xml(root)


def _as_xml(root: Any) -> bytes:
    etree.indent(root)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written
