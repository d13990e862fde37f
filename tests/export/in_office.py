"""Slides as LibreOffice prints them, and whether each of them is filled and stays within its edges."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

from PIL import Image


def printed(files: Mapping[str, bytes], home: Path) -> dict[str, Path]:
    """Each of the PPTX files as a PDF."""
    for name, content in files.items():
        (home / f"{name}.pptx").write_bytes(content)
    command = ["soffice", f"-env:UserInstallation=file://{home}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, *(f"{name}.pptx" for name in files)], cwd=home, check=True, capture_output=True)
    return {name: home / f"{name}.pdf" for name in files}


def check_ink(pdf: Path, home: Path) -> None:
    """No page is blank, and nothing on it reaches an edge but the band at the left."""
    subprocess.run(["pdftoppm", "-r", "40", "-gray", "-png", pdf, "slide"], cwd=home, check=True)
    for number, file in enumerate(sorted(home.glob("slide-*.png")), start=1):
        page = Image.open(file)
        inside = page.crop((round(page.width * 0.03), 0, page.width, page.height))
        ink = inside.point(lambda value: 255 * (value < 150)).getbbox()
        assert ink, f"slide {number} is blank"
        left, top, right, bottom = ink
        assert right < inside.width * 0.985, f"slide {number} reaches the right edge"
        assert bottom < inside.height * 0.985, f"slide {number} reaches the bottom"
        assert top > inside.height * 0.02
        assert left >= 0
