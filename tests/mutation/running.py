"""Runs the tests against one mutant in a process of its own, which is forked with all else in place."""

from __future__ import annotations

import contextlib
import functools
import gc
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any
from unittest import mock

import pytest
import yaml
from _pytest.runner import runtestprotocol

from tests.mutation.importing import Finder, dependents, forget, import_all, module_of
from tests.mutation.mutants import Mutant

LONGEST = 60
"""Seconds of processor time; a mutant that takes more, for tests that take a sixth, has made something endless."""

Key = tuple[str, int, str]
"""Where a function is: its module, first line and name."""

FILES = yaml.safe_load(Path(__file__).with_name("tests.yaml").read_text(encoding="utf-8"))
NEVER = re.compile(FILES.pop("never"))

SURVIVED, KILLED, ENDLESS = "survived", "killed", "endless"
BROKEN = "not run"
"""The machinery failed and not the tests; counts as survived."""


def forked(work: Callable[[], Any]) -> int:
    """The process in which the work is done; it ends with 0 where the result is true, else with 1."""
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        return pid
    code = 3
    try:
        code = 0 if work() else 1
    except BaseException:  # noqa: BLE001 - told in the code of the process
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def verdict(work: Callable[[], bool]) -> str:
    """What a mutant comes to whose tests are this work: true where they all passed."""
    pid = forked(
        lambda: (
            os.setpgid(0, 0),
            resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST)),
            signal.alarm(10 * LONGEST),
            work(),
        )[-1]
    )
    _, status = os.waitpid(pid, 0)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
    if os.WIFSIGNALED(status):
        return ENDLESS if os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL, signal.SIGALRM) else KILLED
    return {0: SURVIVED, 1: KILLED}.get(os.WEXITSTATUS(status), BROKEN)


@contextlib.contextmanager
def silence() -> Iterator[None]:
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    yield


class Seen:
    """Which functions of the logic are called."""

    def __init__(self) -> None:
        self.code: set[CodeType] = set()

    def __enter__(self) -> Seen:
        self.code.clear()
        note = self.code.add
        sys.setprofile(lambda frame, event, _: note(frame.f_code) if event == "call" else None)
        return self

    def __exit__(self, *_: object) -> None:
        sys.setprofile(None)

    def keys(self) -> set[Key]:
        return {
            (module, code.co_firstlineno, code.co_name)
            for code in self.code
            if code.co_name != "<module>" and (module := module_of(code.co_filename))
        }


def run_beside(copy: Any, code: str) -> subprocess.CompletedProcess[str]:
    """``Copy.run`` of the tests, in a fork instead of a new process: faster, and it meets the mutant."""
    with tempfile.TemporaryDirectory() as home:
        out, err = Path(home, "out"), Path(home, "err")

        def work() -> bool:
            for number, path in ((1, out), (2, err)):
                os.dup2(os.open(path, os.O_CREAT | os.O_WRONLY), number)
            sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
            sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
            os.chdir(copy.home)
            sys.path.insert(0, str(copy.home))
            forget("logic")
            exec(compile(code, "<string>", "exec"), {"__name__": "__main__"})  # noqa: S102
            return True

        _, status = os.waitpid(forked(work), 0)
        text = [path.read_text(encoding="utf-8") if path.exists() else "" for path in (out, err)]
    stopped = re.findall(r'logic/([\w/]+)\.py", line (\d+), in (\w+)', text[1])
    BESIDE.update((path.replace("/", "."), int(line), name) for path, line, name in stopped)
    return subprocess.CompletedProcess([], 1 if status else 0, *text)


BESIDE: set[Key] = set()
"""Where the logic refused content since somebody last looked: a line in each function of the traceback."""


@contextlib.contextmanager
def _refusals() -> Iterator[None]:
    """Within, content that is refused notes where; every check runs at every start, but one of them refuses."""
    kind = sys.modules["logic.content.reading"].ContentError
    create = kind.__init__

    def noted(self: Exception, *arguments: Any) -> None:
        frame: FrameType | None = sys._getframe(1)
        while frame:
            if module := module_of(frame.f_code.co_filename):
                BESIDE.add((module, frame.f_lineno, frame.f_code.co_name))
            frame = frame.f_back
        create(self, *arguments)

    with mock.patch.object(kind, "__init__", noted):
        yield


def forget_results(caches: list[Any]) -> None:
    """Nothing that was worked out before the change may stand in for what the mutant works out."""
    for cache in caches:
        cache.cache_clear()


def caches_of_ours() -> list[Any]:
    kind = functools._lru_cache_wrapper
    found = [one for one in gc.get_objects() if isinstance(one, kind)]
    return [one for one in found if (getattr(one, "__module__", None) or "").startswith(("logic", "tests"))]


