"""The page over HTTP, to this machine alone: on the loopback address, and only to who knows a token of one run.

No other module opens a socket.
"""

import secrets
import socketserver
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SHUT_RDWR, socket
from threading import Thread
from typing import Any

from reports.errors import Location, Problem, ReportError
from reports.theme.assets import ASSETS
from reports.watch.pages import png
from reports.watch.preview import Preview, View

_HOST = "127.0.0.1"
_STATIC = {
    "": ("watch.html", "text/html; charset=utf-8"),
    "watch.css": ("watch.css", "text/css; charset=utf-8"),
    "icon.svg": ("icon.svg", "image/svg+xml"),
    "watch.js": ("watch.js", "text/javascript; charset=utf-8"),
}
_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_HEARTBEAT = 2.0  # seconds after which a browser that has gone is noticed


@contextmanager
def serving(preview: Preview, port: int) -> Iterator[str]:
    """Yield the whole address at which a preview is served, its token in it; port 0 is a free one.

    Raises a ReportError where the port is taken. At the end every connection is closed, and its thread waited for.
    """
    try:
        server = _Server(preview, port)
    except OSError as error:
        where, reason = Location(f"{_HOST}:{port}"), (error.strerror or "unknown error").lower()
        hint = "leave --port out for a free one, or give another"
        raise ReportError([Problem(where, f"the page cannot be served: {reason}", hint)]) from error
    thread = Thread(target=server.serve_forever, args=(0.1,))
    thread.start()
    try:
        yield f"http://{server.host}/{server.token}/"
    finally:
        preview.end()
        server.shutdown()
        thread.join()
        server.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = False  # they are waited for
    allow_reuse_address = sys.platform != "win32"  # where it would let two share a port

    def __init__(self, preview: Preview, port: int) -> None:
        self.preview = preview
        self.token = secrets.token_urlsafe(16)
        self._open = set[Any]()
        super().__init__((_HOST, port), _Handler)
        self.host = f"{_HOST}:{self.server_address[1]}"  # as a browser names it

    def server_bind(self) -> None:
        """Bind without asking a name server what this machine is called."""
        socketserver.TCPServer.server_bind(self)

    def get_request(self) -> tuple[socket, Any]:
        """Take a connection, and remember it."""
        request, client = super().get_request()
        self._open.add(request)
        return request, client

    def close_request(self, request: Any) -> None:
        """Close a connection, and forget it."""
        self._open.discard(request)
        super().close_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that has gone."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)

    def close(self) -> None:
        """Close every connection, and wait for its thread."""
        for request in tuple(self._open):
            with suppress(OSError):
                request.shutdown(SHUT_RDWR)
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    timeout = 10  # seconds that a browser may take to say what it wants
    server: _Server

    def do_GET(self) -> None:
        found, view = None, self.server.preview.view
        match self.path.split("/"):
            case _ if self.headers.get("Host") != self.server.host:  # a page elsewhere, whose name leads here
                self._send(421, b"", "text/plain")
                return
            case ["", token, *path] if secrets.compare_digest(token.encode(), self.server.token.encode()):
                if path == ["events"]:
                    self._events()
                    return
                found = _found(path, view)
        self._send(200 if found else 404, *(found or (b"", "text/plain")))

    def _send(self, status: int, content: bytes, kind: str) -> None:
        self._head(status, {"Content-Type": kind, "Content-Length": str(len(content))})
        self.wfile.write(content)

    def _head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response_only(status)
        for name, value in {**headers, **_HEADERS}.items():
            self.send_header(name, value)
        self.end_headers()

    def _events(self) -> None:
        """Send each view as it comes, until the browser has gone or the end."""
        self._head(200, {"Content-Type": "text/event-stream"})
        number = -1
        while not self.server.preview.ended:
            view = self.server.preview.after(number, _HEARTBEAT)
            self.wfile.write(f"data: {view.as_json()}\n\n".encode() if view else b":\n\n")
            number = view.number if view else number

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the address has the token in it."""


def _found(path: list[str], view: View) -> tuple[bytes, str] | None:
    """Return what a view has at a path, and its type; a path is but a key."""
    match path:
        case [name] if name in _STATIC:
            file, kind = _STATIC[name]
            return (ASSETS / "watch" / file).read_bytes(), kind
        case [name] if name.startswith("look.css"):
            return view.css().encode(), "text/css; charset=utf-8"
        case ["font", place] if place in map(str, range(len(view.faces))):
            return list(view.faces.values())[int(place)].read_bytes(), "font/ttf"
        case ["slide", key] if key in view.slides:
            return view.slides[key].svg.encode(), "image/svg+xml"
        case ["media", key] if key in view.media:
            return view.media[key], "image/png" if view.media[key].startswith(b"\x89PNG") else "image/jpeg"
        case ["page", key, width] if key in view.pages and width.isdecimal() and 0 < int(width) < 10_000:
            return png(view.pdf, view.pages[key].number, int(width)), "image/png"
    return None
