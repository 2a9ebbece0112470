"""Streams of a PDF, decoded here and only so far: a small file can ask for gigabytes."""

from __future__ import annotations

import base64
import zlib
from typing import Any

_KNOWN = ("/FlateDecode", "/Fl", "/ASCII85Decode", "/A85")


class TooMuch(Exception):  # noqa: N818 - what it says is enough
    """A stream is longer than anything of ours, or coded as nothing of ours is."""


def decoded(stream: Any, most: int) -> bytes:
    """Decode a stream. Raises TooMuch when it is longer than `most` bytes, or has filters that we never write."""
    data: bytes = stream.read_raw_bytes()
    for name in _filters(stream):
        if name not in _KNOWN:
            raise TooMuch(f"a stream is coded with {name[1:]}")
        data = _inflated(data, most) if name.startswith("/Fl") else base64.a85decode(_trimmed(data))
    if len(data) > most:
        raise TooMuch(f"a stream is longer than {most:,} bytes")
    return data


def _filters(stream: Any) -> list[str]:
    named = stream.get("/Filter")
    if named is None:
        return []
    parameters = stream.get("/DecodeParms")
    if parameters is not None and "/Predictor" in str(parameters):
        raise TooMuch("a stream is coded with a predictor")
    return [str(named)] if _is_name(named) else [str(each) for each in named]


def _is_name(found: Any) -> bool:
    return str(found).startswith("/")


def _trimmed(data: bytes) -> bytes:
    return data.strip().removeprefix(b"<~").removesuffix(b"~>")


def _inflated(data: bytes, most: int) -> bytes:
    inflater = zlib.decompressobj()
    try:
        out = inflater.decompress(data, most + 1)
    except zlib.error as error:
        raise TooMuch("a stream is damaged") from error
    if len(out) > most:
        raise TooMuch(f"a stream is longer than {most:,} bytes")
    return out
