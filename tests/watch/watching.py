"""The command `watch`, run as somebody runs it, and what is asked of its page."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def command(data: Path, *options: str) -> list[str]:
    return [sys.executable, str(ROOT / "make_reports.py"), "watch", str(data), *options]


@dataclass
class Watch:
    """A command that runs: its page's address and, once it has ended, its exit code and what it said of problems."""

    address: str
    process: subprocess.Popen[str]
    code: int | None = None
    said: str = ""


@contextmanager
def watching(data: Path, *options: str, by: signal.Signals = signal.SIGTERM) -> Iterator[Watch]:
    """Yield a command that runs, and end it."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    pipe = subprocess.PIPE
    process = subprocess.Popen(command(data, *options), env=environment, text=True, stdout=pipe, stderr=pipe)
    assert process.stdout
    watch = Watch(process.stdout.readline().strip(), process)
    try:
        yield watch
        process.send_signal(by)
        watch.said = process.communicate(timeout=30)[1]
        watch.code = process.returncode
    finally:
        process.kill()


def get(address: str, headers: dict[str, str] | None = None) -> tuple[int, dict[str, str], bytes]:
    """Give an answer's status, its headers and its content."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(urllib.request.Request(address, headers=headers or {}), timeout=20) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read()


@contextmanager
def events(address: str) -> Iterator[Iterator[Any]]:
    """Yield the states that the page is told of, as they come."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(f"{address}events", timeout=60) as stream:
        yield (json.loads(line[6:]) for line in stream if line.startswith(b"data: "))
