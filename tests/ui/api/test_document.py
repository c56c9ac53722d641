"""The OpenAPI document holds every address and parameter that there is, and no other."""

from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from lib.query.filter.address import PARAMETERS
from lib.ui.api import routes as api
from lib.ui.api.document import document, words
from lib.ui.api.stories import OWN


def operations() -> list[dict[str, object]]:
    """Return all operations of the document."""
    return [operation for methods in document()["paths"].values() for operation in methods.values()]


def test_every_guarded_address_is_in_the_document() -> None:
    (mount,) = [each for each in api.routes() if isinstance(each, Mount)]
    there = {
        (f"/api{each.path.replace(':path', '')}", method.lower())
        for each in mount.routes
        if isinstance(each, Route) and "send" not in each.path and "openapi" not in each.path
        for method in each.methods or ()
        if method != "HEAD"
    }
    assert there == {(path, method) for path, methods in document()["paths"].items() for method in methods}
    note = {each["name"] for each in document()["paths"]["/api/stories"]["get"]["parameters"]}
    assert note == {*PARAMETERS, *OWN}  # a list takes the parameters of the address bar
    assert set(words()["filters"]) == set(PARAMETERS)  # each of which has its own words


def test_an_empty_value_is_as_good_as_none_wherever_values_are_named(client: TestClient) -> None:
    parameters = document()["paths"]["/api/stories"]["get"]["parameters"]
    named = [each["schema"].get("items", each["schema"]) for each in parameters]
    enums = [each["enum"] for each in named if "enum" in each]
    assert len(enums) > 3 and all(each[-1] == "" and all(each[:-1]) for each in enums)
    assert "One of own, sample.<" in client.get("/api").text


def test_every_reference_leads_somewhere() -> None:
    schemas = document()["components"]["schemas"]
    found = str(document()).split("#/components/schemas/")[1:]
    assert found and all(each.split("'")[0] in schemas for each in found)


def test_the_page_shows_all_of_it(client: TestClient) -> None:
    page = client.get("/api").text
    assert page.count("<h2>") == page.count("<pre><code>curl ") == len(operations())
    for operation in operations():
        assert str(operation["summary"]) in page
    assert "<script" not in page and "http://localhost/api/stories" in page
    assert client.get("/api/openapi.json").json() == document()
