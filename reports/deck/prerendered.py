"""What a deck says to one reader alone, and a prerendered deck: packed, with slots where it is personal.

Copies share every packed byte but those of the dedication on the title slide and the letter in that slide's notes.

A member with slots is packed in three stretches: what stands before the first slot and behind the last is deflated,
each by itself, and what lies between is stored. A stream may change its kind of block so (RFC 1951, 3.2.3).
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from itertools import chain, pairwise, zip_longest

from reports.deck.layout.names import BoxName
from reports.deck.ooxml import fingerprint
from reports.deck.ooxml.xml import escape
from reports.deck.runs import edges
from reports.errors import LayoutError, Problem
from reports.frozen import frozen
from reports.story import Personal, Span, unbroken

_TITLE_SLIDE, _ITS_NOTES = "ppt/slides/slide1.xml", "ppt/notesSlides/notesSlide1.xml"

_HEADER, _ENTRY = 30, 46  # bytes: a member's header and its entry in the directory, without names
_SIZES = struct.Struct("<III")  # CRC-32, packed size, size: so in the header and in the entry
_SIZES_IN_HEADER, _SIZES_IN_ENTRY, _OFFSET_IN_ENTRY = 14, 16, 42
_OFFSET = struct.Struct("<I")
_MOST_STORED = 0xFFFF  # bytes in a stored block
_BLOCK = struct.Struct("<BHH")
_TEXT = re.compile(rb"<a:t>([^<]*)</a:t>")
_DIGEST = re.compile(rb"<vt:lpwstr>([0-9a-f]{64})</vt:lpwstr>")
# What XML does not know, or what is not on one line. Compiled for a reader's copy alone: that takes 10 ms.
_NOT_ON_A_SLIDE = "[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


@frozen
class SlottedMember:
    """A member with slots: the pieces around them, one more than there are slots, the first and the last also packed.

    `header` is what stands before it, without its sizes; `entry` is where the directory tells of it.
    """

    name: str
    pieces: tuple[bytes, ...]
    head: bytes
    tail: bytes
    header: tuple[bytes, bytes]
    entry: int

    def filled(self, texts: Sequence[bytes]) -> tuple[bytes, bytes]:
        """Return the content with these texts in the slots, and the same packed."""
        between = b"".join(chain.from_iterable(zip_longest(texts, self.pieces[1:-1], fillvalue=b"")))
        return self.pieces[0] + between + self.pieces[-1], self.head + _stored(between) + self.tail


@frozen
class PrerenderedPptx:
    """A deck with slots. `stretches` are the members around those with slots, as they are packed, header and all.

    `offsets` say where the directory gives a member's offset, in which stretch, and how far into it (a member with
    slots begins where a stretch ends). `lines` are the fingerprint's, by member, in their order.
    """

    stretches: tuple[bytes, ...]
    slotted: tuple[SlottedMember, ...]
    directory: bytes
    offsets: tuple[tuple[int, int, int], ...]
    lines: Mapping[str, bytes]

    def filled(self, texts: Mapping[str, Sequence[bytes]]) -> bytes:
        """Return the deck with these texts in its members' slots, and a fingerprint of its own."""
        lines = dict(self.lines)
        filled = {each.name: each.filled(texts[each.name]) for each in self.slotted if each.name in texts}
        lines |= {name: fingerprint.line(name, content) for name, (content, _) in filled.items()}
        seal = [fingerprint.digest_of(lines.values()).encode()]
        return self._bound([filled.get(each.name) or each.filled(seal) for each in self.slotted])

    def _bound(self, filled: Sequence[tuple[bytes, bytes]]) -> bytes:
        """Put members between the stretches, and their sizes and everybody's offsets into the directory."""
        parts, directory = [self.stretches[0]], bytearray(self.directory)
        starts, end = [0], len(self.stretches[0])
        for each, stretch, (content, packed) in zip(self.slotted, self.stretches[1:], filled, strict=True):
            sizes = _SIZES.pack(zlib.crc32(content), len(packed), len(content))
            directory[each.entry + _SIZES_IN_ENTRY : each.entry + _SIZES_IN_ENTRY + _SIZES.size] = sizes
            parts += [each.header[0], sizes, each.header[1], packed, stretch]
            starts.append(end + _HEADER + len(each.name) + len(packed))
            end = starts[-1] + len(stretch)
        for place, stretch_number, within in self.offsets:
            _OFFSET.pack_into(directory, place, starts[stretch_number] + within)
        _OFFSET.pack_into(directory, len(directory) - 6, end)  # where the directory begins
        return b"".join((*parts, directory))


def _stored(data: bytes) -> bytes:
    """Make stored blocks of it, none of which is the last."""
    chunks = (data[start : start + _MOST_STORED] for start in range(0, len(data), _MOST_STORED))
    return b"".join(_BLOCK.pack(0, len(chunk), len(chunk) ^ _MOST_STORED) + chunk for chunk in chunks)


