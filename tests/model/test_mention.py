"""A stored role keeps the doubts of a mention, and a filter counts those in doubt only where it says so."""

from hypothesis import given
from hypothesis import strategies as st

from lib.model.mention import (
    DEFAULT_ROLES,
    DOUBTS,
    MANNERS,
    ROLES,
    Manner,
    Role,
    codes_of,
    has_doubt,
    role_code,
    role_of,
)
from tests.builders import article, mention
from tests.cases import every_case

STORY = article("Miller meets Norway")


@given(st.sampled_from(ROLES), st.booleans(), st.booleans())
def test_a_role_code_gives_back_role_and_doubts(role: Role, undecided: bool, unsure: bool) -> None:
    code = role_code(mention(STORY, "Miller", role=role, undecided=undecided, unsure=unsure))
    assert (role_of(code), has_doubt("undecided", code), has_doubt("unsure", code)) == (
        role,
        undecided,
        unsure,
    )


COUNTED: dict[str, tuple[tuple[Manner, ...], int]] = {
    "no doubt by default": (DEFAULT_ROLES, 0b00),
    "one doubt where it is asked for": ((*DEFAULT_ROLES, "unsure"), 0b10),
    "both doubts": ((*DEFAULT_ROLES, *DOUBTS), 0b11),
    "everything": (MANNERS, 0b11),
}


@every_case("what", COUNTED)
def test_a_filter_counts_its_roles_with_its_doubts(what: str) -> None:
    manners, allowed = COUNTED[what]
    for code in range(32):
        counts = code % 8 < len(ROLES) and role_of(code) in manners and not (code >> 3) & ~allowed
        assert (code in codes_of(manners)) == counts


def test_doubts_alone_mean_the_mentions_in_them() -> None:
    unsure: tuple[Manner, ...] = ("unsure",)
    assert codes_of(unsure) == [16, 17, 18, 19, 20, 21]
