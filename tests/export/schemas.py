"""Whether a written network keeps the specification of its format, as far as our files use it."""

from pathlib import Path
from typing import Any

from lxml import etree

FOLDER = Path(__file__).parents[1] / "data" / "schemas"
GEXF = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}
GRAPHML = {"g": "http://graphml.graphdrawing.org/xmlns"}
READ = {"string": str, "integer": int, "int": int, "long": int, "float": float, "double": float}


def gexf(written: bytes) -> Any:
    """Return the document: it keeps the schema, its values have the declared types and its edges have
    ends.
    """
    root = _valid(written, "gexf.rng")
    ids = root.xpath("//g:node/@id", namespaces=GEXF)
    _ends(root, ids, GEXF)
    for kind in ("node", "edge"):
        path = f"//g:attributes[@class='{kind}']/g:attribute"
        declared = {each.get("id"): each for each in root.xpath(path, namespaces=GEXF)}
        titles = [each.get("title").casefold() for each in declared.values()]
        assert len(set(titles)) == len(titles), "Gephi drops a column whose title differs in case only"
        for value in root.xpath(f"//g:{kind}//g:attvalue", namespaces=GEXF):
            READ[declared[value.get("for")].get("type")](value.get("value"))
    return root


def graphml(written: bytes) -> Any:
    """Return the document: it keeps the schema, its data have keys of their kind and its edges have ends."""
    root = _valid(written, "graphml.rng")
    _ends(root, root.xpath("//g:node/@id", namespaces=GRAPHML), GRAPHML)
    found = root.xpath("//g:key", namespaces=GRAPHML)
    keys = {key.get("id"): key for key in found}
    assert len(keys) == len(found)
    for note in root.xpath("//g:data", namespaces=GRAPHML):
        key = keys[note.get("key")]
        assert note.getparent().tag.endswith(f"}}{key.get('for')}")
        READ[key.get("attr.type")](note.text or "")
    return root


def _valid(written: bytes, schema: str) -> Any:
    root = etree.fromstring(written)
    rules = etree.RelaxNG(file=str(FOLDER / schema))
    rules.assertValid(root)
    return root


def _ends(root: Any, ids: list[str], names: dict[str, str]) -> None:
    assert len(set(ids)) == len(ids)
    pairs = [
        frozenset((edge.get("source"), edge.get("target")))
        for edge in root.xpath("//g:edge", namespaces=names)
    ]
    assert len(set(pairs)) == len(pairs) and frozenset().union(*pairs) <= set(ids)
