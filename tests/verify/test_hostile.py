"""Files that are no brief and no deck, or that ask for more than they should: a clear error, soon."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
import pytest

from reports.errors import ReportError
from reports.verify.readback.brief import read_brief
from reports.verify.readback.deck import read_deck
from tests.builders.edits import in_part, in_pdf, members, packed
from tests.builders.finished import Made


def locked(brief: bytes, password: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(brief)) as document:
        document.save(out, encryption=pikepdf.Encryption(user=password, owner="owner"))
    return out.getvalue()


def bombed(brief: bytes) -> bytes:
    """Let a page's content unpack to 300 MB."""
    packer = zlib.compressobj(9)
    bomb = b"".join(packer.compress(b" " * 1_000_000) for _ in range(300)) + packer.flush()

    def change(document: pikepdf.Pdf) -> None:
        document.pages[0].Contents = pikepdf.Stream(document, bomb, Filter=pikepdf.Name.FlateDecode)

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(brief)) as document:
        change(document)
        document.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue()


def circular(document: pikepdf.Pdf) -> None:
    root = document.Root.StructTreeRoot
    root.K.K = pikepdf.Array([root.K])


def deep(document: pikepdf.Pdf) -> None:
    kid = document.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Sect))
    for _ in range(5_000):
        kid = document.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Sect, K=kid))
    document.Root.StructTreeRoot.K = kid


def untagged(document: pikepdf.Pdf) -> None:
    del document.Root["/StructTreeRoot"]


BRIEFS: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "nothing": (lambda _: b"", "is not a PDF that can be read"),
    "a text": (lambda _: b"%PDF-1.7\nbut not really", "is not a PDF that can be read"),
    "half of one": (lambda brief: brief[: len(brief) // 2], "is not a PDF that can be read|is not tagged"),
    "a locked one": (lambda brief: locked(brief, "secret"), "is locked with a password"),
    "one locked against change": (lambda brief: locked(brief, ""), "is encrypted"),
    "a bomb": (bombed, "a stream is longer than 64,000,000 bytes"),
    "a reading order that goes round": (in_pdf(circular), "has a damaged reading order"),
    "a reading order without end": (in_pdf(deep), "has a damaged reading order"),
    "no reading order": (in_pdf(untagged), "is not tagged"),
}


@pytest.mark.parametrize("kind", BRIEFS)
def test_what_is_no_brief_is_said_to_be_none(ours: Made, kind: str) -> None:
    change, message = BRIEFS[kind]
    with pytest.raises(ReportError, match=message) as caught:
        read_brief(change(ours.brief), "brief.pdf")
    assert str(caught.value.problems[0]).startswith("brief.pdf: ")


def bomb(deck: bytes) -> bytes:
    return packed(members(deck) | {"ppt/slides/slide1.xml": b"<p>" + b" " * 100_000_000})


def many(deck: bytes) -> bytes:
    return packed(members(deck) | {f"ppt/media/{number}.bin": b"" for number in range(20_100)})


def laughing(deck: bytes) -> bytes:
    lol = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    parts = members(deck)
    declaration, _, rest = parts["ppt/slides/slide1.xml"].partition(b"?>\n")
    return packed(parts | {"ppt/slides/slide1.xml": declaration + b"?>\n" + lol + rest})


def twice(deck: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in members(deck).items():
            file.writestr(name, content)
        with pytest.warns(UserWarning, match="Duplicate"):
            file.writestr("ppt/slides/slide1.xml", b"")
    return out.getvalue()


DECKS: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "nothing": (lambda _: b"", "is not a PowerPoint file that can be read"),
    "a locked one": (lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is locked with a password"),
    "another zip": (lambda _: packed({"a.txt": b"a"}), "is not a PowerPoint file that can be read"),
    "half of one": (lambda deck: deck[: len(deck) // 2], "is not a PowerPoint file that can be read"),
    "a bomb": (bomb, "unpacks to more than any deck would"),
    "very many parts": (many, "unpacks to more than any deck would"),
    "entities": (laughing, "has a document type, which no deck has"),
    "a part twice": (twice, "holds a part twice"),
    "a slide that is not there": (
        lambda deck: packed({name: part for name, part in members(deck).items() if name != "ppt/slides/slide3.xml"}),
        "lacks ppt/slides/slide3.xml",
    ),
    "a slide that is no XML": (in_part("ppt/slides/slide3.xml", ("</p:sld>", "")), "is not XML that can be read"),
}


@pytest.mark.parametrize("kind", DECKS)
def test_what_is_no_deck_is_said_to_be_none(ours: Made, kind: str) -> None:
    change, message = DECKS[kind]
    with pytest.raises(ReportError, match=message) as caught:
        read_deck(change(ours.deck), "deck.pptx")
    assert str(caught.value.problems[0]).startswith("deck.pptx: ")
