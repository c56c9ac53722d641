// Offers the names that begin like the word before the cursor; Tab takes one, Escape closes the list. A button
// with data-insert puts its name where the cursor is. Ctrl+Enter asks. The field may be drawn anew at any time,
// so the document listens.
const MOST = 8;
const setValue = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set;
let list, names = [], label = "", found = [], from = 0, at = 0, listening = false;

const field = () => document.querySelector(`textarea[aria-label="${label}"]`);

function put(area, text, start = area.selectionStart) {
  const before = area.value.slice(0, start), after = area.value.slice(area.selectionEnd);
  setValue.call(area, before + text + after);
  area.dispatchEvent(new Event("input", { bubbles: true }));
  area.focus();
  area.setSelectionRange(start + text.length, start + text.length);
}

function close() {
  found = [];
  list.hidden = true;
  field()?.removeAttribute("aria-activedescendant");
}

function mark(area) {
  [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === at)));
  area.setAttribute("aria-activedescendant", `completion-${at}`);
}

function take(place) {
  put(field(), found[place][0], from);
  close();
}

function offer(area) {
  const word = /[A-Za-z_]\w*$/.exec(area.value.slice(0, area.selectionStart))?.[0] ?? "";
  const begins = word.toLowerCase();
  found = word ? names.filter(([name]) => name.startsWith(begins) && name !== begins).slice(0, MOST) : [];
  if (!found.length) return close();
  from = area.selectionStart - word.length;
  at = 0;
  list.replaceChildren(...found.map(([name, of], place) => {
    const item = Object.assign(document.createElement("li"), { id: `completion-${place}` });
    item.setAttribute("role", "option");
    item.append(Object.assign(document.createElement("b"), { textContent: name }), ` ${of}`);
    item.addEventListener("pointerdown", (event) => { event.preventDefault(); take(place); });
    return item;
  }));
  list.hidden = false;
  mark(area);
}

function pressed(event) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    close();
    setTimeout(() => document.querySelector(".st-key-ask-sql button")?.click(), 50); // the field has sent its words
  } else if (!found.length) return;
  else if (event.key === "Tab" && !event.shiftKey) { event.preventDefault(); take(at); }
  else if (event.key === "Escape") { event.stopPropagation(); close(); }
  else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    at = (at + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length;
    mark(event.target);
  }
}

function listen() {
  listening = true;
  const inField = (then) => (event) => { if (list?.isConnected && event.target === field()) then(event); };
  const name = (event) => event.target.closest?.("button[data-insert]")?.dataset.insert;
  document.addEventListener("focusin", inField(({ target }) => {
    target.spellcheck = false;
    target.setAttribute("aria-autocomplete", "list");
    target.setAttribute("aria-controls", list.id);
  }));
  document.addEventListener("input", inField((event) => { if (event.isTrusted) offer(event.target); }));
  document.addEventListener("focusout", inField(close));
  document.addEventListener("keydown", inField(pressed), true);
  document.addEventListener("pointerdown", (event) => { if (name(event)) event.preventDefault(); });
  document.addEventListener("click", (event) => { if (name(event) && list.isConnected) put(field(), name(event)); });
}

export default function (component) {
  list = component.parentElement.querySelector(".completions");
  ({ names, label } = component.data);
  if (!listening) listen();
}
