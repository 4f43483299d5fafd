#!/usr/bin/env python3
"""viewer_drag.py CASE [FILE.png]: drags a needle in the viewer in Chromium without a screen, prints how long numbers take.

Time runs from the first event of the mouse after a number to the next number on the page. The picture is taken while the needle is
held. Needs the built program, chromium and chromedriver; nothing of Python but itself.
"""
import base64
import json
import subprocess
import sys
import time
from pathlib import Path

from viewer_picture import PORT, call, ready, started

MOVES = 40
WATCH = """
window.moved = 0; window.lags = []; window.provisional = 0;
document.addEventListener('pointermove', e => { if (e.buttons) window.moved ||= performance.now(); }, true);
new MutationObserver(() => {
  if (window.moved) { window.lags.push(performance.now() - window.moved); window.moved = 0; }
  window.provisional += document.querySelector('#verdict')?.dataset.provisional === 'true';
}).observe(document.querySelector('#answer'), {attributes: true, attributeFilter: ['data-seq']});
"""
# the first tip in pixels of the axial view
TIP = """
const done = arguments[0];
fetch('/api/case').then(answer => answer.json()).then(opened => {
  const view = document.querySelector('.view-axial');
  const box = view.getBoundingClientRect();
  const centre = JSON.parse(view.dataset.centreLpsMm);
  const tip = opened.plan.applicators[opened.sources[0]][0].tip_mm;
  const pixels = axis => (tip[axis] - centre[axis]) / Number(view.dataset.mmPerPixel);
  done([box.left + box.width / 2 + pixels(0), box.top + box.height / 2 + pixels(1)]);
});
"""


def script(page, text):
    return call("POST", page + "/execute/sync", {"script": text, "args": []})


def mouse(page, *actions):
    call("POST", page + "/actions",
         {"actions": [{"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": list(actions)}]})


def to(x, y):
    return {"type": "pointerMove", "duration": 20, "x": round(x), "y": round(y), "origin": "viewport"}


def drag(address, picture):
    page = started("/session")
    try:
        call("POST", page + "/url", {"url": address})
        ready(page)
        script(page, WATCH)
        x, y = call("POST", page + "/execute/async", {"script": TIP, "args": []})
        mouse(page, to(x, y), {"type": "pointerDown", "button": 0})
        for n in range(1, MOVES + 1):
            mouse(page, to(x + n, y + n / 3))
        if picture:
            Path(picture).write_bytes(base64.b64decode(call("GET", page + "/screenshot")))
        held = script(page, "return [window.lags, window.provisional]")
        mouse(page, {"type": "pointerUp", "button": 0})
        started_at = time.monotonic()
        ready(page)
        return held, time.monotonic() - started_at
    finally:
        call("DELETE", page)


def main():
    case = sys.argv[1]
    program = Path(__file__).resolve().parents[1] / "thermargin"
    with subprocess.Popen([program, "view", case, "--no-browser", "--json"], stdout=subprocess.PIPE) as viewer, \
            subprocess.Popen(["chromedriver", f"--port={PORT}"], stdout=subprocess.DEVNULL) as driver:
        try:
            (lags, provisional), rest = drag(json.loads(viewer.stdout.readline())["address"],
                                             sys.argv[2] if len(sys.argv) > 2 else None)
        finally:
            driver.terminate()
            viewer.terminate()
    lags = sorted(lags)
    if not lags:
        raise SystemExit("no number followed the needle")
    print(f"event to number, ms: {len(lags)} numbers ({provisional} provisional), median {lags[len(lags) // 2]:.0f},"
          f" largest {lags[-1]:.0f}; whole page {rest:.1f} s after the needle was let go")


if __name__ == "__main__":
    main()
