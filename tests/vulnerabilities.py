"""Known holes in the packages of the locks, as ``make audit`` prints them.

It fails when a package has a known hole. Where the list of holes cannot be reached it says so and does not fail.
"""

from __future__ import annotations

import json
import subprocess
import sys

from tests.locks import ROOT

UNREACHED = ("ConnectionError", "ProxyError", "SSLError", "ServiceError", "Timeout", "HTTPError")
"""The errors of pip-audit that mean a service out of reach rather than a fault of ours."""


def sentences(report: list[dict]) -> tuple[list[str], list[str]]:
    """Of pip-audit's list of packages: a line for each known hole, and the packages that the service does not know."""
    holes = [
        f"{one['name']} {one['version']}: {hole['id']}, mended in {', '.join(hole['fix_versions']) or 'no version yet'}"
        for one in report
        for hole in one.get("vulns", ())
    ]
    return holes, [one["name"] for one in report if "skip_reason" in one]


def main() -> int:
    """The exit code: 1 with a known hole, else 0."""
    command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes", "--format", "json"]
    command += ["--progress-spinner", "off", "-r", str(ROOT / "requirements-dev.lock")]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if not ran.stdout:
        last = ran.stderr.strip().splitlines()[-1] if ran.stderr.strip() else ""
        if any(word in last for word in UNREACHED):
            print("Nothing was audited: the list of known holes could not be reached.")
            return 0
        print(ran.stderr, file=sys.stderr)
        return 1
    report = json.loads(ran.stdout)["dependencies"]
    holes, unknown = sentences(report)
    if len(unknown) == len(report):
        print("Nothing was audited: the service that was reached knows none of the packages.")
    else:
        print("\n".join(holes) or f"No known hole in {len(report) - len(unknown)} packages.")
        if unknown:
            print(f"Not audited, since the service does not know them: {', '.join(unknown)}.")
    return 1 if holes else 0


if __name__ == "__main__":
    sys.exit(main())
