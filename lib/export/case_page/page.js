"use strict";
// Searches and shows the stories that lie in this page as JSON. Text is only ever set as text.
const file = JSON.parse(document.getElementById("file").textContent);
const AT_ONCE = matchMedia("(max-width: 50rem)").matches ? 20 : 100; // stories in the list, until more are asked for
const wanted = { words: "", publisher: "", tag: "", since: "", until: "", actors: [] };
let found = file.stories, shown = AT_ONCE;

const $ = (id) => document.getElementById(id);

function el(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

function fold(text) {
  const small = text.toLowerCase();
  return /^[\x00-\x7f]*$/.test(small) ? small : small.normalize("NFD").replace(/\p{M}/gu, "");
}

// Offsets count whole letters; a string of JavaScript counts some letters twice.
function cutter(text) {
  if (!/[\ud800-\udfff]/.test(text)) return (start, end) => text.slice(start, end);
  const letters = Array.from(text);
  return (start, end) => letters.slice(start, end).join("");
}

function searched(story) {
  if (story.folded === undefined) {
    const words = [story.headline, story.deck, story.origin, ...story.tags];
    for (const proof of story.proofs) {
      words.push(proof.text);
      for (const [, , actor] of proof.names) words.push(file.actors[actor].name);
    }
    for (const block of story.blocks || []) words.push(block.text);
    story.folded = fold(words.join("\n"));
  }
  return story.folded;
}

const names = (proof) => wanted.actors.every((actor) => proof.names.some((name) => name[2] === actor));

function fits(story) {
  if (wanted.publisher && story.publisher !== wanted.publisher) return false;
  if (wanted.tag && !story.tags.includes(wanted.tag)) return false;
  if (wanted.since && !(story.day >= wanted.since)) return false;
  if (wanted.until && !(story.day && story.day <= wanted.until)) return false;
  if (wanted.actors.length && !story.proofs.some(names)) return false;
  const terms = fold(wanted.words).match(/"[^"]+"|[^\s"]+/g) || [];
  return terms.every((term) => searched(story).includes(term.replace(/"/g, "")));
}

function count(number, one, many) {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

function search() {
  found = file.stories.filter(fits);
  shown = AT_ONCE;
  list();
  if (!current()) overview();
  else open();
}

function list() {
  const all = found.length === file.stories.length;
  $("found").textContent = all
    ? count(found.length, "story", "stories")
    : `${found.length.toLocaleString("en")} of ${count(file.stories.length, "story", "stories")}`;
  const rows = found.slice(0, shown).map((story) =>
    el("li", {}, el("a", { href: `#${story.id}`, "aria-current": story === current() ? "true" : null },
      el("span", { class: "headline", dir: "auto" }, story.headline),
      el("span", { class: "quiet" }, story.origin))));
  $("list").replaceChildren(...rows);
  $("more").hidden = found.length <= shown;
  $("chosen").replaceChildren(...wanted.actors.map((actor) =>
    el("button", { type: "button", title: "No longer ask for this actor", click: () => choose(actor) },
      `${file.actors[actor].name} ×`)));
  $("clear").hidden = all && !wanted.actors.length;
}

function choose(actor) {
  wanted.actors = wanted.actors.includes(actor)
    ? wanted.actors.filter((each) => each !== actor)
    : [...wanted.actors, actor];
  search();
}

const current = () => file.stories.find((story) => location.hash === `#${story.id}`);

function marked(text, spans) {
  const cut = cutter(text), parts = [];
  let at = 0;
  for (const [start, end, actor] of [...spans].sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
    if (start < at) continue;
    parts.push(cut(at, start), el("button", {
      type: "button", class: wanted.actors.includes(actor) ? "name chosen" : "name",
      title: `Stories that name ${file.actors[actor].name}`, click: () => choose(actor),
    }, cut(start, end)));
    at = end;
  }
  return [...parts, cut(at)];
}

function paragraph(story, block) {
  const spans = story.proofs.filter((proof) => proof.block === block.number)
    .flatMap((proof) => proof.names.map(([start, end, actor]) => [start + proof.start, end + proof.start, actor]));
  const kinds = { heading: "h3", quote: "blockquote", caption: "figcaption" };
  const made = el(kinds[block.kind] || "p", { dir: "auto" }, ...marked(block.text, spans));
  return block.times ? [el("p", { class: "quiet" }, block.times), made] : [made];
}

function evidence(story) {
  const rows = story.proofs.map((proof) =>
    el("li", { dir: "auto", class: wanted.actors.length && names(proof) ? "hit" : null },
      ...marked(proof.text, proof.names),
      proof.zone === "body" ? null : el("span", { class: "quiet" }, ` ${proof.zone}`)));
  if (!rows.length) return [el("p", { class: "quiet" }, "No sentence of it names an actor that is counted here.")];
  const title = `Evidence: ${count(rows.length, "sentence", "sentences")}`;
  return [el("details", { open: story.blocks ? null : "" }, el("summary", {}, title), el("ul", { class: "evidence" }, ...rows))];
}

function open() {
  const story = current();
  const at = found.indexOf(story);
  const step = (to, word) => found[to] ? el("a", { href: `#${found[to].id}` }, word) : null;
  const text = story.blocks ? story.blocks.flatMap((block) => paragraph(story, block)) : [];
  const without = story.blocks ? null : el("p", { class: "quiet" }, "The full text is not part of this case file.");
  const address = story.url
    ? el("p", { class: "quiet" }, el("a", { href: story.url, rel: "noreferrer noopener" }, story.url)) : null;
  const originals = (story.originals || []).map((name, number) =>
    el("p", { class: "quiet" }, el("a", { href: name }, `Capture ${number + 1}, as its page was written`)));
  $("page").replaceChildren(
    el("nav", { class: "quiet" }, el("a", { href: "#" }, "Overview"), step(at - 1, "Previous"), step(at + 1, "Next")),
    el("article", { lang: story.language },
      el("h1", { dir: "auto", tabindex: "-1" }, story.headline),
      story.deck ? el("p", { class: "deck", dir: "auto" }, story.deck) : null,
      el("p", { class: "quiet" }, story.origin), address, ...originals,
      ...text,
      story.tags.length ? el("p", { class: "quiet" }, `Tags: ${story.tags.join(", ")}`) : null,
      ...evidence(story), without));
  document.body.className = "reading";
  document.title = story.headline;
}

// Who is named in the stories found, and who with whom: pairs by sentences that are no lists.
function counts() {
  const actors = new Map(), pairs = new Map();
  for (const story of found) {
    const own = new Set();
    for (const proof of story.proofs) {
      const here = [...new Set(proof.names.map((name) => name[2]))].sort((a, b) => a - b);
      here.forEach((actor) => own.add(actor));
      if (here.length >= file.list) continue;  // a list of names ties nobody, as in the network
      here.forEach((one, n) => here.slice(n + 1).forEach((other) => {
        const pair = one * file.actors.length + other;
        pairs.set(pair, (pairs.get(pair) || 0) + 1);
      }));
    }
    own.forEach((actor) => actors.set(actor, (actors.get(actor) || 0) + 1));
  }
  return { actors, pairs };
}

const most = (counted, n) => [...counted].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, n);

function ranking(title, entries) {
  const rows = entries.map(([label, number, pick]) =>
    el("li", {}, el("button", { type: "button", class: "name", click: pick }, label), el("span", { class: "number" }, String(number))));
  return entries.length ? el("section", {}, el("h2", {}, title), el("ol", { class: "ranking" }, ...rows)) : null;
}

function overview() {
  const { actors, pairs } = counts();
  const both = (pair) => [Math.floor(pair / file.actors.length), pair % file.actors.length];
  const named = most(actors, 15).map(([actor, number]) => [file.actors[actor].name, number, () => choose(actor)]);
  const together = most(pairs, 15).map(([pair, number]) => {
    const two = both(pair);
    return [two.map((actor) => file.actors[actor].name).join(" – "), number, () => { wanted.actors = two; search(); }];
  });
  $("page").replaceChildren(
    el("div", { class: "rankings" }, ranking("Most named, by stories", named), ranking("Named together, by sentences", together)),
    ...file.figures.map((figure) =>
      el("figure", {}, el("img", { src: figure.src, alt: figure.alt }), el("figcaption", {}, figure.alt))));
  document.body.className = "";
  document.title = file.title;
}

function options(id, values) {
  $(id).append(...values.map((value) => el("option", { value }, value)));
}

function byNumber(lists) {
  const counted = new Map();
  lists.flat().forEach((value) => value && counted.set(value, (counted.get(value) || 0) + 1));
  return most(new Map([...counted].sort()), 500).map(([value]) => value);
}

function suggest(event) {
  const typed = fold(event.target.value);
  const actor = file.actors.findIndex((each) => fold(each.name) === typed);
  if (actor >= 0) { event.target.value = ""; if (!wanted.actors.includes(actor)) choose(actor); }
}

options("publisher", byNumber(file.stories.map((story) => [story.publisher])));
options("tag", byNumber(file.stories.map((story) => story.tags)));
options("actors", file.actors.slice(0, 2000).map((actor) => actor.name));
let due = 0;
for (const name of ["words", "publisher", "tag", "since", "until"]) {
  $(name).addEventListener("input", () => {
    wanted[name] = $(name).value;
    clearTimeout(due);
    due = setTimeout(search, name === "words" ? 150 : 0);
  });
}
$("actor").addEventListener("input", suggest);
$("more").addEventListener("click", () => { shown += AT_ONCE; list(); });
$("clear").addEventListener("click", () => {
  Object.assign(wanted, { words: "", publisher: "", tag: "", since: "", until: "", actors: [] });
  document.querySelector("form").reset();
  search();
});
document.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
document.addEventListener("keydown", (event) => {
  if (event.target.matches("input, select")) return;
  if (event.key === "/") { event.preventDefault(); $("words").focus(); }
  const step = { j: 1, k: -1 }[event.key];
  const next = step && found[found.indexOf(current()) + step];
  if (next) location.hash = next.id;
});
addEventListener("hashchange", () => {
  list();
  if (current()) { open(); document.querySelector("h1[tabindex]").focus({ preventScroll: true }); scrollTo(0, 0); }
  else overview();
});
search();