def code_within(code: CodeType) -> Iterator[CodeType]:
    for const in code.co_consts:
        if isinstance(const, CodeType):
            yield const
            yield from code_within(const)


def live_functions() -> dict[Key, list[FunctionType]]:
    """The functions of the logic that there are now, closures included."""
    found: dict[Key, list[FunctionType]] = {}
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and (module := module_of(one.__code__.co_filename)):
            code = one.__code__
            found.setdefault((module, code.co_firstlineno, code.co_name), []).append(one)
    return found


class Session:
    """A pytest session in which the tests are collected once and run as often as there are mutants."""

    def __init__(self, files: list[str], work: Callable[[Session], None], *, many: bool = True) -> None:
        self.work, self.many = work, many
        self.caches: list[Any] = []
        self.functions: dict[Key, list[FunctionType]] = {}
        self.items: dict[str, pytest.Item] = {}
        arguments = ["-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:terminalreporter", "-s"]
        arguments += ["--assert=plain", "--tb=native"]  # nobody reads why a test failed
        self.code = pytest.main([*arguments, *files], plugins=[self])

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        import tests.content_copy

        tests.content_copy.Copy.run = run_beside  # type: ignore[method-assign]
        self.items = {item.nodeid: item for item in session.items if not NEVER.search(item.nodeid)}
        if session.testsfailed:
            raise RuntimeError(f"tests cannot be collected: {session.testsfailed}")
        if self.many:  # before anything is forked, so that the forks share what they do not change
            gc.collect()
            self.caches, self.functions = caches_of_ours(), live_functions()
            gc.disable()
            gc.freeze()
        self.work(self)
        return True

    def run(self, names: list[str], *, at_most: int = 1) -> list[str]:
        """The first of these tests to fail, in order; none where all pass."""
        failed = []
        items = [self.items[name] for name in names if name in self.items]
        with self._own_directory():
            for item, after in zip(items, [*items[1:], None], strict=False):
                reports = runtestprotocol(item, log=False, nextitem=after)
                if any(report.failed for report in reports):
                    failed.append(item.nodeid)
                    if len(failed) >= at_most:
                        break
        return failed

    def record(self, name: str, at_import: set[Key], *, anew: bool) -> tuple[str, float, set[Key]]:
        """Whether a test passes, how long it takes and which functions it calls."""
        item = self.items[name]
        if anew:
            forget_results(self.caches)
        BESIDE.clear()
        seen = Seen()
        start = time.perf_counter()
        with self._own_directory(), _refusals(), seen:
            reports = runtestprotocol(item, log=False, nextitem=None)
        took = time.perf_counter() - start
        outcome = "failed" if any(r.failed for r in reports) else "skipped" if any(r.skipped for r in reports) else "ok"
        return outcome, took, (seen.keys() - at_import if BESIDE else seen.keys()) | BESIDE

    @contextlib.contextmanager
    def _own_directory(self) -> Iterator[None]:
        factory = next(iter(self.items.values())).config._tmp_path_factory  # type: ignore[attr-defined]
        own = Path(tempfile.mkdtemp(prefix="mutation-"))
        factory._basetemp = own
        try:
            yield
        finally:
            shutil.rmtree(own, ignore_errors=True)


def in_place(session: Session, finder: Finder, mutant: Mutant, source: bytes, tests: list[str], imports: bool) -> bool:
    """Whether all tests pass with the mutant in the place of its function, in modules that are imported already."""
    new = finder.mutate(mutant.module, mutant.applied(source))
    changed = False
    for code in code_within(new):
        for function in session.functions.get((mutant.module, code.co_firstlineno, code.co_name), ()):
            if function.__code__ != code:
                function.__code__ = code
                changed = True
    if imports:
        _, status = os.waitpid(forked(lambda: _imports_anew(mutant.module)), 0)
        if status:
            return False
    elif not changed:
        raise LookupError(f"no function to change for {mutant.id}")
    forget_results(session.caches)
    return not session.run(tests)


def _imports_anew(module: str) -> bool:
    """Whether all of the logic can be imported with what holds something of a module."""
    forget(*dependents(module))
    try:
        import_all()
    except (Exception, SystemExit):  # noqa: BLE001 - whatever it is, the app would not start
        return False
    return True


def anew(finder: Finder, mutant: Mutant | None, source: bytes, files: list[str], tests: list[str]) -> bool:
    """Whether the logic can be imported with the mutant, and all tests of these files pass then."""
    if mutant:
        finder.mutate(mutant.module, mutant.applied(source))
        if not _imports_anew(mutant.module):
            return False

    def work(session: Session) -> None:
        if session.run(tests):
            os._exit(1)  # the fork has told what it is there for; to end a session of tests in order takes long

    for file in files:  # one by one: most mutants are killed by the first
        if Session([file], work, many=False).code:  # a code means that they could not even be collected
            return False
    return True
