"""Every template of the app makes nothing of a text into markup, filled as the pages fill it."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from jinja2 import Template

from lib.fetch.source import Source
from lib.model.article import Block
from lib.model.filter import Filter
from lib.query.noted import Noted
from lib.query.undecided import UncertainName
from lib.store.journal.highlights import Highlight
from lib.ui import render as rendering
from lib.ui.intake.room import Room
from lib.ui.marking import marked
from lib.ui.notes import Entry
from lib.ui.paging import Pages
from lib.ui.read.pictures import Figure, Picture
from lib.ui.render import Button, Head, Link, Markup, Table, render
from lib.ui.view import EVERYTHING, Sentence, View
from tests.running import ROOT, opened

TEMPLATES = ROOT / "lib" / "ui" / "templates"
HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>"
ADDRESSES: tuple[tuple[str, dict[str, str]], ...] = (
    ("1_Desk", {}), ("2_Read", {"pick": "1"}), ("2_Read", {"q": "zzzz missile"}), ("3_Timeline", {}),
    ("3_Timeline", {"show": "so-far"}),
    ("4_Actors", {"show": "table"}), ("4_Actors", {"show": "ego"}), ("4_Actors", {"show": "two"}),
    ("4_Actors", {"show": "compare", "pair": "country/cuba~~country/soviet-union"}),
    ("5_Browse", {}), ("5_Browse", {"show": "actors"}), ("5_Browse", {"show": "tags", "name": "Cuba"}),
    ("6_Workbench", {"sql": "select publisher, count(*) as stories from stories group by all"}),
    ("8_Intake", {}),
)  # fmt: skip
LINK, BUTTON = Link("/read", "Read"), Button("Undo", {"do": "undo 1"})
NOTE = Entry(
    group="Port", noted_on="9 April 2024", href="/read", group_href="/read",
    found=Noted(
        note=Highlight(key="k", article="a", quote="Low water.", before="", after="", note="When?"),
        story={"headline": "The quay", "publisher": "harbour.example"},
    ),
)  # fmt: skip
# What those pages do not come to, filled by hand.
EXAMPLES: Mapping[str, Mapping[str, Any]] = {
    "actors/about_decisions.html": {},
    "actors/actor_table.html": {
        "table": Table("bars", "", (Head("Actor"), Head("Ties", "", "/a", "descending")), ((LINK, "2"),)),
        "about": "Ties: pairs.",
    },
    "actors/correct.html": {"close": LINK},
    "actors/decided.html": {"late": True, "all": LINK, "decisions": ()},
    "actors/questions.html": {
        "kind": "waiting", "title": "In doubt", "view": View(page="actors", criteria=EVERYTHING),
        "offered": {"accept": "Accept"}, "bearers": None,
        "found": (UncertainName(key="a/b", name="A B", mentions=2, stories=1, elsewhere=1, waiting=1),),
    },
    "actors/quoted.html": {"title": "A: quoted", "words": "Twice.", "evidence": Markup(""), "groups": ()},
    "actors/then.html": {"words": "Since", "stories": (), "more": "And 3 more."},
    "api/document.html": {
        "document": {
            "info": {"description": "Words and `code`."},
            "paths": {"/api/stories": {"get": {
                "operationId": "list", "summary": "List", "description": "Words and `code`.",
                "parameters": ({"name": "q", "description": "Words.", "schema": {"enum": ("a b",)}},),
                "responses": {"200": {"description": "The answer."}},
            }}},
        },
        "examples": {"list": "curl 'a'", HOSTILE: "curl 'b'"},
    },
    "api/no_such_page.html": {"name": "desk2", "pages": (LINK,)},
    "api/plain.html": {"title": "Added", "body": Markup(""), "script": "/a.js"},
    "api/send.html": {},
    "api/sent.html": {"title": "A page", "address": "https://a.example", "about": "1 kB", "key": "k"},
    "browse/joined.html": {"title": "Joined", "joined": (("A", "B", "today"),), "at": str},
    "desk/visit.html": {
        "when": "today", "new": 2, "changed": ({"article_id": "a", "headline": "A"},), "of": 2, "unread": 3,
        "view": View(page="", criteria=EVERYTHING), "only_unread": Filter(read="unread"),
    },
    "intake/backups.html": {"keep": 3, "backups": (("today", "3 MB", "b"),), "busy": False, "failed": "No."},
    "intake/check.html": {
        "busy": False, "checked": "today", "damaged": True, "sentence": "Bad.", "findings": (("A", True),),
        "more": "2 more", "mended": (("Mended", "today", "1"),), "mend": True,
    },
    "intake/health.html": dict.fromkeys(("check", "backups", "room", "removed"), Markup("")),
    "intake/log.html": {"number": "2 lines", "lines": "a\nb"},
    "intake/looked.html": {
        "found": {"feeds": ({"title": "A", "url": "https://a.example", "kind": "rss"},), "page": True},
        "known": (), "message": "",
    },
    "intake/outcome.html": {
        "words": "One.", "removed": Markup(""), "stories": (LINK,), "number": "7", "newest": "/read",
        "refused": ("Why.",), "more": "2 more",
    },
    "intake/removed.html": {
        "trouble": "", "stories": (("a", "today", "1"),), "newest": "", "outcome": "Back.", "good": True,
    },
    "intake/restore.html": {"when": "today"},
    "intake/room.html": {
        "free": 3, "rooms": (Room(name="The archive", files=1, bytes=3, whole=False),), "size": str,
    },
    "intake/rules.html": {
        "rules": (("a1", "Mute what arrives in “Cuba”", 3, "Its view is gone."),), "muted": "/read",
        "said": "It is undone.",
    },
    "intake/sources.html": {
        "words": "Two sources.", "failed": 1, "trouble": "Bad.", "last": Markup(""), "shown": 2,
        "name": lambda source: source.title, "when": lambda moment: "today", "busy": False,
        "by_itself": True, "pictures": False,
        "sources": (
            Source(url="https://a.example", title="A paper", last_error="No answer.", errors_in_row=2),
            Source(url="https://b.example", title="B paper", last_result="2 new items."),
            Source(url="https://c.example", title="C paper", gone=True),
        ),
    },
    "intake/status.html": {"title": "At work", "body": Markup("")},
    "intake/trial.html": {
        "fit": 2, "of": 9, "newest": ({"article_id": "a", "headline": "A pier"},),
        "view": View(page="intake", criteria=EVERYTHING),
    },
    "intake/watched.html": {"folders": (("/a", False),), "last": Markup(""), "asleep": "OFF"},
    "notes/again.html": {"entries": (NOTE,), "all": LINK},
    "notes/page.html": {
        "groups": (("Port", (NOTE,)),), "by": "label", "daily": (BUTTON,),
        "pages": Pages(view=View(page="notes", criteria=EVERYTHING), of=1, size=60), "time": str,
    },
    "page/bursts.html": {"bursts": ()},
    "page/job.html": {"words": ("At work", LINK), "state": "alert"},
    "page/saved_views.html": {"views": (), "is_set_up": True, "mailed": ()},
    "page/view_looked.html": {"names": ("Cuba", "Dock"), "since": ", nothing new"},
    "page/welcome.html": {"unasked": True},
    "read/galley.html": {"runs": (), "labels": (), "button": lambda piece: None},
    "read/galley_head.html": {"summary": "7 words."},
    "read/more_actions.html": {"buttons": (BUTTON,), "mute": BUTTON},
    "read/highlight.html": {"quote": "Words.", "gone": "Gone."},
    "read/of_then.html": {"moment": "9 April 2024", "came_later": False, "today": "/read"},
    "read/pending.html": {"which": "This story does"},
    "read/remove.html": {"headline": "A", "figures": "timeline", "copies": ("One.",)},
    "read/versions.html": {"versions": ()},
    "workbench/questions.html": {"questions": (LINK,)},
    "workbench/verdict.html": {
        "title": "Same", "words": "It is.", "details": ("a",), "source": "s", "links": (LINK,), "shows": "x",
    },
}  # fmt: skip


class Recorder:
    """Stands before the templates and notes what each is filled with."""

    def __init__(self, environment: Any) -> None:
        self.environment = environment
        self.filled: dict[str, list[Mapping[str, Any]]] = {}

    def get_template(self, name: str) -> "Recorded":
        """Return the template, which is noted when it is filled."""
        return Recorded(self.environment.get_template(name), self.filled.setdefault(name, []))


class Recorded:
    """One template that notes its values; the first few are enough."""

    def __init__(self, template: Template, values: list[Mapping[str, Any]]) -> None:
        self.template, self.values = template, values

    def render(self, values: Mapping[str, Any]) -> str:
        """Return the template filled."""
        if len(self.values) < 8:
            self.values.append(values)
        return self.template.render(values)


@pytest.fixture(scope="module")
def filled(sample_home: Path) -> Iterator[dict[str, list[Mapping[str, Any]]]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WIREROOM_HOME", str(sample_home))
        recorder = Recorder(rendering.ENVIRONMENT)
        patch.setattr(rendering, "ENVIRONMENT", recorder)
        story = ""
        for page, address in ADDRESSES:
            assert not opened(page, address).exception
            if page == "2_Read" and not story:
                story = recorder.filled["lists/stories.html"][-1]["stories"][0].row["article_id"]
                for tab in ("article", "removed"):
                    assert not opened(page, {"article": story, "tab": tab}).exception
    yield recorder.filled


def hostile(value: Any, *, words_too: bool) -> Any:
    """Return the value with hostile texts; with `words_too` also for those that may choose a branch."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, str):
        return HOSTILE if value and (words_too or not (value.isascii() and value.isalpha())) else value
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            each.name: hostile(getattr(value, each.name), words_too=words_too) for each in fields(value)
        }
        return replace(value, **changed)
    if isinstance(value, Mapping):
        return {key: hostile(each, words_too=words_too) for key, each in value.items()}
    if isinstance(value, tuple) and type(value) is not tuple:  # a named one
        return type(value)(*(hostile(each, words_too=words_too) for each in value))
    if isinstance(value, list | tuple | set | frozenset):
        return [hostile(each, words_too=words_too) for each in value]
    return value


