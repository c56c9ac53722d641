"""A Chromium that stays open to draw figures: 0.3 s for each picture instead of 5.

It relies on what Kaleido 1 documents: `Kaleido.open`, `close` and `calc_fig`, `tabs_ready`, the queue of its
tabs, `js_logger` of a tab, and `PageGenerator.generate_index`, which a page of one's own may override.
"""

import asyncio
import json
import os
import signal
import threading
from collections.abc import Coroutine, Mapping
from pathlib import Path
from typing import Any, Literal

from kaleido import Kaleido, PageGenerator

from lib.export.fonts import chart_faces

ImageFormat = Literal["png", "svg", "pdf"]

START_SECONDS = 60.0  # a browser's first start on a busy laptop reads hundreds of megabytes
DRAW_SECONDS = 30.0  # of one figure; whoever asked for it waits in front of a page
CLOSE_SECONDS = 10.0  # then the browser is killed

# Plotly serialises each image as one SVG, which is drawn apart from its page: fonts must travel inside it.
_SCRIPT = """
<script>
  const faces = FACES;
  const plain = XMLSerializer.prototype.serializeToString;
  XMLSerializer.prototype.serializeToString = function (node) {
    if (node.localName === "svg") {
      const style = document.createElementNS("http://www.w3.org/2000/svg", "style");
      const needed = faces.filter(f => new RegExp(f.pattern).test(node.textContent));
      style.textContent = needed.map(f => f.css).join("");
      node.insertBefore(style, node.firstChild);
    }
    return plain.call(this, node);
  };
  const draw = kaleido_scopes.plotly;
  kaleido_scopes.plotly = (...options) => {
    const words = JSON.stringify(options[0]);
    const styles = faces.flatMap(f => ["400", "600"].map(weight => `${weight} 13px "${f.family}"`));
    const loads = styles.map(style => document.fonts.load(style, words));
    return Promise.all(loads).then(() => draw(...options));
  };
</script>
"""


class ChartPage(PageGenerator):  # type: ignore[misc]
    """Kaleido's page, with the bundled fonts and without remote scripts."""

    def __init__(self) -> None:
        super().__init__(mathjax=False)

    def generate_index(self) -> str:
        faces = chart_faces()
        as_json = json.dumps([{"family": f.family, "pattern": f.pattern, "css": f.css} for f in faces])
        script = _SCRIPT.replace("FACES", as_json)
        rules = "\n".join(face.css for face in faces)
        return str(super().generate_index()).replace("</head>", f"<style>{rules}</style>{script}</head>")


class _KeptTab:
    """A browser tab that is not reloaded between figures, which would take half the time of a picture."""

    def __init__(self, tab: Any) -> None:
        self.wrapped = tab

    def __getattr__(self, name: str) -> Any:
        return getattr(self.wrapped, name)

    async def reload(self) -> None:
        """Only reset the log, where Kaleido would load the page again after each figure."""
        self.wrapped.js_logger.reset()


class ChromiumRenderer:
    """A browser that runs on a thread of its own; any thread may have it draw.

    The constructor starts it, and raises TimeoutError or what Kaleido raises if it does not start.
    """

    def __init__(self, browser: Path) -> None:
        self.kaleido: Kaleido | None = None
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="chromium", daemon=True)
        self._thread.start()
        try:
            self._wait(self._open(browser), START_SECONDS)
        except BaseException:
            self.close()
            raise

    def render(self, figure: Mapping[str, Any], options: Mapping[str, Any]) -> bytes:
        """Return the figure as bytes of the format named in the options.

        Raises TimeoutError if the browser does not answer, and what Kaleido raises if it cannot draw.
        """
        assert self.kaleido is not None  # else the constructor has raised
        # Kaleido gives up a drawing after DRAW_SECONDS; this limit is for a browser that answers it no more.
        seconds = DRAW_SECONDS + CLOSE_SECONDS
        content: bytes = self._wait(self.kaleido.calc_fig(dict(figure), opts=dict(options)), seconds)
        return content

    def close(self) -> None:
        """Close the browser and its thread; kill a browser that does not respond."""
        if self.kaleido is not None:
            try:
                self._wait(self.kaleido.close(), CLOSE_SECONDS)
            except Exception:  # whatever keeps it from closing, it must not outlive this process
                self._kill()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(CLOSE_SECONDS)
        if not self._thread.is_alive():
            self._loop.close()

    async def _open(self, browser: Path) -> None:
        """Start the browser with one tab, which is not reloaded between figures."""
        kaleido = Kaleido(path=browser, page_generator=ChartPage(), timeout=DRAW_SECONDS)
        self.kaleido = kaleido
        await kaleido.open()
        tabs = kaleido.tabs_ready
        await tabs.put(_KeptTab(await tabs.get()))

    def _kill(self) -> None:
        """Kill the browser and its child processes, which are one process group where there are groups."""
        process = getattr(self.kaleido, "subprocess", None)
        if process is None or process.poll() is not None:
            return
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait(CLOSE_SECONDS)

    def _wait(self, work: Coroutine[Any, Any, Any], seconds: float) -> Any:
        """Return the result of work on the browser's thread; raise TimeoutError if it is late."""
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return future.result(seconds)
        except TimeoutError:
            future.cancel()
            raise
