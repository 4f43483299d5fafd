#!/usr/bin/env python3
"""viewer_picture.py CASE FILE.png [WIDTH HEIGHT]: a picture of the viewer, taken by Chromium without a screen.

Needs the built program, chromium and chromedriver; nothing of Python but itself.
"""
import base64
import json
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

PORT = 9517
ARGUMENTS = ["--headless=new", "--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
             "--disable-background-networking", "--no-first-run", "--disable-dev-shm-usage", "--hide-scrollbars"]
DRAWN = ("const d = document.documentElement.dataset; return d.ready === 'true' && d.drawn !== ''"
         " && d.drawn === document.querySelector('#answer').dataset.seq")


def call(method, path, body=None):
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(f"http://127.0.0.1:{PORT}{path}", data, method=method)
    with urllib.request.urlopen(request, timeout=180) as answer:
        return json.load(answer)["value"]


def started(session):
    options = {"goog:chromeOptions": {"args": ARGUMENTS}}
    for _ in range(50):
        try:
            return "/session/" + call("POST", session, {"capabilities": {"alwaysMatch": options}})["sessionId"]
        except OSError:
            time.sleep(0.2)
    raise SystemExit("chromedriver does not answer")


def ready(page):
    """Waits until what is on the page belongs together."""
    for _ in range(600):
        if call("POST", page + "/execute/sync", {"script": DRAWN, "args": []}):
            return
        time.sleep(0.25)
    raise SystemExit("the page did not come to rest")


def picture(address, width, height):
    page = started("/session")
    try:
        call("POST", page + "/url", {"url": address})
        frame = call("POST", page + "/execute/sync",
                     {"script": "return [outerWidth - innerWidth, outerHeight - innerHeight]", "args": []})
        call("POST", page + "/window/rect", {"width": width + frame[0], "height": height + frame[1]})
        ready(page)
        time.sleep(5)  # the scene in three dimensions is drawn after a pause
        return base64.b64decode(call("GET", page + "/screenshot"))
    finally:
        call("DELETE", page)


def main():
    case, out = sys.argv[1:3]
    width, height = (int(n) for n in sys.argv[3:5]) if len(sys.argv) > 3 else (1280, 800)
    program = Path(__file__).resolve().parents[1] / "thermargin"
    with subprocess.Popen([program, "view", case, "--no-browser", "--json"], stdout=subprocess.PIPE) as viewer, \
            subprocess.Popen(["chromedriver", f"--port={PORT}"], stdout=subprocess.DEVNULL) as driver:
        try:
            Path(out).write_bytes(picture(json.loads(viewer.stdout.readline())["address"], width, height))
        finally:
            driver.terminate()
            viewer.terminate()


if __name__ == "__main__":
    main()
