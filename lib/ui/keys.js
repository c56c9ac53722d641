// Keys work on every page, and never while something is typed. c and r belong to Streamlit.
const TYPED = "input, textarea, select, [contenteditable=true], [role=combobox], [role=listbox], [role=option]";
const NEVER = -Infinity;
let leading = NEVER; // when g was pressed, in milliseconds

const cards = () => [...document.querySelectorAll(".card[data-story] h3 a")].filter((each) => each.checkVisibility());
const held = (link) => link.closest(".card").contains(document.activeElement);
const reading = () => document.querySelector(".article");

function step(by, open) {
  if (open && document.querySelector(ACTIONS)) return press(`${ACTIONS} [rel=${by > 0 ? "next" : "prev"}]`);
  const all = cards(), shown = all.findIndex((each) => each.ariaCurrent), focused = all.findIndex(held);
  const base = open || focused < 0 ? shown : focused;
  const place = base < 0 && by < 0 ? 0 : base + by;
  if (place >= all.length) return press(".pager .next");
  const next = all[Math.max(0, place)];
  if (!next) return false;
  next.focus({ preventScroll: true });
  next.closest(".card").scrollIntoView({ block: "nearest" });
  if (open) next.click();
  return true;
}

function press(selector) {
  const found = document.querySelector(selector);
  found?.click();
  return Boolean(found);
}

// Star or mark the card that has the focus, else the open story. The card shows it at once; the word says what
// shall be, so that one that is sent again with the next does no harm.
function mark(word, buttons) {
  const card = document.activeElement?.closest?.(".card[data-story]");
  if (!card || (reading() && card.querySelector("[aria-current]"))) return press(buttons);
  const on = card.classList.toggle(word === "star" ? "starred" : word);
  card.closest(".sheet").send?.(`${on ? "" : "un"}${word} ${card.dataset.story}`);
  return true;
}

function goTo(letter) {
  const state = { u: "unread", s: "starred" }[letter];
  const pages = [...document.querySelectorAll(".masthead nav a")];
  const page = pages.find((each) => each.textContent[0].toLowerCase() === (state ? "r" : letter));
  if (!page) return false;
  if (state) {
    const url = new URL(page.href);
    url.searchParams.set("read", state);
    history.pushState({}, "", url);
    window.dispatchEvent(new PopStateEvent("popstate"));
  } else page.click();
  return true;
}

function help() {
  const dialog = document.getElementById("keys");
  if (dialog?.open) dialog.close(); else dialog?.showModal();
  return Boolean(dialog);
}

function search() {
  document.documentElement.toggleAttribute("data-find", true);  // on a phone it is folded away
  const field = document.querySelector(".st-key-q input");
  field?.focus();
  field?.select();
  return Boolean(field);
}

// Open the labels of the open story and go to their field, which comes some frames later.
function labels() {
  const frames = (left) => {
    const field = document.querySelector("[data-testid=stPopoverBody] input");
    if (field) field.focus(); else if (left) requestAnimationFrame(() => frames(left - 1));
  };
  const done = press(".st-key-labels button");
  if (done) frames(120);
  return done;
}

const ACTIONS = ".st-key-story-actions";
const STAR = `${ACTIONS} :is([data-do=star], [data-do=unstar])`;
const DOES = {
  j: () => step(1, Boolean(reading())),
  k: () => step(-1, Boolean(reading())),
  n: () => step(1, false),
  p: () => step(-1, false),
  o: () => { const link = cards().find(held) ?? cards()[0]; link?.click(); return Boolean(link); },
  v: () => press(".article footer a[target=_blank]"),
  m: () => mark("read", `${ACTIONS} :is([data-do=read], [data-do=unread])`),
  s: () => mark("star", STAR),
  f: () => mark("star", STAR),
  l: labels,
  h: () => highlight(),
  L: () => press("[data-listen]"),
  A: () => press("[data-do=all-read]"),
  "/": search,
  "?": help,
};

function pressed(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.(TYPED)) return;
  if (document.querySelector("dialog[open], [role=dialog]") && event.key !== "?") return;
  const led = event.timeStamp - leading < 1500;
  leading = event.key === "g" && !led ? event.timeStamp : NEVER;
  const done = led ? goTo(event.key) : DOES[event.key]?.();
  if (done) event.preventDefault();
}

if (!window.wireroomKeys) {
  window.wireroomKeys = true;
  document.addEventListener("keydown", pressed);
  document.addEventListener("click", (event) => { if (event.target.closest?.("[data-keys]")) help(); });
}