def checked(personal: Personal) -> Personal:
    """Return what a deck says of it: without empty texts, and without addresses and a table, which are for paper.

    Raises a LayoutError, which names no word of it, for what no slide can hold.
    """
    letter = tuple(paragraph for paragraph in personal.letter if paragraph.text.strip())
    said = personal.dedication and personal.dedication.text.strip()
    dedication = unbroken(personal.dedication) if personal.dedication and said else None
    kept = Personal(dedication, letter, signed=personal.signed if letter else None)
    texts = (dedication, *letter) if dedication else letter
    message = "this text, with what is personal in it, has a line break or a character that no presentation can hold"
    hint = "take it out of the recipient's row"
    problems = [Problem(words.where, message, hint) for words in texts if re.search(_NOT_ON_A_SLIDE, words.text)]
    if problems:
        raise LayoutError(problems)
    return kept


def texts_of(personal: Personal) -> Mapping[str, list[bytes]]:
    """Return what fills such slots, by member: the dedication run by run, the letter paragraph by paragraph.

    Texts are written as lxml does: nothing is escaped that need not be.
    """
    dedication = personal.dedication
    runs = [dedication.text[start:stop] for start, stop in pairwise(edges(dedication))] if dedication else []
    texts = {_TITLE_SLIDE: runs, _ITS_NOTES: [paragraph.text for paragraph in personal.letter]}
    return {name: [escape(text).encode() for text in some] for name, some in texts.items() if some}


def prerender(pptx: bytes, personal: Personal, box: BoxName) -> PrerenderedPptx:
    """Return a deck that says what is `personal`, and carries its fingerprint, cut where it says it.

    Its slots are the texts of the first paragraph in the title slide's `box`, if there is a dedication, and of as many
    paragraphs of its notes as the letter has, behind the first.
    """
    with zipfile.ZipFile(io.BytesIO(pptx)) as file:
        contents = {info: file.read(info) for info in file.infolist()}
    (begin,) = _OFFSET.unpack(pptx[-6:-2])  # the directory
    ends = [*(info.header_offset for info in contents), begin][1:]
    stretches, offsets, entry = [b""], [], 0
    slotted: list[SlottedMember] = []
    for (info, content), end in zip(contents.items(), ends, strict=True):
        offsets.append((entry + _OFFSET_IN_ENTRY, len(slotted), len(stretches[-1])))
        if slots := _slots(info.filename, content, personal, box):
            header = pptx[info.header_offset : info.header_offset + _HEADER + len(info.filename)]
            slotted.append(_slotted(info.filename, content, slots, header, entry))
            stretches.append(b"")
        else:
            stretches[-1] += pptx[info.header_offset : end]
        entry += _ENTRY + len(info.filename)
    named = {info.filename: content for info, content in contents.items() if info.filename != fingerprint.MEMBER}
    lines = {name: fingerprint.line(name, content) for name, content in named.items()}
    return PrerenderedPptx(tuple(stretches), tuple(slotted), pptx[begin:], tuple(offsets), lines)


def _slots(name: str, content: bytes, personal: Personal, box: BoxName) -> list[Span]:
    """Find the places of the texts that are not the same in every copy."""
    if name == fingerprint.MEMBER and (personal.dedication or personal.letter):
        return [Span(*match.span(1)) for match in _DIGEST.finditer(content)]
    if name == _TITLE_SLIDE and personal.dedication:
        shape = re.compile(rb'<p:cNvPr id="\d+" name="%b"/>.*?</a:p>' % re.escape(str(box).encode()), re.DOTALL)
        found = shape.search(content)
        assert found, box
        return [Span(*match.span(1)) for match in _TEXT.finditer(content, *found.span())]
    if name == _ITS_NOTES:
        return [Span(*match.span(1)) for match in _TEXT.finditer(content)][1 : 1 + len(personal.letter)]
    return []


def _slotted(name: str, content: bytes, slots: Sequence[Span], header: bytes, entry: int) -> SlottedMember:
    edges = [0, *chain.from_iterable(slots), len(content)]
    pieces = tuple(content[start:stop] for start, stop in zip(edges[::2], edges[1::2], strict=True))
    head, tail = _deflated(pieces[0], zlib.Z_SYNC_FLUSH), _deflated(pieces[-1], zlib.Z_FINISH)
    around = header[:_SIZES_IN_HEADER], header[_SIZES_IN_HEADER + _SIZES.size :]
    return SlottedMember(name, pieces, head, tail, around, entry)


def _deflated(data: bytes, end: int) -> bytes:
    stream = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return stream.compress(data) + stream.flush(end)
