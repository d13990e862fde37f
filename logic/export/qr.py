"""A link as a QR code for the wall of a lecture hall."""

from __future__ import annotations

import io

import segno

_QUIET = 4
"""Modules of white around the code, as the standard asks."""


def svg(link: str) -> str:
    """The code as SVG text, black on white at any size, named for those who cannot see it."""
    buffer = io.BytesIO()
    _code(link).save(
        buffer,
        kind="svg",
        border=_QUIET,
        dark="#000",
        light="#fff",
        xmldecl=False,
        omitsize=True,
        title="QR code",
        desc=f"Opens {link}",
    )
    return buffer.getvalue().decode("utf-8")


def png(link: str) -> bytes:
    """The code as PNG, 24 pixels a module, so that it stays sharp on a projector."""
    buffer = io.BytesIO()
    _code(link).save(buffer, kind="png", scale=24, border=_QUIET)
    return buffer.getvalue()


def _code(link: str) -> segno.QRCode:
    return segno.make_qr(link, error="m", boost_error=False)
