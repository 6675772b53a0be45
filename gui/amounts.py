"""Counts, sizes and shares as texts."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def counted(number: int) -> str:
    """A whole number with its thousands set apart: 1,234,567. Of any size, unlike QLocale's."""
    return f"{number:,}"


def brief(number: int) -> str:
    """A count in at most four digits: 320, 4,480, 51.2 k, 1.2 M."""
    if number < 10_000:
        return f"{number:,}"
    value = float(number)
    for suffix in ("k", "M", "G", "T"):
        value /= 1000
        if value < 999.5:
            return f"{value:.3g} {suffix}" if value < 100 else f"{value:.0f} {suffix}"
    return f"{value:,.0f} T"


def in_bytes(number: int) -> str:
    """An amount of memory: 512 B, 1.5 KiB, 3.2 MiB."""
    if number < 1024:
        return QCoreApplication.translate("Amounts", "{n} B").format(n=number)
    units = ("KiB", "MiB", "GiB", "TiB", "PiB", "EiB")
    size = number / 1024
    for unit in units:
        if size < 1024 or unit == units[-1]:
            return f"{size:,.1f} {unit}" if size < 100 else f"{size:,.0f} {unit}"
        size /= 1024
    raise AssertionError("the last unit takes any size")


def percent(part: int, whole: int) -> str:
    """A share: 0 %, 0.0 %, 4.2 %, 57 %, 99 %, 100 %. Only nothing is shown as 0 % and only all of it as 100 %."""
    if not whole or not part:
        return "0 %"
    share = 100 * part / whole
    if share < 9.95:
        return f"{share:.1f} %"
    return "99 %" if part < whole and share > 99 else f"{share:.0f} %"
