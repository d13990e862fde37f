"""Writes sbom.cdx.json: the packages that the app needs at run time, in the CycloneDX format.

The same installed packages always give the same file: no time, no serial number, no path, no address of a registry.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from packaging.utils import canonicalize_name

from tests.licences import ROOT, direct, runtime

FILE = ROOT / "sbom.cdx.json"


def bill() -> dict[str, Any]:
    """What cyclonedx-py says of this environment, without the packages that only tests need."""
    command = [sys.executable, "-m", "cyclonedx_py", "environment", "--output-reproducible", "--of", "JSON"]
    found = json.loads(subprocess.run([*command, sys.executable], capture_output=True, check=True).stdout)
    names = {package.name for package in runtime()}
    kept = [one for one in found["components"] if canonicalize_name(one["name"]) in names]
    refs = {one["bom-ref"] for one in kept}
    edges = [
        {"ref": edge["ref"], "dependsOn": sorted(refs.intersection(edge.get("dependsOn", ())))}
        for edge in found["dependencies"]
        if edge["ref"] in refs
    ]
    named = [one["bom-ref"] for one in kept if canonicalize_name(one["name"]) in direct()]
    edges.append({"ref": "app", "dependsOn": sorted(named)})
    for one in (*kept, *found["metadata"]["tools"]["components"]):
        one.pop("externalReferences", None)
    metadata = {**found["metadata"], "component": {"type": "application", "name": "vcf-explorer", "bom-ref": "app"}}
    return {**found, "metadata": metadata, "components": kept, "dependencies": edges}


if __name__ == "__main__":
    FILE.write_text(json.dumps(bill(), indent=2, sort_keys=True) + "\n", encoding="utf-8")
