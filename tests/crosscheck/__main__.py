"""The rule table on two foreign engines: ``make crosscheck``.

The systematic scenarios come first, whatever the number asked for; random ones make it up.
"""

from __future__ import annotations

import argparse
import multiprocessing
import statistics
import sys
import time
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from itertools import islice
from typing import NamedTuple

from logic import Scenario
from logic.rules.table import RULES
from tests.crosscheck.decisions import Comparison, Engine, compare
from tests.crosscheck.expressions import Expressions
from tests.crosscheck.grids import neighbours, truth_tables
from tests.crosscheck.jdm import Zen
from tests.scenarios import random_scenarios

BATCH = 5000
PACKAGES = (Zen.package, Expressions.package)
GRIDS = {"neighbours of a limit": neighbours, "rows of the rules' own truth tables": truth_tables}
RANDOM = "random"


class Part(NamedTuple):
    """Scenarios for one worker: a stretch of a grid, or as many random ones of one seed."""

    kind: str
    start: int
    count: int

    def scenarios(self) -> list[Scenario]:
        if self.kind == RANDOM:
            return random_scenarios(self.count, seed=self.start)
        return list(islice(GRIDS[self.kind](), self.start, self.start + self.count))


def parts(wanted: int) -> Iterator[Part]:
    """The grids in full, then random scenarios up to the number wanted, a seed for each batch."""
    for kind, grid in GRIDS.items():
        total = sum(1 for _ in grid())
        yield from (Part(kind, start, min(BATCH, total - start)) for start in range(0, total, BATCH))
        wanted -= total
    for seed, done in enumerate(range(0, wanted, BATCH)):
        yield Part(RANDOM, seed, min(BATCH, wanted - done))


@cache
def engines() -> tuple[Engine, ...]:
    """The engines of this process; one that starts threads must not be carried over a fork."""
    rules = list(RULES.values())
    return Zen(rules), Expressions(rules)


def work(part: Part) -> Comparison:
    """One part, in a worker."""
    return compare(part.scenarios(), engines())


def report(everything: list[Part], done: Comparison, times: dict[str, list[float]], seconds: float) -> str:
    """The table that is printed."""
    seeds = sum(part.kind == RANDOM for part in everything)
    kinds = {kind: sum(part.count for part in everything if part.kind == kind) for kind in (*GRIDS, RANDOM)}
    lines = [f"{len(RULES)} rules, {done.scenarios:,} scenarios: ids in order, primary and provisional"]
    lines += [f"  {count:>9,} {kind}" for kind, count in kinds.items()]
    lines[-1] += f", seeds 0 to {seeds - 1}" if seeds else ""
    lines.append(f"{'':22}{'agree':>11}{'differ':>9}{'µs per decision':>18}")
    lines.append(f"{'recommend()':22}{'':20}{statistics.median(times['recommend()']):18.1f}")
    for package in PACKAGES:
        differ = done.differing[package]
        name = f"{package} {version(package)}"
        lines.append(f"{name:22}{done.scenarios - differ:11,}{differ:9,}{statistics.median(times[package]):18.1f}")
    rarest = min(RULES, key=lambda name: done.held[name])
    lines.append(f"every rule held at least {done.held[rarest]:,} times ({rarest}); it took {seconds:.0f} s")
    return "\n".join(lines)


def main() -> int:
    """Prints the table and the first disagreement; 1 where there is one, or where a rule was never put to the test."""
    options = argparse.ArgumentParser(prog="python -m tests.crosscheck", description=__doc__)
    options.add_argument("--scenarios", type=int, default=1_000_000, help="how many in all (default: %(default)s)")
    start = time.perf_counter()
    everything = list(parts(options.parse_args().scenarios))
    done = Comparison()
    times: dict[str, list[float]] = {name: [] for name in ("recommend()", *PACKAGES)}
    with multiprocessing.Pool() as pool:
        for part in pool.imap(work, everything):
            done.add(part)
            for name, spent in part.seconds.items():
                times[name].append(spent / part.scenarios * 1e6)
    print(report(everything, done, times, time.perf_counter() - start))
    if done.first:
        print(f"\nThe first disagreement:\n{done.first}")
    return 0 if done.first is None and done.held.keys() == RULES.keys() else 1


if __name__ == "__main__":
    sys.exit(main())
