"""Case files: what is in the zip, what is never in it, and how verify tells a changed one."""

import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from lxml import html
from playwright.sync_api import Browser, expect

from lib.export import case_page, signature
from lib.export import figure as press
from lib.figures import case_file
from lib.figures.case_file import Contents
from lib.figures.verify import Verified, verify
from lib.model.errors import FigureError
from lib.model.filter import Filter
from lib.model.mention import LIST, Kind
from lib.model.parsed import Parsed
from lib.store.archive import open_for_reading
from lib.store.batches.stories import save
from lib.store.journal import marks, recipes
from lib.store.paths import files
from lib.store.removal import remove
from tests.builders import archive, article, keep_original, parsed

NAMES: dict[str, Kind] = {"Norland": "country", "Sudmark": "country", "Westvale": "country"}
HOSTILE = "</script><img src=x onerror=alert(1)>"
TEXT = "🛳 On 🛳 Monday Norland spoke with Sudmark."
BODY = (TEXT, "Nobody else came.", "Norland left.")
ALL = Contents(texts=True, originals=True, figures=())
BARE = Contents(figures=())
ENDLESS = b'{"files": {"evidence.md": {"bytes": Infinity, "sha256": ""}}}'


def page(day: int, *body: str, **fields: Any) -> Parsed:
    story = article(
        fields.pop("headline", f"Harbour story {day}"), *(body or BODY),
        tags=("Harbour",), published_at=datetime(2024, 4, day, 9, tzinfo=UTC),
        canonical_url=fields.pop("url", f"https://harbour.example/{day}"), **fields,
    )  # fmt: skip
    return parsed(story, names=NAMES)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    strange = page(5, "Westvale wrote.", headline=f"Westvale {HOSTILE}", url="file:///home/reader/page.html")
    return archive(tmp_path / "home", page(1), page(2), strange)


def made(path: Path, contents: Contents = BARE, criteria: Filter | None = None, **how: Any) -> bytes:
    out = io.BytesIO()
    case_file.write(path, criteria or Filter(), out, contents, **how)
    return out.getvalue()


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        return {name: held.read(name) for name in held.namelist()}


def rewritten(content: bytes, change: Callable[[dict[str, bytes]], Any]) -> bytes:
    held, out = members(content), io.BytesIO()
    change(held)
    with zipfile.ZipFile(out, "w") as fresh:
        for name, each in held.items():
            fresh.writestr(name, each)
    return out.getvalue()


def verdict(path: Path, content: bytes, **how: Any) -> Verified:
    with open_for_reading(path) as db:
        return verify(db, content, "case.zip", **how)


def test_every_file_has_its_hash_and_the_evidence_is_what_it_says(path: Path) -> None:
    held = members(made(path))
    manifest = json.loads(held.pop("manifest.json"))
    assert manifest["files"].keys() == held.keys()
    assert list(held) == [
        "README.md", "index.html", "stories.parquet", "evidence.parquet", "evidence.md", "receipts.csv",
        "decisions.jsonl", "columns.csv",
    ]  # fmt: skip
    stories, proofs = (
        pd.read_parquet(io.BytesIO(held[f"{each}.parquet"])) for each in ("stories", "evidence")
    )
    assert stories["headline"].tolist()[1:] == ["Harbour story 2", "Harbour story 1"]
    # Of each story every sentence with two actors, and for each actor the first.
    assert proofs["sentence"].tolist()[1:] == [TEXT, TEXT]
    for row in proofs.to_dict("records"):
        spans = zip(row["starts"], row["ends"], strict=True)
        assert [row["sentence"][start:end] for start, end in spans] == list(row["actors"])
    assert TEXT in held["evidence.md"].decode() and "Nobody else" not in held["evidence.md"].decode()
    meanings = pd.read_csv(io.BytesIO(held["columns.csv"]))
    assert meanings["meaning"].notna().all()


def test_texts_and_originals_are_there_when_asked_for(path: Path) -> None:
    assert not any(b"Nobody else came" in each for each in members(made(path)).values())
    keep_original(files(path).originals, page(1).capture)
    held = members(made(path, ALL))
    assert sum(name.startswith("texts/") for name in held) == 3 and b"Nobody else" in held["index.html"]
    kept = page(1).capture
    assert held[f"originals/{kept.sha256}.txt"] == kept.original
    shown = json.loads(next(html.document_fromstring(held["index.html"]).iter("script")).text)["stories"]
    assert [each.get("originals") for each in shown] == [None, None, [f"originals/{kept.sha256}.txt"]]
    for said in (b"belong to their publishers", b"Not kept, and so not here: 2"):
        assert said in held["README.md"]


def test_the_page_knows_from_how_many_names_on_a_sentence_is_a_list(path: Path) -> None:
    data, script = html.document_fromstring(members(made(path))["index.html"]).iter("script")
    assert json.loads(data.text)["list"] == LIST and ">= file.list" in script.text


