"""Pictures of every page: `python -m bench.screenshots OUT [HOME]`.

In both themes and at both widths, on a sample that is made for it, and on the reader's archive in a data home
that is named. A picture is named after its archive, page, width and theme. The pages are those that a reader
reaches by one click, and a story and a name of each kind.
"""

import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Browser, sync_playwright

from lib.model.filter import Filter
from lib.query import browse_index, stories
from lib.query.browse_index import DIMENSIONS
from lib.store.archive import open_for_reading
from tests.browser.conftest import Reader, Scheme
from tests.running import FLAGS, app, program, verb

WIDTHS = (1440, 390)
THEMES: tuple[Scheme, ...] = ("light", "dark")
PAGES = {
    "desk": "/", "read": "/read", "timeline": "/timeline", "network": "/actors",
    "matrix": "/actors?show=matrix", "one-actor": "/actors?show=ego", "over-time": "/actors?show=time",
    "two-actors": "/actors?show=two",
    "compare": "/actors?show=compare", "pairs": "/actors?show=table", "most-named": "/actors?show=most",
    "tags": "/browse", "authors": "/browse?show=authors", "publishers": "/browse?show=publishers",
    "sections": "/browse?show=sections", "names": "/browse?show=actors",
    "intake": "/intake", "nothing": "/read?q=zzyzx",
    "workbench": "/workbench", "notes": "/notes",
    "answer": "/workbench?sql=select+day,+count(*)+as+stories+from+stories+group+by+day+order+by+day",
}  # fmt: skip


def pages_of(archive: Path) -> Mapping[str, str]:
    """Return the addresses to look at, by name; a name's page is that of the name with most stories."""
    found = dict(PAGES)
    with open_for_reading(archive) as db:
        most = stories.newest(db, Filter(), limit=1, order="named")
        story = most["article_id"].iloc[0]
        found |= {"story": f"/read?article={story}", "removed": f"/read?article={story}&tab=removed"}
        for field in DIMENSIONS:
            names = browse_index.names(db, Filter(), field=field, limit=1)
            found |= {
                f"one-{field}": f"/browse?{urlencode({'show': field, 'name': name})}"
                for name in names["name"]
            }
    return found


def shoot(browser: Browser, home: Path, archive: Path, out: Path) -> Iterator[Path]:
    """Yield each picture of an archive as it is written."""
    with app(home) as address:
        context = browser.new_context(bypass_csp=True)
        reader = Reader(context, address)
        for width in WIDTHS:
            for theme in THEMES:
                reader.look(width=width, scheme=theme)
                for name, path in pages_of(archive).items():
                    reader.open(path)
                    picture = out / f"{archive.stem}-{name}-{width}-{theme}.png"
                    reader.page.screenshot(path=picture)
                    yield picture
        context.close()


def main(out: Path, own: Path | None) -> None:
    """Write all pictures and print where they are."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=FLAGS)
        verb(Path(folder), "sample")
        for home, archive in ((Path(folder), "sample"), *([(own, "archive")] if own else [])):
            for number, picture in enumerate(shoot(browser, home, home / f"{archive}.duckdb", out), 1):
                print(f"\r{number} {picture}", end="", flush=True)
            print()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
