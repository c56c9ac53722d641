"""A story is read aloud in the browser, by voices of the machine alone, the sentence marked in the text."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests import builders
from tests.browser.conftest import Reader, serious

pytestmark = pytest.mark.browser

# Stands in for the browser's speech: what is said is noted, and said to its end by finish().
VOICES = """
  window.heard = [];
  const voice = (name, lang, localService) => ({ name, lang, localService });
  const voices = [voice("Far", "en-US", false), voice("Near", "en-GB", true), voice("Nah", "de-DE", true)];
  const speech = Object.assign(new EventTarget(), {
    getVoices: () => voices,
    speak(said) { this.said = said; heard.push(`${said.voice.name} ${said.rate}: ${said.text}`); },
    cancel() { this.said = null; },
  });
  Object.defineProperty(window, "speechSynthesis", { value: speech });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  window.finish = () => speech.said?.onend();
  window.fail = () => speech.said?.onerror({ error: "audio-busy" });
"""
MARKED = "[...(CSS.highlights.get('spoken') ?? [])].map(each => each.toString()).join('|')"
SELECT = """([block, from, to]) => {
  const node = document.querySelector(`.article .body #b${block}`).firstChild;
  getSelection().setBaseAndExtent(node, from, node, to);
}"""


def hears(reader: Reader, *said: str) -> None:
    """Wait until the browser has said this, and nothing else."""
    reader.page.wait_for_function("said => window.heard.join('|') === said", arg="|".join(said))


@pytest.fixture
def story(fresh: Reader, own_home: Path) -> str:
    """The id of a story of two paragraphs; below it stands one in Polish."""
    told = builders.article(
        "Ferry returns", "The ferry came <i>late</i>. Nobody waited for it.", "It left at noon."
    )
    builders.archive(
        own_home,
        builders.parsed(told),
        builders.parsed(builders.article("Prom", "Prom wrócił.", language="pl")),
    )
    fresh.open("/read")
    return str(fresh.page.locator(".card", has_text="Ferry returns").get_attribute("data-story"))


@pytest.fixture
def heard(fresh: Reader, story: str) -> Iterator[Reader]:
    """A reader whose browser notes what it says, with the story open."""
    listener = Reader(fresh.page.context, fresh.address)
    listener.page.add_init_script(VOICES)
    listener.open(f"/read?article={story}")
    yield listener
    listener.page.close()


def test_a_story_is_read_sentence_by_sentence_and_the_sentence_is_marked(heard: Reader) -> None:
    page = heard.page
    sent: list[object] = []
    page.on("websocket", lambda socket: sent.append(socket))
    page.get_by_role("button", name="Listen", exact=True).click()
    bar = page.get_by_role("group", name="Listening")
    expect(bar).to_be_visible()
    said = ["Ferry returns", "The ferry came <i>late</i>.", "Nobody waited for it.", "It left at noon."]
    for number, sentence in enumerate(said):
        hears(heard, *(f"Near 1: {each}" for each in said[: number + 1]))
        page.wait_for_function(f"sentence => {MARKED} === sentence", arg=sentence)
        if number < len(said) - 1:
            page.evaluate("finish()")
    bar.get_by_role("button", name="Pause").click()
    page.evaluate("finish()")  # of what was said before the pause
    bar.get_by_role("button", name="Sentence before").click()
    bar.get_by_label("Speed").select_option("fast")
    hears(
        heard, *(f"Near 1: {each}" for each in said), "Near 1: Nobody waited for it.",
        "Near 1.5: Nobody waited for it.",
    )  # fmt: skip
    expect(bar.get_by_label("Voice").locator("option")).to_have_text(["Near"])
    assert serious(page) == [] and not heard.traffic.runs
    page.evaluate("fail()")
    expect(bar.get_by_text("The voice “Near” stopped (audio-busy).")).to_be_visible()
    bar.get_by_role("button", name="Go on").click()
    for _ in range(2):
        page.evaluate("finish()")
    expect(bar).to_have_count(0)
    page.wait_for_function(f"{MARKED} === ''")


def test_another_story_ends_it_and_a_language_without_a_voice_is_named(heard: Reader) -> None:
    page = heard.page
    page.evaluate(SELECT, [1, 30, 36])
    page.keyboard.press("Shift+L")
    bar = page.get_by_role("group", name="Listening")
    expect(bar).to_be_visible()
    hears(heard, "Near 1: Nobody waited for it.")  # from what is selected
    page.locator(".card h3 a", has_text="Prom").click()
    expect(page.locator(".article h1")).to_have_text("Prom")
    expect(bar).to_have_count(0)
    heard.still()
    page.get_by_role("button", name="Listen", exact=True).click()
    expect(bar).to_contain_text("This machine has no voice for Polish.")
    expect(bar.get_by_role("button")).to_have_text(["Close"])
    bar.get_by_role("button", name="Close").click()
    expect(bar).to_have_count(0)


def test_a_real_browser_reads_or_says_that_it_has_no_voice(fresh: Reader, story: str) -> None:
    page = fresh.open(f"/read?article={story}").page
    page.get_by_role("button", name="Listen", exact=True).click()
    bar = page.get_by_role("group", name="Listening")
    expect(bar).to_be_visible()
    own = "speechSynthesis.getVoices().some((each) => each.localService && each.lang.startsWith('en'))"
    said = "document.getElementById('listening').textContent"
    page.wait_for_function(f"{own} ? {said}.includes('Pause') : {said}.includes('no voice for English')")