def test_no_path_and_no_label_is_in_it(path: Path) -> None:
    with open_for_reading(path) as db:
        found = [str(story) for (story,) in db.execute("select article from article").fetchall()]
    for story in found:
        marks.add_label(path, story, "Embargoed")
    held = made(path, ALL, Filter(labels=("Embargoed",)))
    for name, content in members(held).items():
        for never in (str(path.parent), "/home/reader", "Embargoed"):
            assert never.encode() not in content, name
    assert verdict(path, held).verdict == "reproduced"


def test_the_page_runs_its_own_script_alone_whatever_the_stories_say(path: Path) -> None:
    drawn = html.document_fromstring(members(made(path, ALL))["index.html"])
    data, script = drawn.iter("script")
    assert data.get("type") == "application/json" and "innerHTML" not in script.text
    assert not list(drawn.iter("img")) and not [
        each for each in drawn.iter() if each.get("src") or each.get("href")
    ]
    policy = drawn.find(".//meta[@http-equiv]").get("content")
    assert "default-src 'none'; script-src 'sha256-" in policy and "unsafe" not in policy
    stories = json.loads(data.text)["stories"]
    assert stories[0]["headline"] == f"Westvale {HOSTILE}" and stories[0]["url"] == ""
    hidden = page(7, headline="a", url="javascript:alert(1)").cleaned.article
    assert case_page.story(hidden, None, (), {}, with_text=False)["url"] == ""


CHANGES: list[tuple[Callable[[dict[str, bytes]], Any], str, str]] = [
    (lambda held: held.update({"evidence.md": b"other"}), "altered", "evidence.md was changed"),
    (lambda held: held.pop("receipts.csv"), "altered", "receipts.csv is missing"),
    (lambda held: held.update({"more.md": b""}), "altered", "more.md was added"),
    (
        lambda held: held.update({"manifest.json": held["manifest.json"].replace(b"all ", b"my ")}),
        "damaged", "is damaged (it was changed after it was written)",
    ),
    (lambda held: held.update({"manifest.json": b"[]"}), "damaged", "is damaged"),
    (lambda held: held.update({"manifest.json": b"[" * 100_000}), "damaged", "is damaged"),
    (lambda held: held.update({"manifest.json": ENDLESS}), "damaged", "is damaged"),
]  # fmt: skip


def test_verify_names_a_changed_file(path: Path) -> None:
    whole = made(path)
    assert verdict(path, rewritten(whole, lambda held: None)).verdict == "reproduced"
    for change, said, words in CHANGES:
        found = verdict(path, rewritten(whole, change))
        assert found.verdict == said and words in found.sentence, words


def test_what_is_no_case_file_is_told(path: Path) -> None:
    with pytest.raises(FigureError, match="is no case file: it holds no manifest"):
        verdict(path, rewritten(made(path), lambda held: held.pop("manifest.json")))
    assert verdict(path, made(path)[:-40]).verdict == "damaged"


def test_a_file_that_is_damaged_in_another_packing_was_changed(path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made(path))) as held, zipfile.ZipFile(out, "w") as again:
        for each in held.namelist():
            packing = zipfile.ZIP_LZMA if each == "evidence.md" else zipfile.ZIP_STORED
            again.writestr(each, held.read(each), packing)
    assert verdict(path, out.getvalue()).verdict == "reproduced"
    data = bytearray(out.getvalue())
    start = again.getinfo("evidence.md").header_offset + 60
    data[start : start + 20] = bytes(20)
    assert "evidence.md was changed" in verdict(path, bytes(data)).sentence


def test_a_file_that_unpacks_to_more_than_it_should_is_not_unpacked(path: Path) -> None:
    held = rewritten(made(path), lambda held: held.update({"evidence.md": bytes(50_000_000)}))
    assert "evidence.md was changed" in verdict(path, held).sentence


def test_a_later_story_is_told_and_so_are_other_stories(path: Path, tmp_path: Path) -> None:
    held = made(path)
    save(path, [page(9)])
    found = verdict(path, held)
    assert found.verdict == "changed" and found.sentence.startswith("+1 story since ")
    assert any("Harbour story 9" in line for line in found.details)
    other = archive(tmp_path / "other", parsed(article("Another")))
    assert verdict(other, held).verdict == "not here"


def test_a_removal_names_the_case_files_that_may_hold_the_story(path: Path) -> None:
    held = made(path)
    with open_for_reading(path) as db:
        (story,) = db.execute("select article from article limit 1").fetchall()[0]
    (figure,) = remove(path, str(story)).figures
    assert figure.name.startswith("case file ") and figure.code in members(held)["README.md"].decode()
    assert [each.recipe for each in recipes.read(path)] == [None]


