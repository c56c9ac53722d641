"""The invented newspapers of the sample: names, timezones, people and tags, read from newsroom.yaml."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """One invented newspaper: its domain, name, timezone, language, sections and standing texts."""

    domain: str
    name: str
    zone: str
    language: str
    imprint: str
    label: str
    motto: str
    newsletter: str
    sections: tuple[str, ...]

    @property
    def clock(self) -> ZoneInfo:
        """The newspaper's timezone."""
        return ZoneInfo(self.zone)

    @property
    def root(self) -> str:
        """The address of the newspaper's front page."""
        return f"https://www.{self.domain}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsroom:
    """The newspapers, people, desks and tags that the sample's stories refer to."""

    publishers: dict[str, Publisher]
    people: dict[str, str]  # name -> what they do, as their author note says it
    desks: tuple[str, ...]
    tags: tuple[str, ...]


@cache
def newsroom() -> Newsroom:
    """Return the newsroom as newsroom.yaml describes it."""
    read = yaml.safe_load((FOLDER / "newsroom.yaml").read_text("utf-8"))
    return Newsroom(
        publishers={
            domain: Publisher(domain=domain, **(facts | {"sections": tuple(facts["sections"])}))
            for domain, facts in read["publishers"].items()
        },
        people=read["people"],
        desks=tuple(read["desks"]),
        tags=tuple(read["tags"]),
    )