def acting(markup: str) -> list[str]:
    """Return what would run or be fetched in the markup."""
    tree = lxml.html.fragment_fromstring(markup, create_parent="div")
    found = [element.tag for element in tree.iter("script") if "alert" in (element.text or "")]
    return found + [
        name for element in tree.iter("*") for name in element.attrib if str(name).startswith("on")
    ]


def test_every_template_is_filled(filled: dict[str, list[Mapping[str, Any]]]) -> None:
    there = {f"{path.relative_to(TEMPLATES)}" for path in TEMPLATES.rglob("*.html")}
    parts = {name for name in there if name.endswith("macros.html")}
    shown = {"page/early.html", "page/sheet.html", "workbench/completions.html"}  # no text comes into them
    assert there - parts - shown - set(filled) - set(EXAMPLES) == set()
    assert set(EXAMPLES) <= there


@pytest.mark.parametrize("words_too", [False, True])
def test_no_text_of_a_template_becomes_markup(
    filled: dict[str, list[Mapping[str, Any]]], words_too: bool
) -> None:
    seen = 0
    for name, all_values in {**filled, **{name: [values] for name, values in EXAMPLES.items()}}.items():
        for values in all_values:
            shown = render(name, **hostile(values, words_too=words_too))
            assert acting(shown) == [], name
            seen += "&lt;script&gt;" in shown
    assert seen > len(EXAMPLES)


def test_the_pictures_of_a_story_and_their_words_are_text_alone() -> None:
    caption = (1, Block(zone="caption", text="A crane", at=0, end=7))
    figure = Figure(
        pictures=(Picture(address="/pictures/a", alt="A crane", captions=(caption,)),),
        lines=((caption,),), button="Fetch it", word="pictures a",
    )  # fmt: skip
    values: dict[str, Any] = dict.fromkeys(("opening", "updates", "folded", "tags", "authors"), ())
    values |= dict.fromkeys(("headline", "deck"), ())
    values |= {
        "story_direction": "ltr",
        "language": "en",
        "kicker": "",
        "publisher": LINK,
        "times": Markup(""),
    }
    values |= {"sentence": Sentence(block=1, start=0)}
    values |= {"caption_passages": lambda number, block: marked(block.text)}
    values |= {"live_line": "", "captured": "today", "original_page": "https://a.example"}
    values |= {"box_sentence": "Stood."}
    assert acting(render("read/article.html", figure=hostile(figure, words_too=True), **values)) == []


def test_what_would_act_is_seen() -> None:
    assert acting(f"<p>{HOSTILE}</p>") == ["script", "onerror"]
