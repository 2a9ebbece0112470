"""Pictures made of pixels: read with limits, and kept as one plain form that says nothing but what is to be seen.

A camera's file knows where and when it was taken and by whom; what it may come with beside its pixels never travels.
"""

import io
import struct
from typing import Any

from reports.frozen import field, frozen

PHOTO_TYPES = "image/png", "image/jpeg"
MOST_PIXELS = 40_000_000
MOST_BYTES = 50_000_000
PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_MOST_KEPT = 160_000  # bytes of the plain form: five of them, and what is shown of them, go by mail
_SHORT_SIDE = 1800  # pixels: a page's width at 220 an inch
MOST_PRINTED, _PRINTED_SIDE = 1_500_000, 2600  # and the same for a print shop, at 300 an inch with what bleeds
_QUALITIES = (85, 72, 60)
_SMALLER = 0.8


class PhotoFault(Exception):  # noqa: N818 - it is told as a problem
    """What a file is in the place of a picture, in words that follow "which is"."""


@frozen
class Pixels:
    """A picture in its plain form, a PNG or JPEG in sRGB; `width` and `height` are the file's own, as it is seen.

    `fine` is the form for a print shop if that was asked for, which does not travel inside a brief.
    """

    data: bytes
    width: int = field(repr=False)
    height: int = field(repr=False)
    fine: bytes = field(default=b"", repr=False)

    @property
    def size(self) -> tuple[int, int]:
        """Return the file's own width and height."""
        return self.width, self.height

    @property
    def kind(self) -> str:
        """Return its media type."""
        return PHOTO_TYPES[self.data.startswith(_JPEG)]


def opened(data: bytes) -> Any:
    """Return Pillow's image of a PNG or JPEG, all of whose pixels are there; raises a PhotoFault for anything else."""
    from PIL import Image  # few files have one

    if not data.startswith((PNG, _JPEG)):
        raise PhotoFault("neither a PNG nor a JPEG picture")
    try:
        image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
        if image.width * image.height > MOST_PIXELS:
            raise PhotoFault(f"a picture of more than {MOST_PIXELS // 1_000_000} million pixels")
        if image.format == "PNG" and getattr(image, "is_animated", False):
            raise PhotoFault("a picture that moves; save one that stands still")
        image.load()
    except Image.DecompressionBombError:
        raise PhotoFault(f"a picture of more than {MOST_PIXELS // 1_000_000} million pixels") from None
    except (OSError, SyntaxError, ValueError, EOFError, struct.error):
        raise PhotoFault("a picture that is damaged, or not all there; save it as PNG again") from None
    return image


def read_photo(data: bytes, *, fine: bool = False) -> Pixels:
    """Return a picture in its plain form, and in the `fine` one if asked for. Raises a PhotoFault.

    What has the plain form already stays byte for byte.
    """
    if len(data) > MOST_BYTES:
        raise PhotoFault(f"larger than {MOST_BYTES // 1_000_000} MB")
    image = opened(data)
    if image.mode in ("RGB", "P") and len(data) <= _MOST_KEPT and _is_plain(data):
        return Pixels(data, *image.size)
    image, short = _as_seen(image), min(image.size)
    printed = encoded(image, MOST_PRINTED, min(1.0, _PRINTED_SIDE / short)) if fine else b""
    return Pixels(encoded(image, _MOST_KEPT, min(1.0, _SHORT_SIDE / short)), image.width, image.height, printed)


def encoded(image: Any, most: int, factor: float = 1.0) -> bytes:
    """Return an image as a JPEG of `most` bytes, made smaller by a factor at least, and no coarser than that takes."""
    while True:
        size = tuple(max(1, round(side * factor)) for side in image.size)
        smaller = image.resize(size, reducing_gap=3.0) if size != image.size else image
        for quality in _QUALITIES:
            file = io.BytesIO()
            smaller.save(file, "JPEG", quality=quality, optimize=True, subsampling=2)
            if file.tell() <= most or max(size) < 64:
                return file.getvalue()
        factor *= _SMALLER


def _as_seen(image: Any) -> Any:
    """Return an image upright, in sRGB of 8 bits, on white where it lets light through."""
    from PIL import Image, ImageCms, ImageOps

    profile = image.info.get("icc_profile")
    try:
        image = ImageOps.exif_transpose(image)
        if profile and image.mode in ("RGB", "CMYK"):
            own, srgb = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
            image = ImageCms.profileToProfile(image, own, srgb, outputMode="RGB") or image
    except (ImageCms.PyCMSError, OSError, SyntaxError, ValueError, struct.error, TypeError, KeyError):
        pass  # what it says of its colours, or of how it was held, cannot be read: the pixels can
    if image.mode.startswith("I"):
        image = image.convert("I").point([value >> 8 for value in range(1 << 16)], "L")
    seen = Image.new("RGB", image.size, "white")
    whole = image.convert("RGBA")
    seen.paste(whole, mask=whole.getchannel("A"))
    return seen


def _is_plain(data: bytes) -> bool:
    """Return whether a file says nothing beside its pixels: no data of programs, no comment, no text, no tail."""
    if data.startswith(PNG):
        at, kinds = len(PNG), []
        while at < len(data):
            (size,) = struct.unpack(">I", data[at : at + 4].rjust(4, b"\0"))
            kinds.append(data[at + 4 : at + 8])
            at += 12 + size
        return {*kinds} <= {b"IHDR", b"PLTE", b"IDAT", b"IEND"} and at == len(data)
    at = 2
    while data[at : at + 1] == b"\xff" and data[at + 1 : at + 2] not in (b"\xda", b""):
        marker, (size,) = data[at + 1], struct.unpack(">H", data[at + 2 : at + 4].rjust(2, b"\0"))
        if marker == 0xFE or 0xE1 <= marker <= 0xEF or (marker == 0xE0 and size != 16):
            return False
        at += 2 + size
    return data.find(b"\xff\xd9") == len(data) - 2
