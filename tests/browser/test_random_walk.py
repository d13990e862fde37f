"""A reader who clicks about at random, goes back and forward and reloads: nothing breaks, and the address tells the truth."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, WebSocket, expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from logic.content.description import describe
from logic.content.library import EXAMPLES
from tests.browser.server import Server
from tests.browser.test_history import choose_example, of_address
from tests.browser.visit import Visit

ERROR = "encountered an error"


class Runs:
    """What goes to and fro between a page and the server: whether the last thing that was asked has been answered."""

    def __init__(self, page: Page) -> None:
        self.socket: WebSocket | None = None
        self.started = self.answered = False
        page.on("websocket", self._open)

    def wait(self) -> None:
        """Until the server has run for the last time."""
        while not self.answered:
            assert self.socket is not None
            self.socket.wait_for_event("framereceived")

    def _open(self, socket: WebSocket) -> None:
        self.socket = socket
        self.started = self.answered = False
        socket.on("framesent", self._sent)
        socket.on("framereceived", self._received)

    def _sent(self, frame: str | bytes) -> None:
        if isinstance(frame, bytes) and BackMsg.FromString(frame).WhichOneof("type") == "rerun_script":
            self.started = self.answered = False

    def _received(self, frame: str | bytes) -> None:
        if isinstance(frame, bytes):
            message = ForwardMsg.FromString(frame)
            self.started |= message.WhichOneof("type") == "new_session"
            finished = message.WhichOneof("type") == "script_finished"
            self.answered |= finished and self.started and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY


def one_of(within: str, selector: str) -> Callable[[Visit, random.Random], bool]:
    """A click on any of the elements that can be seen and used; whether there was one."""

    def act(visit: Visit, chance: random.Random) -> bool:
        found = visit.page.locator(f"{within} {selector}:not([disabled]):visible")
        count = found.count()
        if count:
            found.nth(chance.randrange(count)).click()
        return count > 0

    return act


def any_example(visit: Visit, chance: random.Random) -> bool:
    """An example at the side, where the side is shown."""
    if visit.sidebar.is_visible():
        choose_example(visit, chance.randrange(len(EXAMPLES)))
    return visit.sidebar.is_visible()


def backward(visit: Visit, chance: random.Random) -> bool:
    """Back, but not out of the app."""
    if visit.page.evaluate("navigation.canGoBack && navigation.currentEntry.index > 1"):
        visit.page.go_back()
    return True


def forward(visit: Visit, chance: random.Random) -> bool:
    """Forward, where there is anything."""
    visit.page.go_forward()
    return True


def reload(visit: Visit, chance: random.Random) -> bool:
    """The button that loads the page anew."""
    visit.page.reload()
    return True


SIDE, MAIN = "[data-testid=stSidebar]", "[data-testid=stMain]"
MOVES: list[tuple[int, Callable[[Visit, random.Random], bool]]] = [
    (8, backward),
    (4, forward),
    (1, reload),
    (4, one_of(".st-key-menu", "a")),
    (2, one_of(SIDE, "[data-testid=stCheckbox] label")),
    (2, one_of(SIDE, "[data-testid=stButtonGroup] button")),
    (2, one_of(SIDE, "[data-testid=stNumberInput] button")),
    (1, any_example),
    (1, one_of(SIDE, "[data-testid=stBaseButton-tertiary]")),
    (4, one_of(MAIN, "[data-testid=stButtonGroup] button")),
    (3, one_of(MAIN, "[data-testid=stButton] button")),
    (2, one_of(MAIN, "[data-testid=stPageLink] a")),
    (1, one_of(MAIN, "[data-testid=stRadio] label")),
    (1, one_of(MAIN, "[data-testid=stFormSubmitButton] button")),
]


def walk(visit: Visit, steps: int, seed: int) -> None:
    """A reader who clicks about, goes back and forward and reloads; after each step the page is whole and as its address says."""
    chance = random.Random(seed)
    weights, moves = zip(*MOVES, strict=True)
    runs = Runs(visit.page)
    visit.open("/")
    done: list[str] = []
    while len(done) < steps:
        move = chance.choices(moves, weights)[0]
        came_from = visit.page.url
        if not move(visit, chance):
            continue
        done.append(f"{move.__qualname__}: {came_from}")
        trail = "\n".join(done[-6:])
        visit.settle()
        runs.wait()
        visit.settle()
        expect(visit.page.get_by_text(ERROR), trail).to_have_count(0)
        if visit.bar.count():
            expect(visit.bar, f"{trail}\n{visit.page.url}").to_contain_text(describe(of_address(visit.page.url)))


@pytest.mark.parametrize("steps", [60, pytest.param(1000, marks=pytest.mark.slow)])
def test_a_random_walk_never_breaks(own_visit: Visit, own_server: Server, steps: int) -> None:
    """Clicks, Back, Forward and reloads in any order: no error, and each page shows the patient of its address."""
    walk(own_visit, steps, seed=12)
    assert own_visit.trouble == []
    said = own_server.output.read_text(errors="replace")
    assert "Traceback" not in said
    assert "Error" not in said
