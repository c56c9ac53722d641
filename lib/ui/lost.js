// Says why a page answers nothing any more: its key was withdrawn, or the app was stopped. Streamlit tries to
// come back in silence, since its own header is not shown.
const LOST = 2000; // milliseconds without a connection after which the app is asked why
const STOPPED = "Wireroom does not answer: it was stopped, or its machine sleeps. Start it again there; this page then goes on by itself.";
let lostAt = 0;

async function reason() {
  try {
    const answer = await fetch(location.pathname, { cache: "no-store" });
    return answer.ok ? "" : (await answer.text()).trim();
  } catch { return STOPPED; }
}

async function watch() {
  const state = document.querySelector("[data-testid=stApp]")?.dataset.testConnectionState, line = document.getElementById("lost");
  if (!state || state === "CONNECTED") {
    lostAt = 0;
    line?.remove();
  } else {
    lostAt ||= Date.now();
    const words = Date.now() - lostAt > LOST ? await reason() : "";
    if (words && !line) {
      document.body.append(Object.assign(document.createElement("p"), { id: "lost", role: "alert", textContent: words }));
    }
  }
  setTimeout(watch, 1000);
}

if (!window.wireroomLost) {
  window.wireroomLost = true;
  watch();
}
