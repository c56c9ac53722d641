import pytest

from lib.actors.trimming import trimmed


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the Harbour Front's", "Harbour Front"),
        ("“Olaf Marsh”", "Olaf Marsh"),
        ("Olaf Marsh ’s", "Olaf Marsh"),
        ("Harbour Front\n\nNext", "Harbour Front"),
        ("Harbour and", "Harbour"),
        ("> Olaf Marsh", "Olaf Marsh"),
        ("Olaf Marsh,", "Olaf Marsh"),
        ("the U.S.", "U.S."),
        ("- Olaf Marsh -", "Olaf Marsh"),
        ("no Harbour Front", "Harbour Front"),
        ("No Labels", "No Labels"),
        ("the harbour", None),
        ("X", None),
    ],
)
def test_what_is_no_name_is_trimmed(text: str, name: str | None) -> None:
    span = trimmed(text, 0, len(text))
    assert (text[slice(*span)] if span else None) == name


def test_a_persons_office_is_trimmed() -> None:
    text = "President Ann Moss"
    span = trimmed(text, 0, len(text), person=True)
    assert span is not None
    assert text[slice(*span)] == "Ann Moss"
