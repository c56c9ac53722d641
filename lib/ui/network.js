// A click or tap on a network opens exactly the name, the circle or the line that is drawn there, and the mouse
// over it shows its sentence. Plotly itself knows points alone and takes the nearest.
const GRAPH = ".js-plotly-plot", DRAWER = ["actor", "pair", "on", "side", "seen"]; // lib/ui/actors/drawer.py
const REACH = { mouse: { circle: 3, line: 7 }, touch: { circle: 9, line: 14 } }; // pixels beside what is drawn
const MOVED = 8; // pixels from which on a press is no click
let pressedAt = null;

const network = (target) => {
  const graph = target.closest?.(GRAPH);
  return graph?.data?.some((each) => each.name === "pairs" && each.customdata) ? graph : null;
};

// What is drawn, in the window's pixels.
function drawn(graph) {
  const paper = graph.querySelector(".nsewdrag").getBoundingClientRect(), { xaxis, yaxis } = graph.layout;
  const share = ({ range: [from, to] }, at) => (at - from) / (to - from);
  const place = (x, y) => ({ x: paper.left + share(xaxis, x) * paper.width, y: paper.bottom - share(yaxis, y) * paper.height });
  const circles = new Map(), lines = [], names = [];
  for (const trace of graph.data) {
    if (!trace.customdata || trace.name === "pairs") continue;
    trace.customdata.forEach(([id], i) => circles.set(id, {
      ids: [id], words: trace.hovertext[i], radius: trace.marker.size[i] / 2, ...place(trace.x[i], trace.y[i]),
    }));
  }
  const pairs = graph.data.find((each) => each.name === "pairs");
  pairs.customdata.forEach((ids, i) => lines.push({ ids, words: pairs.hovertext[i], ends: ids.map((id) => circles.get(id)) }));
  graph.querySelectorAll(".annotation[data-index]").forEach((each) => {
    const circle = circles.get(graph.layout.annotations[each.dataset.index]?.name);
    const patch = each.querySelector(".bg"); // none where zooming has moved the name out of the picture
    if (circle && patch) names.push({ ...circle, box: patch.getBoundingClientRect() });
  });
  return { circles: [...circles.values()], lines, names };
}

function offLine({ ends: [one, other] }, x, y) {
  const dx = other.x - one.x, dy = other.y - one.y, long = dx * dx + dy * dy || 1;
  const share = Math.min(1, Math.max(0, ((x - one.x) * dx + (y - one.y) * dy) / long));
  return Math.hypot(one.x + share * dx - x, one.y + share * dy - y);
}

// The nearest of what lies within reach.
function nearest(all, away, reach) {
  const far = all.map(away), least = Math.min(...far);
  return least <= reach ? all[far.indexOf(least)] : null;
}

// How far a spot is from the middle of a box, 1 at its edge.
function offMiddle({ left, right, top, bottom }, x, y) {
  return Math.max(Math.abs(2 * x - left - right) / (right - left), Math.abs(2 * y - top - bottom) / (bottom - top));
}

// A name or circle that lies there: of a circle under another's name that whose middle is nearer. Else what is
// drawn beside it, a circle before a line.
function struck(graph, { clientX: x, clientY: y, pointerType }) {
  const { circles, lines, names } = drawn(graph), reach = REACH[pointerType] ?? REACH.touch;
  const off = (circle) => Math.hypot(circle.x - x, circle.y - y) - circle.radius;
  const share = (each) => each.box ? offMiddle(each.box, x, y) : (off(each) + each.radius) / each.radius;
  return nearest([...names, ...circles], share, 1) ?? nearest(circles, off, reach.circle)
    ?? nearest(lines, (line) => offLine(line, x, y), reach.line);
}

function go(change) {
  const url = new URL(location.href);
  change(url.searchParams);
  if (url.href === location.href) return;
  history.pushState({}, "", url);
  window.dispatchEvent(new PopStateEvent("popstate"));
}

function openMark(ids, centred) {
  go((asked) => {
    for (const each of DRAWER) asked.delete(each);
    asked.set(ids.length > 1 ? "pair" : "actor", ids.join("~~"));
    if (centred) asked.set("centre", ids[0]);
  });
}

// Zooming is Plotly's own, by its buttons; what was zoomed can be dragged.
function zoom(button) {
  const graph = button.closest("[data-testid=stVerticalBlock]")?.querySelector(GRAPH);
  const press = (what) => graph?.querySelector(`.modebar [data-val="${what}"]`)?.click();
  if (graph && button.dataset.zoom !== "out") graph.dataset.zoomed = button.dataset.zoom === "in" ? "1" : "";
  if (button.dataset.zoom !== "reset") press("pan");
  press(button.dataset.zoom);
  if (button.dataset.zoom === "reset") go((asked) => asked.delete("centre"));
}

function hint(graph, event) {
  const found = graph && event.pointerType === "mouse" && !event.buttons ? struck(graph, event) : null;
  let box = document.getElementById("hint");
  graph?.classList.toggle("on-mark", Boolean(found));
  if (!found) return box?.remove();
  if (!box) {
    box = Object.assign(document.createElement("div"), { id: "hint", ariaHidden: "true" });
    document.querySelector("[data-testid=stApp]").append(box);
  }
  if (box.dataset.of !== found.ids.join()) {
    box.dataset.of = found.ids.join();
    box.innerHTML = found.words; // names in it are escaped: lib/charts/text_metrics.py
  }
  box.style.left = `${Math.max(8, Math.min(event.clientX + 14, window.innerWidth - box.offsetWidth - 8))}px`;
  box.style.top = `${Math.max(8, Math.min(event.clientY + 16, window.innerHeight - box.offsetHeight - 8))}px`;
}

if (!window.wireroomNetwork) {
  window.wireroomNetwork = true;
  const listen = (name, done) => document.addEventListener(name, done, { capture: true, passive: true });
  listen("pointerdown", (event) => {
    const graph = event.isPrimary && plain(event) && network(event.target);
    pressedAt = graph ? { graph, x: event.clientX, y: event.clientY } : null;
    document.getElementById("hint")?.remove();
  });
  listen("pointercancel", () => { pressedAt = null; });
  // Plotly covers the page while a button is down, so the graph is that of the press.
  listen("pointerup", (event) => {
    const press = pressedAt;
    pressedAt = null;
    if (!press?.graph.isConnected || Math.hypot(event.clientX - press.x, event.clientY - press.y) > MOVED) return;
    const found = struck(press.graph, event);
    // The page draws its picture anew: one that was zoomed stays so, around what is opened.
    if (found) openMark(found.ids, Boolean(press.graph.dataset.zoomed));
  });
  listen("click", (event) => {
    const button = event.target.closest?.("button[data-zoom]");
    if (button) zoom(button);
  });
  listen("pointermove", (event) => hint(network(event.target), event));
  listen("pointerout", (event) => { if (!event.relatedTarget) hint(null, event); });
}