def test_an_empty_or_too_wide_selection_leaves_no_file(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "case.zip"
    with pytest.raises(FigureError, match="no story fits the selection"):
        case_file.export("q=nowhere", archive=path, out=out, contents=BARE)
    monkeypatch.setattr(case_file, "MOST", 2)
    with pytest.raises(FigureError, match="holds up to 2 stories, and the selection has 3"):
        case_file.export("", archive=path, out=out, contents=BARE)
    assert [each.name for each in tmp_path.iterdir()] == ["home"]


def test_without_chromium_figures_are_pages_and_that_is_said(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROWSER_PATH", "/nowhere")
    steps: list[tuple[int, int]] = []
    wanted = Contents(figures=("timeline", "network?min=1", "network?min=1&unit=article"))
    content = made(path, wanted, on_progress=lambda done, of, what: steps.append((done, of)))
    held = members(content)
    assert {"figures/1-timeline.html", "figures/2-network.html", "figures/3-network.csv"} <= held.keys()
    assert b"no Chromium" in held["README.md"] and steps[-1] == (5, 5) and steps == sorted(steps)
    assert verdict(path, held["figures/3-network.html"]).verdict == "reproduced"


@pytest.mark.process
@pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="no ssh-keygen here")
def test_a_case_file_is_signed_and_its_signer_known(path: Path, tmp_path: Path) -> None:
    key, signers = tmp_path / "key", tmp_path / "signers"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", key], check=True)
    signers.write_text(f"ada@harbour.example {key.with_suffix('.pub').read_text()}")
    held = made(path, sign=partial(signature.sign, key=key))
    assert any("Signed with the key SHA256:" in line for line in verdict(path, held).details)
    assert "Signed by ada@harbour.example." in verdict(path, held, signers=signers).details
    other = rewritten(held, lambda inside: inside.update({"manifest.json": inside["manifest.json"] + b" "}))
    altered, unsigned = verdict(path, other), verdict(path, made(path), signers=signers)
    assert altered.verdict == "altered" and "none of this manifest" in altered.sentence
    assert unsigned.sentence == "case.zip is not signed, so nothing says who made it."
    signers.write_text("")
    assert verdict(path, held, signers=signers).sentence.endswith(f"a key of nobody in {signers}.")
    with pytest.raises(FigureError, match="could not sign it"):
        made(path, sign=partial(signature.sign, key=tmp_path / "none"))


def test_without_ssh_keygen_that_is_a_sentence(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = made(path, sign=lambda manifest: b"a signature")
    monkeypatch.setenv("PATH", "")
    assert any("There is no ssh-keygen" in line for line in verdict(path, held).details)
    with pytest.raises(FigureError, match="There is no ssh-keygen"):
        made(path, sign=partial(signature.sign, key=path))


def test_it_opens_from_the_disk_searches_and_opens_evidence(
    path: Path, tmp_path: Path, chromium: Browser
) -> None:
    with zipfile.ZipFile(io.BytesIO(made(path, ALL))) as held:
        held.extract("index.html", tmp_path)
    context = chromium.new_context(offline=True)
    opened, failures = context.new_page(), list[str]()
    opened.on("pageerror", lambda error: failures.append(str(error)))
    opened.on("console", lambda message: failures.append(message.text))
    opened.goto((tmp_path / "index.html").as_uri())
    assert opened.inner_text("#found") == "3 stories"
    opened.fill("#words", "norland MONDAY")
    expect(opened.locator("#found")).to_have_text("2 of 3 stories")
    opened.click("#list a >> nth=0")
    assert opened.inner_text("article h1") == "Harbour story 2"
    opened.click("summary")
    # Offsets hold behind letters that JavaScript counts twice.
    assert opened.inner_text(".evidence li") == TEXT
    assert opened.locator(".evidence .name").all_inner_texts() == ["Norland", "Sudmark"]
    opened.click(".evidence .name >> nth=1")
    assert opened.inner_text("#chosen").startswith("Sudmark") and opened.locator("#list li").count() == 2
    opened.click("#clear")
    assert opened.inner_text("#found") == "3 stories" and HOSTILE in opened.inner_text("#list")
    context.close()
    assert failures == []


@pytest.mark.soak
def test_the_sample_s_case_file_opens_offline_and_shows_its_figures(
    sample_home: Path, tmp_path: Path, chromium: Browser
) -> None:
    sample = shutil.copytree(sample_home, tmp_path / "home") / "sample.duckdb"
    with zipfile.ZipFile(io.BytesIO(made(sample, Contents()))) as held:
        held.extract("index.html", tmp_path)
    press.close()
    context = chromium.new_context(offline=True)
    opened, asked = context.new_page(), list[str]()
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto((tmp_path / "index.html").as_uri())
    opened.fill("#words", "missiles")
    expect(opened.locator("#found")).to_have_text(re.compile(r"^\d+ of \d+ stories$"))
    drawn = "images => images.map(image => image.complete && image.naturalWidth > 600)"
    assert opened.locator("figure img").evaluate_all(drawn) == [True, True]
    opened.click("#list a >> nth=0")
    opened.locator(".evidence li").nth(2).wait_for(state="attached")  # the story is drawn behind its address
    context.close()
    assert [url for url in asked if not url.startswith("data:")] == [(tmp_path / "index.html").as_uri()]
