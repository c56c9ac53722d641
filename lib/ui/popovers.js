// Keeps an open popover within the margins of the page; Streamlit keeps it within those of the window. Closes it
// when a child process was started in it, whose progress and file are shown on the page below.
function withinPage(frames) {
  const body = document.querySelector("[data-testid=stPopoverBody]");
  const page = document.querySelector("[data-testid=stMainBlockContainer]");
  if (body && window.innerWidth > 760) {
    const moved = parseFloat(body.style.translate) || 0;
    const end = page.getBoundingClientRect().right - parseFloat(getComputedStyle(page).paddingRight);
    body.style.translate = `${Math.min(0, end - body.getBoundingClientRect().right + moved)}px`;
  }
  if (frames) requestAnimationFrame(() => withinPage(frames - 1));
}

if (!window.wireroomPopovers) {
  window.wireroomPopovers = true;
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-testid=stPopover] button")) withinPage(60); // while it opens and fills
    const starts = event.target.closest?.("[data-testid=stPopoverBody] [class*='-starts'] button");
    const close = { key: "Escape", keyCode: 27, bubbles: true };
    if (starts) setTimeout(() => starts.dispatchEvent(new KeyboardEvent("keydown", close)));
  }, true);
}
