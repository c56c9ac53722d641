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
  if (url.hash && url.pathname === location.pathname && url.search === location.search) {
    document.getElementById(url.hash.slice(1))?.scrollIntoView({ block: "center" });
    return true;
  }
  history.pushState({}, "", url);
  window.dispatchEvent(new PopStateEvent("popstate"));
  if (!anchor.hasAttribute("data-stay")) document.querySelector("[data-testid=stMain]")?.scrollTo({ top: 0 });
  return true;
}

// A sentence is brought to the middle; a drawer only where it would lie below the screen.
function arrive(root) {
  const place = root.querySelector("[data-arrive]");
  if (!place || (place.dataset.arrive === "narrow" && window.innerWidth > 760)) return;
  place.scrollIntoView({ block: place.dataset.arrive === "narrow" ? "start" : "center" });
}

export default function (component) {
  const root = component.parentElement.querySelector(".sheet");
  const { markup } = component.data;
  if (shown.get(root) !== markup) {
    const focused = root.contains(document.activeElement) ? document.activeElement.id : "";
    root.innerHTML = markup;
    shown.set(root, markup);
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    arrive(root);
  }
  root.onclick = (event) => {
    if (follow(event)) return;
    const copy = event.target.closest("button[data-copy]");
    if (copy) {
      navigator.clipboard.writeText(copy.dataset.copy).then(
        () => { copy.textContent = "Copied"; },
        () => { copy.textContent = "Not copied: the browser does not allow it"; },
      );
      return;
    }
    const button = event.target.closest("button[data-do]");
    if (button) component.setTriggerValue("do", button.dataset.do);
  };
}
