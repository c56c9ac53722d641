"""The picture files that the reader had fetched, each named by the hash of its address."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from lib.model.errors import ArchiveError
from lib.store import durable
from lib.store.archive import open_for_reading
from lib.store.paths import files
from lib.store.statements import Executes, column

_NAME = re.compile(r"[0-9a-f]{64}\.webp")
_ON_WEB = "(url ilike 'http://%' or url ilike 'https://%')"  # not an inline picture, "data:..."


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictured:
    """A story's headline and the addresses of its pictures, the lead picture first."""

    headline: str
    urls: tuple[str, ...]


def file_name(url: str) -> str:
    """Return the file name for the picture at this address."""
    return f"{sha256(url.encode('utf-8', 'surrogatepass')).hexdigest()}.webp"


def of_story(archive: Path, article_id: str) -> Pictured:
    """Return a story's headline and its pictures' web addresses; ArchiveError if there is no such story."""
    with open_for_reading(archive) as reading:
        rows = reading.execute(
            f"""select headline, list(url order by lead desc, position) filter ({_ON_WEB})
            from article a join article_text using (id) left join image using (id)
            where a.article = ? and a.shown group by headline""",
            [article_id],
        ).fetchall()
    if not rows:
        raise ArchiveError(archive, f"There is no story {article_id} in {archive}; no picture was kept.")
    headline, urls = rows[0]
    return Pictured(headline=str(headline), urls=tuple(dict.fromkeys(urls or ())))


def leads(archive: Path, stories: Sequence[str]) -> list[str]:
    """Return the web addresses of the stories' lead pictures.

    Of a story without a lead picture it is the address of the first picture.
    """
    with open_for_reading(archive) as reading:
        return column(
            reading,
            f"""select distinct first(url order by lead desc, position) as url
            from article a join image using (id) where a.shown and {_ON_WEB}
            and a.article in (select unnest($stories::varchar[])) group by a.article order by 1""",
            {"stories": list(stories)},
        )


def save(archive: Path, url: str, picture: bytes) -> None:
    """Save a picture under the name of its address, replacing a former one; it is on disk at return."""
    path = place(archive, file_name(url))
    path.parent.mkdir(parents=True, exist_ok=True)
    durable.rewrite(path, picture)


def stored_names(archive: Path, urls: Iterable[str]) -> dict[str, str]:
    """Return by address the file names of the pictures that are stored, among those of the addresses."""
    return {url: file_name(url) for url in urls if place(archive, file_name(url)).exists()}


def forget(archive: Path, urls: Iterable[str]) -> int:
    """Delete the pictures of these addresses; return how many there were."""
    there = stored_names(archive, urls)
    for name in there.values():
        place(archive, name).unlink(missing_ok=True)
    return len(there)


def forget_unused(archive: Path, names: Iterable[str]) -> None:
    """Delete the pictures with these file names, except those that a story has now."""
    unused = set(filter(is_name, names))
    if not unused:
        return
    with open_for_reading(archive) as reading:
        urls = column(reading, "select distinct url from image where url is not null")
    for name in unused.difference(map(file_name, urls)):
        place(archive, name).unlink(missing_ok=True)


def pictures_only_of(connection: Executes, stories: str) -> list[str]:
    """Return the addresses of pictures that no story has but those in table `stories`, column `value`."""
    return column(connection, f"""
        select url from image join article using (id) where url is not null
        group by url having bool_and(article in (from {stories}))""")  # fmt: skip


def is_name(name: str) -> bool:
    """Return whether a text is a picture's file name, so that it cannot lead to another file."""
    return bool(_NAME.fullmatch(name))


def place(archive: Path, name: str) -> Path:
    """Return the path of the picture with this file name, there or not."""
    return files(archive).pictures / name[:2] / name
