// Returns readers to where they stood on a page: what scrolls is a part of it, which the browser does not bring
// back.
// `here` is the address of the page that is shown; `back` how far down it is to be, and the story open before.
const address = () => location.pathname + location.search;
const been = window.wireroomBeen ??= { stood: new Map(), here: address(), back: null };

// Return to where the reader stood on this page, once it is drawn; in a list the story that was open is in sight.
function comeBack(from) {
  const story = new URLSearchParams(from.split("?")[1]).get("article") ?? "";
  been.back = { top: been.stood.get(been.here) ?? 0, story, drawn: false, since: performance.now() };
  requestAnimationFrame(settle);
}

function settle(now) {
  const main = document.querySelector("[data-testid=stMain]"), { back } = been;
  if (!back || !main) return;
  if (document.querySelector("[data-testid=stApp]")?.dataset.testScriptState !== "notRunning") back.since = now;
  if (back.drawn) main.scrollTop = back.top;
  if (now - back.since < 1000) return requestAnimationFrame(settle);
  been.back = null;
  const card = document.querySelector(`.card[data-story="${CSS.escape(back.story)}"]`);
  if (!card?.checkVisibility()) return;
  const { top, bottom } = card.getBoundingClientRect();
  if (top < 0 || bottom > window.innerHeight) card.scrollIntoView({ block: "center" });
  card.querySelector("h3 a").focus({ preventScroll: true });
}

if (!window.wireroomPlaces) {
  window.wireroomPlaces = true;
  window.addEventListener("popstate", (event) => {
    const from = been.here;
    been.stood.set(from, document.querySelector("[data-testid=stMain]")?.scrollTop ?? 0);
    been.here = address();
    if (event.isTrusted) comeBack(from);
  });
}
