// Shows a sheet of markup, follows its links inside the app, and reports its buttons.
const shown = new WeakMap();

function plain(event) {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

function follow(event) {
  const anchor = event.target.closest("a[href]");
  if (!anchor || !plain(event) || anchor.target === "_blank") return false;
  const url = new URL(anchor.href, location.href);
  if (url.origin !== location.origin) return false;
  event.preventDefault();
  byKey = event.detail === 0;
  if (url.hash && url.pathname === location.pathname && url.search === location.search) {
    const place = document.getElementById(url.hash.slice(1));
    place?.scrollIntoView({ block: "start" });
    if (place && !place.hasAttribute("tabindex")) place.tabIndex = -1;
    place?.focus({ preventScroll: true });  // where the reader goes on with the keyboard
    return true;
  }
  const from = been.here;
  history.pushState({}, "", url);
  window.dispatchEvent(new PopStateEvent("popstate"));
  sought = decodeURIComponent(url.hash.slice(1));
  if (anchor.hasAttribute("data-close")) escape(anchor);
  if (anchor.closest(".back")) comeBack(from);
  else if (!anchor.hasAttribute("data-stay")) document.querySelector("[data-testid=stMain]")?.scrollTo({ top: 0 });
  return true;
}

// Close the popover that holds a link, as the Escape key does.
function escape(anchor) {
  anchor.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", keyCode: 27, bubbles: true }));
}

const STILL = 200; // milliseconds without a change of height, after which a page that opens is shown: early.css

// Whether the run has ended, its last line stands, and styles and faces have come.
function whole() {
  const root = document.documentElement;
  return document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "notRunning"
    && document.querySelector(".colophon") && document.fonts.status === "loaded"
    && getComputedStyle(root).getPropertyValue("--paper") !== "";
}

function showWhenStill() {
  let height = -1, since = 0;
  const look = (now) => {
    const tall = document.querySelector("[data-testid=stMainBlockContainer]")?.scrollHeight ?? 0;
    if (tall !== height || !whole()) { height = tall; since = now; }
    if (now - since > STILL) document.documentElement.dataset.still = "1";
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

if (!window.wireroomStill) {
  window.wireroomStill = true;
  showWhenStill();
}

const AGAIN = 4000; // milliseconds after which a word is sent again that the page has not named
const REACHED = "a[href], button, summary, input, select, textarea";
let byKey = false; // the last link was followed with the keyboard

// What the reader had opened and where the focus was, to be found again in the new markup.
function standing(root) {
  const all = [...root.querySelectorAll(REACHED)], on = document.activeElement;
  const open = [...root.querySelectorAll("details")].map((each) => each.open);
  return { open, at: all.indexOf(on), id: on?.id, words: on?.textContent };
}

function restore(root, before) {
  root.querySelectorAll("details").forEach((each, i) => { each.open ||= before.open[i] ?? false; });
  if (before.at < 0) return;
  const all = [...root.querySelectorAll(REACHED)], alike = (each) => each?.textContent === before.words;
  const found = (before.id && document.getElementById(before.id))
    || (alike(all[before.at]) ? all[before.at] : all.find(alike));
  found?.focus({ preventScroll: true });
}

// The place that the address names after its #: it comes into being after the page, and moves while the parts
// above it arrive. It is followed until the reader does something.
let sought = decodeURIComponent(location.hash.slice(1));
for (const deed of ["wheel", "pointerdown", "keydown", "touchstart"]) {
  window.addEventListener(deed, () => { sought = ""; been.back = null; }, { capture: true, passive: true });
}

// On a phone the page's own name may stand outside the row of pages.
function reveal(root) {
  const row = root.querySelector(".masthead nav"), current = row?.querySelector("[aria-current]");
  if (current) row.scrollLeft += Math.max(0, current.getBoundingClientRect().right - row.getBoundingClientRect().right);
}

// The open story's card in the list beside it, which scrolls by itself.
function follows(root) {
  const card = root.querySelector(".card.chosen"), column = card?.closest("[data-testid=stColumn]");
  if (!column || column.scrollHeight <= column.clientHeight) return;
  const inside = card.getBoundingClientRect(), around = column.getBoundingClientRect();
  if (inside.top < around.top || inside.bottom > around.bottom) column.scrollTop += inside.top - around.top - 120;
}

function seek() {
  if (sought) document.getElementById(sought)?.scrollIntoView({ block: "start" });
}

// A sentence is brought to the middle; a drawer only where it would lie below the screen.
function arrive(root, fresh) {
  const place = root.querySelector("[data-arrive]");
  if (fresh && byKey && place?.dataset.arrive === "narrow") place.focus({ preventScroll: true });
  if (!place || (place.dataset.arrive === "narrow" && window.innerWidth > 760)) return;
  place.scrollIntoView({ block: place.dataset.arrive === "narrow" ? "start" : "center" });
}

// Bring the next place of the article that matches to the middle, and after the last the first again.
function next(selector) {
  const all = [...document.querySelectorAll(`.article ${selector}`)];
  const reached = all.findIndex((each) => each.classList.contains("reached"));
  const following = all[(reached + 1) % all.length];
  all[reached]?.classList.remove("reached");
  following?.closest("details")?.setAttribute("open", "");
  following?.classList.add("reached");
  following?.scrollIntoView({ block: "center" });
}

// The words that are selected in the open story, paragraph by paragraph, each with the letters beside it.
function passages() {
  const chosen = getSelection(), range = chosen?.rangeCount ? chosen.getRangeAt(0) : null;
  if (!range || range.collapsed) return [];
  const blocks = [...document.querySelectorAll(".article .body [id^=b]")];
  return blocks.filter((each) => range.intersectsNode(each)).flatMap((block) => {
    const text = block.textContent, upTo = (node, at, usual) => {
      if (!block.contains(node)) return usual;
      const before = document.createRange();
      before.setStart(block, 0);
      before.setEnd(node, at);
      return before.toString().length;
    };
    let start = upTo(range.startContainer, range.startOffset, 0);
    let end = upTo(range.endContainer, range.endOffset, text.length);
    while (start < end && !text[start].trim()) start += 1;
    while (start < end && !text[end - 1].trim()) end -= 1;
    const quote = text.slice(start, end);
    const beside = { before: text.slice(Math.max(0, start - 40), start), after: text.slice(end, end + 40) };
    return quote ? [{ quote, ...beside }] : [];
  });
}

function highlight() {
  const found = passages(), root = document.querySelector(".article")?.closest(".sheet");
  if (!root || !found.length) return false;
  found.forEach((each) => root.send(`highlight ${JSON.stringify(each)}`));
  getSelection().removeAllRanges();
  return true;
}

// The button beside a selected passage; the key h does the same.
function offer() {
  let button = document.getElementById("highlight");
  const found = passages();
  if (!found.length) return button?.remove();
  if (!button) {
    button = Object.assign(document.createElement("button"), { id: "highlight", textContent: "Highlight" });
    button.addEventListener("pointerdown", (event) => event.preventDefault()); // the selection stays
    button.addEventListener("click", () => { highlight(); button.remove(); });
    document.querySelector(".article").closest(".sheet").after(button);
  }
  const boxes = getSelection().getRangeAt(0).getClientRects(), last = boxes[boxes.length - 1];
  if (!last) return;
  button.style.left = `${Math.min(last.right, window.innerWidth - 110)}px`;
  button.style.top = `${Math.min(last.bottom + 6, window.innerHeight - 90)}px`;
}
if (!window.wireroomOffers) {
  window.wireroomOffers = true;
  document.addEventListener("selectionchange", offer);
}

// A page that came over plain http from another machine has no clipboard: there a selected field is copied.
async function copied(words) {
  if (navigator.clipboard) return navigator.clipboard.writeText(words);
  const field = Object.assign(document.createElement("textarea"), { value: words }), on = document.activeElement;
  field.style.position = "fixed";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  on?.focus({ preventScroll: true });
  if (!done) throw new Error("refused");
}

// How stories are set. The browser keeps it; style.css reads it from the page's root.
const SET = "wireroom-set";
const USUAL = { face: "serif", size: "medium", measure: "usual", theme: "system" };
function typeset(choice) {
  let held = USUAL;
  try {
    held = { ...USUAL, ...JSON.parse(localStorage.getItem(SET) ?? "{}") };
    if (choice) {
      const [name, value] = choice.split("=");
      held[name] = value;
      localStorage.setItem(SET, JSON.stringify(held));
    }
  } catch { /* a browser that keeps nothing */ }
  for (const name of Object.keys(USUAL)) document.documentElement.dataset[name] = held[name];
  for (const each of document.querySelectorAll("button[data-type]")) {
    const [name, value] = each.dataset.type.split("=");
    each.ariaPressed = String(held[name] === value);
  }
  light(held.theme, choice);
}

// Streamlit reads its theme when a page loads, from a key of its own for each path.
function light(theme, chosen) {
  const pages = [...document.querySelectorAll(".masthead nav a")].map((each) => each.pathname);
  try {
    for (const path of [location.pathname, ...pages]) {
      localStorage.setItem(`stActiveTheme-${path}-v2`, JSON.stringify(theme[0].toUpperCase() + theme.slice(1)));
    }
  } catch { return; }
  if (chosen?.startsWith("theme=")) location.reload();
}

export default function (component) {
  const root = component.parentElement.querySelector(".sheet");
  const { markup } = component.data;
  if (shown.get(root) !== markup) {
    const before = standing(root), fresh = !shown.has(root);
    root.innerHTML = markup;
    shown.set(root, markup);
    restore(root, before);
    reveal(root);
    follows(root);
    if (been.back) been.back.drawn = true;
    been.here = address();
    arrive(root, fresh);
    seek();
    if (root.querySelector(".article")) markSpoken();
    const find = root.querySelector("button[data-find]");
    if (find) find.ariaExpanded = String(document.documentElement.hasAttribute("data-find"));
    if (root.querySelector(".masthead, .article, button[data-type]")) typeset();
  }
  // What is sent while a page runs can be replaced on the way: a word waits, and is sent again, until the page
  // names its number as done. A number is never below the clock, so that a sheet shown anew goes on above it.
  const { done } = component.data;
  root.waiting = (root.waiting ?? []).filter((each) => each.number > done);
  root.post = () => {
    clearTimeout(root.again);
    if (!root.waiting.length || !root.isConnected) return;
    component.setTriggerValue("do", root.waiting.map((each) => `${each.number} ${each.word}`).join("\n"));
    root.again = setTimeout(() => root.post(), AGAIN);
  };
  root.send = (word) => {
    root.waiting.push({ word, number: Math.max(Date.now(), done + 1, (root.waiting.at(-1)?.number ?? 0) + 1) });
    root.post();
  };
  root.onclick = (event) => {
    if (follow(event)) return;
    const copy = event.target.closest("button[data-copy]");
    if (copy) {
      copied(copy.dataset.copy).then(
        () => { copy.textContent = "Copied"; },
        () => { copy.textContent = "Not copied: the browser does not allow it"; },
      );
      return;
    }
    if (event.target.closest("button[data-listen]")) return listen();
    const onward = event.target.closest("button[data-next]");
    if (onward) return next(onward.dataset.next);
    const setting = event.target.closest("button[data-type]");
    if (setting) return typeset(setting.dataset.type);
    const boxes = [...root.querySelectorAll("input.pick")];
    const picked = event.target.closest("button[data-pick]")?.dataset.pick;
    if (picked) {  // all of them, or none where all were; or those above the first, below the last chosen one
      const held = boxes.map((each) => each.checked), all = held.every(Boolean);
      const first = held.indexOf(true), last = held.lastIndexOf(true);
      const by = { all: () => !all, above: (i) => held[i] || i < first, below: (i) => held[i] || i > last };
      boxes.forEach((each, i) => { each.checked = by[picked](i); });
      return;
    }
    const find = event.target.closest("button[data-find]"), page = document.documentElement;
    if (find) {
      find.ariaExpanded = String(page.toggleAttribute("data-find"));
      return;
    }
    const deed = event.target.closest("button[data-with]")?.dataset.with;
    if (deed) {
      const ids = boxes.filter((each) => each.checked).map((each) => each.value);
      const label = root.querySelector(".label-field")?.value ?? "";
      root.send(`chosen ${JSON.stringify({ do: deed, ids, label })}`);
      return;
    }
    const write = event.target.closest("button[data-write]");
    if (write) {
      root.send(`write ${JSON.stringify([write.dataset.write, write.previousElementSibling.value])}`);
      write.closest("details").open = false;
      return;
    }
    const button = event.target.closest("button[data-do]");
    if (button) root.send(button.dataset.do);
  };
  // What is typed into a field of names is sent at each pause, and by the key Enter.
  const typed = (word, { target }, pause) => {
    clearTimeout(root.pause);
    if (target.matches("[data-typed]")) root.pause = setTimeout(() => root.send(`${word} ${target.value}`), pause);
  };
  root.oninput = (event) => typed("typed", event, 200);
  root.onkeydown = (event) => { if (event.key === "Enter" && !event.isComposing) typed("entered", event, 0); };
}
