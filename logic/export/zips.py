"""Zip files that are the same bytes for the same content: no clock in them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import date

_STAMPS = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</)")


def zipped(files: Mapping[str, bytes], day: date) -> bytes:
    """The files as one zip, in their order, all dated this day."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(
                name, (max(day.year, 1980), day.month, day.day, 0, 0, 0)
            )  # a zip knows no year before
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return buffer.getvalue()


def undated(package: bytes, day: date) -> bytes:
    """An Office file with this day in place of the time of its making, in the workbooks inside it too."""
    files = {}
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            if name.endswith(".xlsx"):
                content = undated(content, day)
            elif name == "docProps/core.xml":
                content = _STAMPS.sub(rb"\g<1>" + f"{day.isoformat()}T00:00:00Z".encode() + rb"\g<3>", content)
            files[name] = content
    return zipped(files, day)
