"""What costs how much: ``make bench``. Medians on this machine; compare them as ratios, not as times."""

from __future__ import annotations

import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from logic import ask, recommend, timeline, what_would_change
from logic.export.handout.formats import FORMATS
from logic.pathway.recommend import trace
from tests.logic.lookup import evaluate
from tests.scenarios import random_scenarios

ROOT = Path(__file__).parent.parent
SMALLEST = "import streamlit as st\nst.slider('x', 0, 10, key='pain_score')\nst.write(st.session_state.pain_score)"


def median_seconds(work: Callable[[Any], object], inputs: Iterable[Any]) -> float:
    """The median time of one call, over calls that each have an input of their own."""
    times = []
    for one in inputs:
        start = time.perf_counter()
        work(one)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def rerun_seconds(app: AppTest, page: str | None = None) -> float:
    """The median server time of a rerun of a page after one changed input."""
    app.run()
    if page:
        app.switch_page(page)
    app.run()

    def change(score: int) -> None:
        app.slider(key="pain_score").set_value(score).run()

    return median_seconds(change, [score % 11 for score in range(33)])


def whole_app(**query: str) -> AppTest:
    """The app as a link opens it."""
    app = AppTest.from_file(str(ROOT / "pages" / "_shell.py"), default_timeout=30)
    app.query_params.update(query)
    return app


def start_seconds() -> float:
    """From the start of the server's process to its first healthy answer."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    start = time.perf_counter()
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while time.perf_counter() - start < 60:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/health", timeout=1):
                    return time.perf_counter() - start
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.01)
        raise TimeoutError("the server gave no healthy answer within 60 seconds")
    finally:
        server.kill()
        server.wait()


def main() -> None:
    """Prints the table."""
    scenarios = random_scenarios(3000, seed=1)
    recommend(scenarios[0])
    micro = {
        "recommend(), one scenario": median_seconds(recommend, scenarios),
        "recommend() and trace()": median_seconds(lambda s: (recommend(s), trace(s)), scenarios),
        "timeline()": median_seconds(timeline, scenarios),
        "what_would_change()": median_seconds(what_would_change, scenarios[:500]),
    }
    for name, seconds in micro.items():
        print(f"{name:45}{seconds * 1e6:10.1f} µs")
    for form in FORMATS.values():
        day = date(2026, 1, 1)
        form.make(scenarios[0], day)  # the first of each also imports what it needs
        seconds = median_seconds(lambda s, make=form.make, day=day: make(s, day), scenarios[1:30])
        print(f"{'export, ' + form.name:45}{seconds * 1e3:10.1f} ms")
    start = time.perf_counter()
    ask("fracture")
    print(f"{'first ask(), with its index':45}{(time.perf_counter() - start) * 1e3:10.1f} ms")
    print(evaluate.report())
    smallest = rerun_seconds(AppTest.from_string(SMALLEST, default_timeout=30))
    print(f"{'rerun of the smallest app':45}{smallest * 1e3:10.1f} ms")
    reruns = {
        "explore.py with its chart": rerun_seconds(whole_app()),
        "compare.py with five charts": rerun_seconds(whole_app(), "compare.py"),
    }
    for view in ("Audit", "Bodies", "Panels", "Trials", "References"):
        reruns[f"evidence.py, {view.lower()}"] = rerun_seconds(whole_app(view=view), "evidence.py")
    reruns |= {
        "lookup.py with an answer": rerun_seconds(whole_app(q="leak rate of kyphoplasty"), "lookup.py"),
        "lookup.py with all terms": rerun_seconds(whole_app(show="Terms"), "lookup.py"),
        "practice.py with a case": rerun_seconds(whole_app(), "practice.py"),
        "teach.py, lectures": rerun_seconds(whole_app(), "teach.py"),
        "teach.py, QR code": rerun_seconds(whole_app(teach="Share"), "teach.py"),
    }
    for name, seconds in reruns.items():
        print(f"{'rerun of ' + name:45}{seconds * 1e3:10.1f} ms, {seconds / smallest:.1f} times the smallest")
    print(f"{'start to first healthy answer':45}{statistics.median(start_seconds() for _ in range(3)):10.2f} s")


if __name__ == "__main__":
    main()
