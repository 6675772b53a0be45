"""What holds for all tests: hypothesis draws the same examples every time, so that what passes goes on passing."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("descent", derandomize=True, deadline=None)
settings.load_profile("descent")
