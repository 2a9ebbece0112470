"""Streams of a PDF, decoded here and only so far: a small file can ask for gigabytes."""

import base64
import zlib
from typing import Any

_ASCII = ("/ASCII85Decode", "/A85")
_KNOWN = ("/FlateDecode", "/Fl", *_ASCII)


class TooMuch(Exception):  # noqa: N818 - what it says is enough
    """A stream is longer than anything of ours, or coded as nothing of ours is."""


def decoded(stream: Any, most: int) -> bytes:
    """Return a stream's bytes, unpacked.

    Raises TooMuch when it, or what one of its filters yields, is longer than `most` bytes, and for filters and
    predictors that we never write.
    """
    too_long = TooMuch(f"a stream is longer than {most:,} bytes")
    data: bytes = stream.read_raw_bytes()
    for name in _filters(stream):
        if name not in _KNOWN:
            raise TooMuch(f"a stream is coded with {name[1:]}")
        if name in _ASCII:
            data = base64.a85decode(data.strip().removeprefix(b"<~").removesuffix(b"~>"))
        else:
            try:
                data = zlib.decompressobj().decompress(data, most + 1)
            except zlib.error as error:
                raise TooMuch("a stream is damaged") from error
        if len(data) > most:
            raise too_long
    if len(data) > most:
        raise too_long
    return data


def _filters(stream: Any) -> list[str]:
    named = stream.get("/Filter")
    if named is None:
        return []
    parameters = stream.get("/DecodeParms")
    if parameters is not None and "/Predictor" in str(parameters):
        raise TooMuch("a stream is coded with a predictor")
    return [str(named)] if str(named).startswith("/") else [str(each) for each in named]
