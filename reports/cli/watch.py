"""The command `watch`: brief, deck and problems in a browser, renewed with each save."""

import argparse
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

from reports.cli import arguments
from reports.cli.arguments import BOTH, Commands
from reports.cli.build import build_request
from reports.cli.terminal import INTERRUPTED, warn

_LOOK = 0.1  # seconds between two looks at the files


def add_watch(commands: Commands) -> None:
    """Add the command and its arguments."""
    watch = commands.add_parser("watch", help="show brief, deck and problems in a browser, renewed with each save")
    arguments.add_data(watch)
    watch.add_argument("--port", type=_port, default=0, metavar="N", help="the port on 127.0.0.1 (a free one)")
    watch.add_argument("--open", action="store_true", help="open the page in the browser")
    watch.add_argument("--only", dest="part", choices=BOTH, help="show one of them")
    watch.add_argument("--talk", metavar="NAME", help="show the deck of this talk of the data file")
    arguments.add_brief_options(watch, "what the brief is to be archived as (pdfa3)")
    arguments.add_language(watch, several=False)
    arguments.add_look_options(watch)
    watch.set_defaults(run=_watch, output="", name=None, writes=False)
    watch.set_defaults(share=False, force=False, embed_fonts=False, sums=False, ledger=False, package=False)


def _port(text: str) -> int:
    if not (text.isdecimal() and text.isascii() and len(text) < 6 and int(text) < 65_536):
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: 1024 to 65535, or 0 for a free one")
    return int(text)


def _watch(given: argparse.Namespace) -> int:
    from reports.datafile.yaml import read_bytes
    from reports.watch.files import Watched
    from reports.watch.preview import Preview
    from reports.watch.server import serving

    read_bytes(given.data)  # without it there is nothing to watch
    with _signalled() as ended:

        def on_step(_step: str) -> None:
            if ended.is_set():
                raise KeyboardInterrupt

        preview = Preview(build_request(given), on_step)
        watched = Watched(given.data, [file for file in (given.theme, given.template) if file])
        with serving(preview, given.port) as address:
            print(address, flush=True)
            if given.open:
                import webbrowser

                webbrowser.open(address)
            is_new = True
            while not ended.wait(_LOOK):
                if is_new:
                    watched.take()
                    warn(*preview.renew().problems)
                is_new = watched.changed()
    return INTERRUPTED


@contextmanager
def _signalled() -> Iterator[Event]:
    """Yield what is set by Ctrl-C and by `kill`, also where a script's shell has had them ignored."""
    ended = Event()
    both = (signal.SIGINT, signal.SIGTERM)
    before = [(each, signal.signal(each, lambda *_: ended.set())) for each in both]
    try:
        yield ended
    except KeyboardInterrupt:
        pass
    finally:
        for each, handler in before:
            signal.signal(each, signal.SIG_IGN if ended.is_set() else handler)  # a second one changes nothing
