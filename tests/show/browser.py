#!/usr/bin/env python3
"""Opens study pages in headless Chromium, steps through them and reads what they show.

usage: browser.py PAGE...

Ends with 77 where there is no browser. A page is read by a script that is put into a copy of it: it
notes errors, presses keys and buttons, and leaves what it found in the document.
"""

import html
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

BROWSERS = ["chromium", "chromium-browser", "google-chrome", "chrome"]

WATCH = """<script>
var errors = [];
window.onerror = function (message) { errors.push(String(message)); };
console.error = console.warn = function () { errors.push(Array.from(arguments).join(' ')); };
</script>"""

READ = """<script>
window.addEventListener('load', function () {
  var found = { steps: [] };
  function visible(e) { return e.getClientRects().length > 0; }
  function press(key) {
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: key, bubbles: true }));
  }
  function text(e) { return e.textContent.replace(/\\s+/g, ' ').trim(); }
  function shown(kind) {
    return Array.from(document.querySelectorAll('.graph .' + kind)).filter(function (e) {
      return getComputedStyle(e).visibility === 'visible';
    }).map(text);
  }
  press('Home');
  var all = document.querySelectorAll('.step').length;
  for (var i = 0; i < all; ++i) {
    var now = Array.from(document.querySelectorAll('.step')).filter(visible);
    found.steps.push({
      visible: now.length, phase: now[0].dataset.phase, text: text(now[0]),
      values: shown('value'), adjoints: shown('adjoint'),
      on: document.querySelectorAll('.node.on').length,
      where: text(document.getElementById('where')), at: Number(document.body.dataset.step)
    });
    if (i % 2) press('ArrowRight'); else document.querySelector('[data-go=next]').click();
  }
  found.end = Number(document.body.dataset.step);
  press('ArrowLeft');
  found.back = Number(document.body.dataset.step);
  press('Home');
  found.home = Number(document.body.dataset.step);
  found.buttons = Array.from(document.querySelectorAll('button')).filter(visible).map(function (b) {
    if (!b.disabled) { b.focus(); }
    return [text(b), b.disabled || document.activeElement === b];
  });
  document.querySelector('[data-go=backward]').click();
  found.jump = document.querySelector('.step.now').dataset.phase;
  found.live = document.getElementById('steps').getAttribute('aria-live');
  found.rows = Array.from(document.querySelectorAll('#gradient tbody tr')).map(function (r) {
    return Array.from(r.cells).map(text);
  });
  found.price = text(document.getElementById('price'));
  found.width = [document.documentElement.scrollWidth, window.innerWidth];
  found.background = getComputedStyle(document.body).backgroundColor;
  found.title = document.title;
  found.scripts = document.scripts.length;
  found.errors = errors;
  var out = document.createElement('pre');
  out.id = 'found';
  out.textContent = JSON.stringify(found);
  document.body.appendChild(out);
});
</script>"""


def browser():
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def read(page, *options):
    """What the script in a copy of the page found."""
    text = page.replace("<head>", "<head>" + WATCH, 1).replace("</body>", READ + "</body>", 1)
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "page.html"
        copy.write_text(text, encoding="utf-8")
        command = [browser(), "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"]
        command += [f"--user-data-dir={folder}/profile", *options, copy.as_uri()]
        result = subprocess.run(command, capture_output=True, timeout=120, check=True)
    dom = result.stdout.decode("utf-8")
    return json.loads(html.unescape(re.search(r'<pre id="found">(.*?)</pre>', dom, re.S)[1]))


def number(text):
    text = text.replace("−", "-").replace("×10", "e")
    return float(text.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")))


def check(condition, what):
    if not condition:
        sys.exit(f"wrong: {what}")


def check_page(name, page):
    for element in re.findall(r"<math.*?</math>|<svg.*?</svg>", page, re.S):
        xml.etree.ElementTree.fromstring(element)
    if not browser():
        return
    found = read(page, "--window-size=1280,800")
    check(found["errors"] == [], found["errors"])
    steps = found["steps"]
    check(all(s["visible"] == 1 for s in steps), "one step is shown at a time")
    check([s["at"] for s in steps] == list(range(len(steps))), "each key leads to the next step")
    check(steps[-1]["where"] == f"Step {len(steps)} of {len(steps)}", steps[-1]["where"])
    phases = [s["phase"] for s in steps]
    order = ["forward", "loss", "backward", "update"]
    check(phases == sorted(phases, key=order.index) and set(phases) == set(order), phases)
    check(steps[0]["values"] == [] and steps[0]["adjoints"] == [], "nothing is computed at first")
    for before, after in zip(steps, steps[1:]):
        check(set(before["values"]) <= set(after["values"]), "values stay")
        check(len(before["adjoints"]) <= len(after["adjoints"]), "adjoints stay")
        check(after["phase"] == "update" or after["on"] > 0, "a step lights its nodes")
    check(found["end"] == len(steps) - 1 and found["back"] == len(steps) - 2, "End and Back")
    check(found["home"] == 0 and found["jump"] == "backward", "Home, and a part's button")
    check(all(focused for _, focused in found["buttons"]), "buttons can be focused")
    check(len(found["buttons"]) == 6 and found["live"] == "polite", found["buttons"])
    for _, symbolic, numeric, error in found["rows"]:
        a, b = number(symbolic), number(numeric)
        check(abs(a - b) <= 1e-6 * max(1, abs(a)) and number(error) < 1e-6, found["rows"])
    check("evaluations" in found["price"], found["price"])
    narrow = read(page, "--window-size=500,900", "--blink-settings=preferredColorScheme=0")
    check(narrow["width"][0] <= narrow["width"][1], "a narrow page does not scroll sideways")
    check(narrow["background"] != found["background"], "there is a dark page")
    check(narrow["errors"] == [], narrow["errors"])
    if name == "study_neuron.html":
        # z = 0.5 + 2 = 2.5, L = (3.5 - 2.5)^2 = 1, dL/dz = -2 (3.5 - 2.5) = -2
        check(steps[-1]["values"][-1] == "1", steps[-1]["values"])
        check("∂ −2" in steps[-1]["adjoints"] and "∂ −1" in steps[-1]["adjoints"], steps[-1])
        check(any("derivative of relu" in s["text"] for s in steps), "the rule is named")
        check(any("1→0.5" in s["text"].replace(" ", "") for s in steps), steps[-1]["text"])
    if name == "study_hostile.html":
        check(found["scripts"] == 3 and found["title"].startswith("</title><script>"), found["title"])


def main():
    for path in map(pathlib.Path, sys.argv[1:]):
        check_page(path.name, path.read_text(encoding="utf-8"))
    if not browser():
        print("skipped: no Chromium is installed to open the pages in")
        sys.exit(77)


main()
