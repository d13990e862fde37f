"""``python -m tests.mutation``: which faults in the logic the tests notice, module by module.

A mutant in the body of a function is put in the place of that function in a fork of a process that has collected all
tests, and meets those tests that call the function. A mutant that decides at import, or that survived there,
is imported anew, in a fork of a process that has nothing but the libraries, and meets all tests of the files that
``tests.yaml`` names for its module.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from tests.mutation.importing import Finder, file_of, forget, import_all, modules, uses
from tests.mutation.mutants import Mutant, mutants
from tests.mutation.reasons import why
from tests.mutation.running import BROKEN, FILES, SURVIVED, Seen, Session, anew, forked, in_place, silence, verdict

LIBRARIES = ("pytest", "hypothesis", "streamlit.testing.v1", "pandas", "plotly.express", "plotly.io", "snowballstemmer")
IN_PLACE = 0.6
"""The part of the time in which mutants are put in place; the rest is for those that are imported anew."""

MOST = 8.0
"""Seconds; the tests against one mutant take together no longer, as they were learnt."""

TOO_SLOW = 20.0
"""Seconds; a test that takes longer is not run against mutants."""


class Run:
    """All mutants of some modules against their tests; what is in ``home`` already is not done twice."""

    def __init__(self, names: list[str], workers: int, until: float, home: Path) -> None:
        self.names, self.workers, self.until, self.home = names, workers, until, home
        self.source = {name: file_of(name).read_bytes() for name in names}
        self.mutants = {one.key: one for name in names for one in mutants(name, self.source[name])}
        self.finder = Finder()
        sys.meta_path.insert(0, self.finder)
        for library in LIBRARIES:
            importlib.import_module(library)
        forget("logic")
        with Seen() as seen:
            import_all()
        uses()
        self.keys_at_import = seen.keys()
        self.at_import = {(module, line) for module, line, _ in self.keys_at_import}
        self.order: dict[str, float] = {}
        self.calling: dict[tuple[str, int], set[str]] = {}

    def all_files(self) -> list[str]:
        return sorted({file for files in FILES.values() for file in files})

    def wait(self, works: Iterable[Any]) -> None:
        """Does the pieces of work side by side, as many at a time as there are workers."""
        running_now: set[int] = set()
        for work in works:
            if len(running_now) == self.workers:
                running_now.discard(os.wait()[0])
            running_now.add(forked(work))
        while running_now:
            running_now.discard(os.wait()[0])

    # ------------------------------------------------------------ which test calls what

    def learn(self) -> None:
        """Runs every test once; those that fail without any mutant are left out, by name."""
        known = {name for name, *_ in self._learnt()}
        self.wait([self._learner(number, known) for number in range(self.workers)])
        for name, outcome, took, keys in self._learnt():
            if outcome == "failed" or took > TOO_SLOW:
                print(f"left out: {name}: {outcome} in {took:.1f} s", flush=True)
                continue
            self.order[name] = took
            for module, line in keys:
                self.calling.setdefault((module, line), set()).add(name)

    def _learnt(self) -> Iterator[Any]:
        for path in sorted(self.home.glob("learnt-*.json")):
            yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())

    def _learner(self, number: int, known: set[str]) -> Any:
        def work() -> bool:
            with silence():
                Session(self.all_files(), learning)
            return True

        def learning(session: Session) -> None:
            families: dict[str, list[str]] = {}
            for name in session.items:
                if name in known:
                    continue
                families.setdefault(name.partition("[")[0], []).append(name)
            for name, first in [
                (name, family[0]) for family in list(families.values())[number :: self.workers] for name in family
            ]:
                outcome, took, keys = session.record(name, self.keys_at_import, anew=name == first)
                if name == first:  # what the others of its family find in caches, the first has worked out
                    worked_out = keys
                keys = keys | worked_out
                with (self.home / f"learnt-{number}.json").open("a", encoding="utf-8") as file:
                    print(json.dumps([name, outcome, took, sorted({key[:2] for key in keys})]), file=file)

        return work

    # ------------------------------------------------------------ mutants

    def tests_of(self, mutant: Mutant) -> list[str]:
        """The tests that call the function of a mutant, or any function written inside it; the fast ones first."""
        lines = self._lines(mutant)
        found = {name for line in lines for name in self.calling.get((mutant.module, line), ())}
        return self.affordable(mutant.module, found)

    def affordable(self, module: str, names: Iterable[str]) -> list[str]:
        """Those of the module first, file by file as they are named, and no more of them than one mutant may cost."""
        files = FILES.get(module, FILES["any"])

        def place(name: str) -> tuple[int, float]:
            own = (number for number, file in enumerate(files) if name.startswith(file))
            return next(own, len(files)), self.order[name]

        tests, cost = [], 0.0
        for name in sorted(names, key=place):
            cost += self.order[name]
            if cost > MOST and tests:
                break
            tests.append(name)
        return tests

    def _lines(self, mutant: Mutant) -> range:
        return range(mutant.first_line, mutant.last_line + 1)

    def imports(self, mutant: Mutant) -> bool:
        return any((mutant.module, line) in self.at_import for line in self._lines(mutant))

    def do(self) -> None:
        """Writes one line for each mutant into the files of results, in no order, so that what is done is a sample."""
        done = self.results()
        left = [one for key, one in self.mutants.items() if done.get(key) in (None, SURVIVED, BROKEN)]
        random.Random(1).shuffle(left)
        here = [one for one in left if one.in_body]
        until, self.until = self.until, time.time() + IN_PLACE * (self.until - time.time())
        self.wait([self._in_place(number, here[number :: self.workers]) for number in range(self.workers)])
        done, self.until = self.results(), until
        left = [one for one in left if not one.in_body or done.get(one.key) in (SURVIVED, BROKEN)]
        print(f"in place: {len(here)}; anew: {len(left)}", flush=True)
        self.wait([self._anew(number, left[number :: self.workers]) for number in range(self.workers)])

    def _note(self, file: str, mutant: Mutant, result: str) -> None:
        with (self.home / f"results-{file}.json").open("a", encoding="utf-8") as opened:
            print(json.dumps([mutant.key, result]), file=opened)

    def _in_place(self, worker: int, them: list[Mutant]) -> Any:
        def against_all(session: Session) -> None:
            for mutant in them:
                if time.time() > self.until:
                    return
                tests, imports = self.tests_of(mutant), self.imports(mutant)
                task = partial(in_place, session, self.finder, mutant, self.source[mutant.module], tests, imports)
                self._note(f"a{worker}", mutant, verdict(task) if tests or imports else SURVIVED)

        def work() -> bool:
            with silence():
                Session(self.all_files(), against_all)
            return True

        return work

    def _anew(self, worker: int, them: list[Mutant]) -> Any:
        def work() -> bool:
            gc.collect()
            gc.freeze()
            with silence():
                for mutant in them:
                    if time.time() > self.until:
                        break
                    tests, files = self._tests_anew(mutant.module)
                    task = partial(anew, self.finder, mutant, self.source[mutant.module], files, tests)
                    self._note(f"b{worker}", mutant, verdict(task))
            return True

        return work

    def results(self) -> dict[str, str]:
        """What each mutant came to; a mutant that was also imported anew, by that; the killed stay killed."""
        found: dict[str, str] = {}
        for path in sorted(self.home.glob("results-*.json")):
            for key, result in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
                if found.get(key, SURVIVED) in (SURVIVED, BROKEN):
                    found[key] = result
        return {key: result for key, result in found.items() if key in self.mutants}

    def control(self) -> list[str]:
        """Modules whose tests do not all pass where nothing is changed; must be none."""

        def check(name: str) -> bool:
            with silence():
                tests, files = self._tests_anew(name)
                result = verdict(partial(anew, self.finder, None, b"", files, tests))
                if result != SURVIVED:
                    (self.home / f"control-{name}").write_text(result, encoding="utf-8")
            return True

        for old in self.home.glob("control-*"):
            old.unlink()
        self.wait([partial(check, name) for name in self.names])
        return sorted(path.name for path in self.home.glob("control-*"))

    def _tests_anew(self, module: str) -> tuple[list[str], list[str]]:
        files = FILES.get(module, FILES["any"])
        return self.affordable(module, [name for name in self.order if name.startswith(tuple(files))]), files


def main() -> None:
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    told = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    told.add_argument("modules", nargs="*", help="modules of logic/, by name; all where none is named")
    told.add_argument("--workers", type=int, default=2)
    told.add_argument("--minutes", type=float, default=600, help="stop then; what is done is a random sample")
    told.add_argument("--control", action="store_true", help="first make sure that the tests pass without a mutant")
    told.add_argument(
        "--home", type=Path, help="keep what is learnt and the results here; the killed are not run again"
    )
    given = told.parse_args()
    start = time.time()
    home = given.home or Path(tempfile.mkdtemp(prefix="mutation-run-"))
    home.mkdir(exist_ok=True, parents=True)
    run = Run(given.modules or modules(), given.workers, start + 60 * given.minutes, home)
    print(f"{len(run.mutants)} mutants of {len(run.names)} modules", flush=True)
    run.learn()
    print(f"{len(run.order)} tests, learnt after {time.time() - start:.0f} s", flush=True)
    if given.control and (wrong := run.control()):
        raise SystemExit(f"without any fault these fail: {', '.join(wrong)}")
    run.do()
    report(run)
    print(f"took {(time.time() - start) / 60:.1f} minutes")


def report(run: Run) -> None:
    """The table, module by module, and every survivor for which nobody has said why it cannot matter."""
    results = run.results()
    print(f"\n{'module':<22}{'faults':>8}{'run':>8}{'killed':>8}{'killed %':>10}{'harmless':>10}{'open':>6}")
    for name in [*run.names, "all"]:
        ran = [one for one in run.mutants.values() if name in (one.module, "all") and one.key in results]
        lived = [one for one in ran if results[one.key] in (SURVIVED, BROKEN)]
        harmless = sum(why(one) is not None for one in lived)
        share = f"{100 * (len(ran) - len(lived)) / len(ran):.1f}" if ran else "–"
        faults = sum(name in (one.module, "all") for one in run.mutants.values())
        print(
            f"{name:<22}{faults:>8}{len(ran):>8}{len(ran) - len(lived):>8}{share:>10}{harmless:>10}{len(lived) - harmless:>6}"
        )
    for one in lived:
        if why(one) is None:
            print(f"{one.module}:{one.line} {one.function} ({results[one.key]}): {one.before!r} -> {one.after!r}")


if __name__ == "__main__":
    main()
