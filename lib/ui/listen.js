// Reads the open story aloud, sentence after sentence, and marks the sentence in the text. Nothing leaves this
// machine: voices that send the text to a server are left out (localService), and the app is not asked.
const SPOKEN = "spoken"; // the name of the marked range, which style.css paints
const SPEEDS = { "0.8": "slow", 1: "usual", 1.25: "faster", 1.5: "fast", 2: "twice" };
const aloud = window.wireroomAloud ??= { story: null, parts: [], at: 0, voices: [], voice: 0, speed: 1, turn: null };

const storyNow = () => new URL(location.href).searchParams.get("article");
const readable = () => [
  ...document.querySelectorAll(".article :is(h1, header .deck, .body [id^=b]:not(.caption, .credit))"),
];

function sentencesIn(language) {
  const divide = new Intl.Segmenter(language, { granularity: "sentence" });
  return readable().flatMap((place, number) => [...divide.segment(place.textContent)]
    .map(({ index, segment }) => ({ number, start: index, end: index + segment.trimEnd().length, text: segment.trim() }))
    .filter(({ text }) => /[\p{L}\p{N}]/u.test(text)));
}

// The range of letters in an element, whatever marks divide its text.
function rangeIn(place, start, end) {
  const nodes = document.createTreeWalker(place, NodeFilter.SHOW_TEXT), range = new Range();
  let seen = 0;
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    if (start >= seen && start < seen + node.length) range.setStart(node, start - seen);
    if (end <= seen + node.length) {
      range.setEnd(node, end - seen);
      return range;
    }
    seen += node.length;
  }
  return null;
}

// Mark the sentence that is read; where the reader still sees the one before, the page goes along.
function markSpoken() {
  const part = aloud.turn && aloud.parts[aloud.at], place = part && readable()[part.number];
  const range = place && rangeIn(place, part.start, part.end);
  if (!range) return CSS.highlights?.delete(SPOKEN);
  const within = ({ top, bottom }) => bottom > 0 && top < window.innerHeight;
  const followed = !aloud.range || within(aloud.range.getBoundingClientRect());
  aloud.range = range;
  CSS.highlights?.set(SPOKEN, new Highlight(range));
  const { top, bottom } = range.getBoundingClientRect();
  if (followed && (top < 80 || bottom > window.innerHeight - 140)) {
    document.querySelector("[data-testid=stMain]").scrollTop += top - window.innerHeight / 3;
  }
}

function speak() {
  speechSynthesis.cancel();
  const part = aloud.parts[aloud.at];
  if (!part) return stopListening();
  const voice = aloud.voices[aloud.voice], turn = aloud.turn = {};
  const said = Object.assign(new SpeechSynthesisUtterance(part.text), { voice, lang: voice.lang, rate: aloud.speed });
  said.onend = () => { if (aloud.turn === turn) move(1); };
  said.onerror = ({ error }) => {
    if (aloud.turn !== turn) return;
    pause();
    tell(`The voice “${voice.name}” stopped (${error}). Go on, or choose another voice.`);
  };
  speechSynthesis.speak(said);
  tell("");
  markSpoken();
}

function move(by) {
  aloud.at = Math.max(0, aloud.at + by);
  speak();
}

function pause() {
  aloud.turn = null;
  speechSynthesis.cancel();
  tell("");
}

function stopListening() {
  Object.assign(aloud, { story: null, turn: null, range: null });
  window.speechSynthesis?.cancel();
  CSS.highlights?.delete(SPOKEN);
  document.getElementById("listening")?.remove();
}

const HEARD = {
  back: () => move(-1),
  on: () => move(1),
  go: () => (aloud.turn ? pause() : speak()),
  stop: stopListening,
};

// The bar with what can be done while a story is read aloud; it stands outside what the app draws.
function bar() {
  const made = Object.assign(document.createElement("div"), { id: "listening" });
  made.role = "group";
  made.ariaLabel = "Listening";
  made.innerHTML = `<button data-aloud="back" aria-label="Sentence before">←</button>
    <button data-aloud="go"></button><button data-aloud="on" aria-label="Next sentence">→</button>
    <select aria-label="Speed"></select><select aria-label="Voice"></select>
    <button data-aloud="stop">Close</button><p role="status"></p>`;
  const [speeds, voices] = made.querySelectorAll("select");
  for (const [speed, words] of Object.entries(SPEEDS)) speeds.add(new Option(words, speed));
  speeds.value = String(aloud.speed);
  aloud.voices.forEach((voice, number) => voices.add(new Option(voice.name, number)));
  speeds.onchange = () => { aloud.speed = Number(speeds.value); speak(); };
  voices.onchange = () => { aloud.voice = Number(voices.value); speak(); };
  made.onclick = (event) => HEARD[event.target.closest("[data-aloud]")?.dataset.aloud]?.();
  document.querySelector("[data-testid=stApp]").append(made);
  return made;
}

function tell(words) {
  const shown = document.getElementById("listening") ?? bar();
  const go = shown.querySelector("[data-aloud=go]");
  go.textContent = aloud.turn ? "Pause" : "Go on";
  shown.querySelector("p").textContent = words;
  shown.classList.toggle("silent", !aloud.voices.length);
}

// Voices of this machine for a language; a browser may name them only some time after it was asked.
async function voicesFor(language) {
  const speech = window.speechSynthesis;
  if (speech && !speech.getVoices().length) {
    await new Promise((done) => {
      speech.addEventListener("voiceschanged", done, { once: true });
      setTimeout(done, 1500);
    });
  }
  const [wanted] = language.toLowerCase().split(/[-_]/);
  return (speech?.getVoices() ?? []).filter(
    (each) => each.localService && each.lang.toLowerCase().split(/[-_]/)[0] === wanted,
  );
}

// Where the reader selected words the reading begins there, else at the headline.
function firstChosen(parts) {
  const chosen = getSelection(), places = readable();
  if (!chosen || chosen.isCollapsed || !chosen.anchorNode.parentElement.closest(".article")) return 0;
  const from = chosen.getRangeAt(0);
  return Math.max(0, parts.findIndex(({ number, start, end }) => {
    const { endContainer, endOffset } = rangeIn(places[number], start, end);
    return from.comparePoint(endContainer, endOffset) > -1;
  }));
}

async function listen() {
  if (aloud.story && aloud.story === storyNow()) return HEARD.go();
  stopListening();
  const language = document.querySelector(".article")?.lang || navigator.language, story = storyNow();
  const voices = await voicesFor(language);
  if (story !== storyNow()) return;
  const parts = sentencesIn(language);
  Object.assign(aloud, { story, at: firstChosen(parts), voice: 0, voices, parts });
  if (voices.length) return speak();
  aloud.story = null;
  const name = new Intl.DisplayNames(["en"], { type: "language" }).of(language);
  tell(`This machine has no voice for ${name}. Its settings may offer one; voices that send the text away are not used.`);
}

if (!window.wireroomListens) {
  window.wireroomListens = true;
  window.addEventListener("popstate", () => { if (storyNow() !== aloud.story) stopListening(); });
  window.addEventListener("pagehide", stopListening);
}
