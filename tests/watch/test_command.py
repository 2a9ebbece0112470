"""The command: its address, its ends, and that nobody else is let in."""

from __future__ import annotations

import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reports import cli
from tests.watch.watching import ROOT, command, events, get, watching

SMALLEST = ROOT / "data" / "examples" / "smallest.yaml"
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copy(SMALLEST, tmp_path / "garden beds.yaml"))


@pytest.mark.slow
def test_the_first_line_is_the_address_and_a_save_is_told(data: Path) -> None:
    text = data.read_text("utf-8")
    with watching(data) as watch, events(watch.address) as told:
        address = watch.address
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]{22}/", address)
        view = next(view for view in told if view["number"])
        assert (len(view["pages"]), len(view["slides"]), view["current"], view["problems"]) == (2, 4, True, [])
        status, headers, png = get(f"{address}page/{view['pages'][1]['key']}/700")
        assert (status, headers["Content-Type"], png[:8]) == (200, "image/png", b"\x89PNG\r\n\x1a\n")

        data.write_text(text.replace(", planted together", ", grown together", 1), "utf-8")
        renewed = next(told)
        assert renewed["title"].endswith(", grown together")
        assert renewed["slides"][1] == view["slides"][1]

        line = text.count("\n", 0, text.index("\nsections:") + 1) + 1
        data.write_text(text.replace("\nsections:", "\nsectoins:"), "utf-8")
        wrong = next(told)
        assert (wrong["title"], wrong["pages"], wrong["current"]) == (renewed["title"], renewed["pages"], False)
        problem = wrong["problems"][0]
        assert (problem["where"], problem["fatal"]) == ({"file": str(data), "line": line, "column": 1}, True)
        assert "sections" in problem["hint"]
    assert watch.code == 130
    assert f"{data}:{line}:1: " in watch.said
    assert [each.name for each in data.parent.iterdir()] == [data.name]


@pytest.mark.slow
def test_a_file_with_problems_from_the_first_is_waited_for(data: Path) -> None:
    text = data.read_text("utf-8")
    data.write_text(text.replace("label:", "labels:"), "utf-8")
    with watching(data) as watch, events(watch.address) as told:
        view = next(view for view in told if view["number"])
        assert (view["pages"], view["slides"], view["current"], len(view["problems"])) == ([], [], False, 1)
        data.write_text(text, "utf-8")
        assert next(told)["current"]


@pytest.mark.slow
@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_both_signals_end_it_with_130_while_a_browser_looks(data: Path, by: signal.Signals) -> None:
    begun = 0.0
    with watching(data, by=by) as watch, events(watch.address) as told:
        next(told)
        idle = socket.create_connection(("127.0.0.1", int(watch.address.split("/")[2].partition(":")[2])))
        begun = time.monotonic()
    assert time.monotonic() - begun < 10  # a connection on which nothing is said holds nobody up
    idle.close()
    assert (watch.code, watch.said) == (130, "")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the browser is a script of sh")
def test_open_gives_a_browser_the_address(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = data.with_name("told.txt")
    script = data.with_name("browser")
    script.write_text(f'#!/bin/sh\necho "$1" > {shlex.quote(str(told))}\n', "utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{shlex.quote(str(script))} %s")
    with watching(data, "--open") as watch, events(watch.address) as views:
        next(view for view in views if view["number"])
        assert told.read_text("utf-8").strip() == watch.address


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="a shell's background jobs are those of POSIX")
def test_a_script_ends_what_it_started_in_the_background(data: Path) -> None:
    line = f"{shlex.join(command(data))} > address.txt & job=$!\n"
    wait = "while [ ! -s address.txt ]; do sleep 0.1; done; kill -INT $job; wait $job; echo $?"
    done = subprocess.run(["sh", "-c", line + wait], cwd=data.parent, capture_output=True, text=True, timeout=60)
    assert done.stdout == "130\n"
    assert (data.parent / "address.txt").read_text("utf-8").startswith("http://127.0.0.1:")


def test_a_data_file_that_is_not_there_is_a_problem(tmp_path: Path, capsys: Captured) -> None:
    assert cli.main(["watch", str(tmp_path / "none.yaml")]) == 1
    printed = capsys.readouterr()
    assert printed.err.startswith(f"{tmp_path / 'none.yaml'}: no such file")
    assert printed.out == ""


def test_a_port_in_use_is_a_problem_with_a_way_out(data: Path, capsys: Captured) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert cli.main(["watch", str(data), "--port", str(port)]) == 1
    printed = capsys.readouterr()
    assert printed.err.startswith(f"127.0.0.1:{port}: the page cannot be served: address already in use\n  hint: ")
    assert printed.out == ""


@pytest.mark.parametrize("port", ["-1", "65536", "http", "1e3", "²"])
def test_what_is_no_port_is_wrong_usage(data: Path, port: str, capsys: Captured) -> None:
    assert cli.main(["watch", str(data), f"--port={port}"]) == 2
    assert "is not a port" in capsys.readouterr().err


@pytest.mark.slow
def test_nobody_is_let_in_without_token_and_host(data: Path) -> None:
    with watching(data) as watch:
        address = watch.address
        origin, token = re.fullmatch(r"(http://[^/]+)/([^/]+)/", address).groups()  # type: ignore[union-attr]
        port = origin.rpartition(":")[2]
        for path in ("/", "/watch.js", f"/{token[:-1]}/", f"/{token}x/", "/%2e%2e/", f"/{token}"):
            assert get(origin + path)[0] == 404, path
        for host in ("example.org", f"localhost:{port}", "127.0.0.1", f"127.0.0.1:{port}.example.org", ""):
            assert get(address, {"Host": host})[0] == 421, host
        for path in (
            "page/0-x/900",
            "font/99",
            "slide/../watch.js",
            "../../etc/passwd",
            "media/",
            "events/x",
            "page/0/x/y",
        ):
            assert get(address + path)[0] == 404, path
        for raw in (
            b"GET * HTTP/1.1\r\n\r\n",
            b"\0\xff\r\n\r\n",
            b"GET\r\n\r\n",
            f"POST /{token}/ HTTP/1.1\r\n\r\n".encode(),
        ):
            with socket.create_connection(("127.0.0.1", int(port))) as wire:
                wire.sendall(raw)
                assert b" 200 " not in wire.recv(1000)
        with socket.create_connection(("127.0.0.1", int(port))) as wire:  # gone before it has its answer
            wire.sendall(f"GET /{token}/events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        status, headers, page = get(address)
        assert (status, headers["Cache-Control"], headers["Referrer-Policy"]) == (200, "no-store", "no-referrer")
        assert headers["Content-Security-Policy"].startswith("default-src 'self'; ")
        assert b"http" not in page.replace(b"http-equiv", b"")
        time.sleep(3)
    assert watch.said == ""


def test_nothing_of_the_page_is_of_another_host() -> None:
    files = [*(ROOT / "assets" / "watch").iterdir()]
    assert files
    for file in files:
        found = re.findall(r"https?://[^\s\"')]+", file.read_text("utf-8"))
        assert set(found) <= {"http://www.w3.org/2000/svg"}, file
