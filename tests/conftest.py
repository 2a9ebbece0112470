"""How properties are tried: anew at each run of ours, the same way at each run of CI, never against the clock."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("ours", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "ours")
