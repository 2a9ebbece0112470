"""For each cause of a damaged deck that the linter claims to see, by its number: ways to put it into a good deck."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

from tests.builders.edits import members as unpacked

Members = dict[str, bytes]
Spoil = Callable[[Members], None]
Inject = Callable[[bytes], bytes]

SLIDE, DECK, MASTER = "ppt/slides/slide2.xml", "ppt/presentation.xml", "ppt/slideMasters/slideMaster1.xml"
SLIDE_RELS, DECK_RELS = "ppt/slides/_rels/slide2.xml.rels", "ppt/_rels/presentation.xml.rels"
NOTES, NOTES_RELS = "ppt/notesSlides/notesSlide2.xml", "ppt/notesSlides/_rels/notesSlide2.xml.rels"
THEME, CUSTOM, TYPES, CORE = "ppt/theme/theme1.xml", "docProps/custom.xml", "[Content_Types].xml", "docProps/core.xml"
PROPERTIES = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
RECT = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def swapped(name: str, pattern: str, by: str) -> Spoil:
    """Replace the first match in a member."""

    def spoil(members: Members) -> None:
        text, count = re.subn(pattern, by, members[name].decode(), count=1, flags=re.DOTALL)
        assert count, f"{pattern} is not in {name}"
        members[name] = text.encode()

    return spoil


def without(name: str) -> Spoil:
    return lambda members: members.__delitem__(name)


def with_member(name: str, content: bytes) -> Spoil:
    return lambda members: members.__setitem__(name, content)


def with_shape(shape: str) -> Spoil:
    return swapped(SLIDE, "</p:spTree>", f"{shape}</p:spTree>")


def packed(members: Members) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
    return made.getvalue()


def rewritten(deck: bytes, *spoils: Spoil) -> bytes:
    members = unpacked(deck)
    for spoil in spoils:
        spoil(members)
    return packed(members)


def with_more(add: Callable[[zipfile.ZipFile], object]) -> Inject:
    """Append to the zip what only its writer can say."""

    def inject(deck: bytes) -> bytes:
        made = io.BytesIO(deck)
        with zipfile.ZipFile(made, "a") as file:
            add(file)
        return made.getvalue()

    return inject


def zip64(file: zipfile.ZipFile) -> None:
    with file.open(zipfile.ZipInfo("ppt/more.xml", (1980, 1, 1, 0, 0, 0)), "w", force_zip64=True) as member:
        member.write(b"<a/>")


def padded(deck: bytes) -> bytes:
    """Leave a gap before the last member."""
    with zipfile.ZipFile(io.BytesIO(deck)) as file:
        infos, start = file.infolist(), file.start_dir
    last = infos[-1].header_offset
    moved = bytearray(deck[:last] + b"\0\0\0\0" + deck[last:])
    listed = moved.rindex(infos[-1].filename.encode()) - 4
    moved[listed : listed + 4] = (last + 4).to_bytes(4, "little")
    moved[-6:-2] = (start + 4).to_bytes(4, "little")
    return bytes(moved)


def reordered(deck: bytes) -> bytes:
    return packed(dict(reversed(unpacked(deck).items())))


ADJUSTED = RECT.replace("<a:avLst/>", '<a:avLst><a:gd name="adj" fmla="val 1"/></a:avLst>')
A_PATH = (
    '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
    '<a:path w="1" h="1"><a:moveTo><a:pt x="0" y="0"/></a:moveTo><a:lnTo><a:pt x="1" y="1"/></a:lnTo></a:path>'
    "</a:pathLst></a:custGeom>"
)
A_TABLE = (
    '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="900" name="Table" descr="A"/><p:cNvGraphicFramePr/><p:nvPr/>'
    '</p:nvGraphicFramePr><p:xfrm><a:off x="0" y="9000000"/><a:ext cx="9" cy="9"/></p:xfrm><a:graphic><a:graphicData '
    'uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblPr firstRow="1"/><a:tblGrid>'
    '<a:gridCol w="9"/></a:tblGrid><a:tr h="9"><a:tc><a:txBody><a:bodyPr/><a:p><a:endParaRPr lang="en-GB"/></a:p>'
    "</a:txBody><a:tcPr/></a:tc></a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
)
A_PICTURE = (
    '<p:pic><p:nvPicPr><p:cNvPr id="900" name="Picture" descr="A picture"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr>'
    '<p:blipFill><a:blip r:embed="rIdPicture"/></p:blipFill><p:spPr><a:xfrm><a:off x="0" y="9000000"/>'
    f'<a:ext cx="9" cy="9"/></a:xfrm>{RECT}</p:spPr></p:pic>'
)
A_PNG = b"\x89PNG\r\n\x1a\n"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_TIMING = '<p:timing><p:tnLst><p:par><p:cTn id="1"><p:spTgt spid="777"/></p:cTn></p:par></p:tnLst></p:timing>'


def with_picture(content: bytes, name: str = "a.png", relation: str = "image", shown: str = A_PICTURE) -> Spoil:
    """Show a picture on a slide."""

    def spoil(members: Members) -> None:
        members[f"ppt/media/{name}"] = content
        related(f"../media/{name}", relation)(members)
        with_shape(shown)(members)

    return spoil


def related(target: str, kind: str, more: str = "") -> Spoil:
    tie = f'<Relationship Id="rIdPicture" Type="{KINDS}{kind}" Target="{target}"{more}/></Relationships>'
    return swapped(SLIDE_RELS, "</Relationships>", tie)


def drawn(path: str) -> Spoil:
    return swapped(SLIDE, re.escape(RECT), path)


def table(old: str, new: str) -> Spoil:
    assert old in A_TABLE
    return with_shape(A_TABLE.replace(old, new))


def choice(inner: str) -> Spoil:
    return with_shape(f'<mc:AlternateContent xmlns:mc="{_MC}" xmlns:p14="urn:p14">{inner}</mc:AlternateContent>')


SPOILS: dict[int, tuple[Spoil, ...]] = {
    9: (with_member("ppt/media/a picture.png", b""),),
    11: (with_member("ppt/stray.xml", b"<a/>"),),
    12: (swapped(TYPES, "slides/slide2.xml", "slides/slide99.xml"),),
    13: (swapped(TYPES, '<Override PartName="/ppt/slides/slide2.xml"[^>]*/>', ""),),
    14: (with_member("ppt/media/sound.wav", b"1"),),
    15: (swapped(TYPES, "(<Default [^>]*/>)", r"\1\1"), swapped(TYPES, "(<Override [^>]*/>)", r"\1\1")),
    16: (swapped(TYPES, r"presentation\.main\+xml", "template.main+xml"),),
    17: (swapped(TYPES, "<Override", '<Default Extension="jpg" ContentType="image/jpg"/><Override'),),
    18: (without(NOTES),),
    19: (swapped(DECK, r'<p:sldId id="257" r:id="rId\d+"', '<p:sldId id="257" r:id="rId99"'),),
    20: (swapped(SLIDE_RELS, r'(Id="(\w+)".*?Id=")\w+"', r'\1\2"'),),
    21: (swapped(SLIDE_RELS, r'Id="rId\d+"', 'Id="1"'),),
    22: (swapped(DECK, r'<p:sldId id="257"[^>]*/>', ""), with_member("ppt/slides/slide99.xml", b"<a/>")),
    23: (swapped(SLIDE_RELS, "relationships/slideLayout", "relationships/tags"),),
    24: (swapped(DECK_RELS, "<Relationship [^>]*viewProps[^>]*/>", ""),),
    25: (swapped("_rels/.rels", "<Relationship [^>]*extended-properties[^>]*/>", ""),),
    27: (swapped(SLIDE, 'id="30"', 'id="31"'),),
    28: (swapped(SLIDE, 'id="30"', 'id="x"'),),
    29: (swapped(SLIDE, 'id="30"', 'id="2147483648"'),),
    30: (swapped(DECK, 'sldId id="257"', 'sldId id="256"'), swapped(DECK, 'sldId id="257"', 'sldId id="255"')),
    31: (swapped(DECK, r'(id="256" r:id="(\w+)"/><p:sldId id="257" r:id=")\w+"', r'\1\2"'),),
    32: (swapped(MASTER, r'sldLayoutId id="\d+"', 'sldLayoutId id="2147483648"'),),
    33: (
        swapped(MASTER, "<p:sldLayoutId [^>]*/>", ""),
        swapped("ppt/slideMasters/_rels/slideMaster1.xml.rels", "<Relationship [^>]*slideLayout[^>]*/>", ""),
    ),
    35: (swapped(SLIDE, "</p:sld>", f"{_TIMING}</p:sld>"),),
    36: (
        swapped(DECK, r"(<p:sldIdLst>.*?</p:sldIdLst>)(.*?<p:notesSz [^>]*/>)", r"\2\1"),
        swapped(SLIDE, r"</a:r></a:p>", "</a:r><a:pPr/></a:p>"),
    ),
    37: (swapped(DECK, r"(<p:sldIdLst>.*?</p:sldIdLst>)(.*?<p:notesSz [^>]*/>)", r"\2\1"),),
    38: (
        swapped(SLIDE, r"(<a:lstStyle/>)<a:p>.*?(</p:txBody>)", r"\1\2"),
        table('<a:p><a:endParaRPr lang="en-GB"/></a:p>', ""),
    ),
    39: (
        swapped(SLIDE, "<p:nvGrpSpPr>.*?</p:nvGrpSpPr>", ""),
        swapped(SLIDE, "(<a:off [^>]*/>)<a:ext [^>]*/></a:xfrm>", r"\1</a:xfrm>"),
        swapped(SLIDE, "</p:spPr>", '</p:spPr><p:style><a:lnRef idx="0"/></p:style>'),
    ),
    41: (swapped(SLIDE, r'<a:off x="(\d+)"', r'<a:off x="\1.5"'),),
    42: (swapped(SLIDE, '<a:ext cx="', '<a:ext cx="-'),),
    43: (swapped(SLIDE, r'<a:off x="\d+"', '<a:off x="9999999999"'),),
    44: (
        swapped(SLIDE, '<a:schemeClr val="accent1"/>', '<a:schemeClr val="accent1"><a:alpha val="50%"/></a:schemeClr>'),
        swapped(SLIDE, '<a:schemeClr val="accent1"/>', '<a:schemeClr val="accent1"><a:alpha val="9e9"/></a:schemeClr>'),
    ),
    45: (swapped(THEME, 'srgbClr val="......"', 'srgbClr val="teal"'),),
    46: (swapped(SLIDE, "<a:bodyPr", '<a:bodyPr anchor="mid"'), swapped(SLIDE, 'prst="rect"', 'prst="oval"')),
    47: (swapped(MASTER, '<a:rPr lang="en-US"', '<a:rPr lang="en-US" sz="12"'),),
    50: (swapped(SLIDE, "<a:t>[^<]*", "<a:t>two\nlines"), swapped(SLIDE, "</a:r></a:p>", "</a:r>loose</a:p>")),
    51: (swapped(SLIDE, "<a:t>[^<]*</a:t>", ""),),
    52: (swapped(SLIDE, "<a:t>[^<]*", "<a:t>"),),
    53: (swapped(SLIDE, 'lang="en-GB"', 'lang="english"'), swapped(SLIDE, 'lang="en-GB"', 'lang=""')),
    54: (swapped(SLIDE, r'(<a:fld [^>]*?)id="[^"]*"', r'\1id="7"'),),
    55: (swapped(SLIDE, "<a:t>[^<]*", "<a:t>\u202eone"),),
    56: (
        drawn(A_PATH.replace('x="1"', 'x="foo"')),
        drawn(A_PATH.replace("<a:gdLst/>", '<a:gdLst><a:gd name="a" fmla="foo 1"/></a:gdLst>')),
    ),
    57: (drawn(A_PATH.replace('x="1"', 'x="1.5"')),),
    58: (swapped(SLIDE, re.escape(RECT), ADJUSTED),),
    59: (
        drawn(RECT + "<a:custGeom/>"),
        drawn("<a:custGeom><a:avLst/></a:custGeom>"),
        drawn(A_PATH.replace('<a:pt x="1" y="1"/>', "")),
    ),
    60: (drawn(re.sub("<a:lnTo>.*</a:lnTo>", "", A_PATH)),),
    61: (drawn(A_PATH.replace('w="1" h="1"', 'w="0" h="1"')),),
    63: (drawn(A_PATH.replace("</a:path>", 5000 * '<a:lnTo><a:pt x="1" y="1"/></a:lnTo>' + "</a:path>")),),
    64: (
        swapped(SLIDE, '<a:chExt cx="', '<a:chExt cx="-'),
        swapped(SLIDE, r'<a:chExt cx="[1-9]\d*"', '<a:chExt cx="-5"'),
    ),
    65: (
        swapped(SLIDE, '<a:chOff [^>]*/>(?=<a:chExt cx="[1-9])', ""),
        swapped(SLIDE, r'<a:chExt cx="[1-9]\d*"', '<a:chExt cx="0"'),
    ),
    66: (swapped(SLIDE, "</p:grpSp>", A_TABLE + "</p:grpSp>"),),
    68: (swapped(DECK, '<p14:sldId id="257"/>', '<p14:sldId id="999"/>'),),
    69: (swapped(DECK, r'id="\{[0-9A-F-]*\}"', 'id="{00000000-0000-0000-0000-00000000000a}"'),),
    70: (swapped(DECK, "521415D9", "521415D8"),),
    71: (swapped(DECK, "<p:notesMasterIdLst>.*?</p:notesMasterIdLst>", ""),),
    72: (swapped(NOTES_RELS, "relationships/notesMaster", "relationships/tags"),),
    73: (swapped(NOTES_RELS, "slides/slide2.xml", "slides/slide3.xml"),),
    74: (swapped("ppt/notesMasters/_rels/notesMaster1.xml.rels", "theme2", "theme1"),),
    75: (swapped(DECK, "<p:notesMasterId ", "<p:sldMasterId "), swapped(DECK, "<p:notesSz [^>]*/>", "")),
    76: (swapped(NOTES, 'type="body"( sz="quarter")? idx="3"', 'type="body" idx="77"'),),
    77: (swapped(SLIDE, 'idx="1[3-9]"', 'idx="77"'),),
    78: (swapped(SLIDE, 'type="ftr"', 'type="hdr"'),),
    79: (swapped(MASTER, 'type="body"', 'type="pic"'),),
    80: (swapped(SLIDE, 'type="ftr"', 'type="title"'),),
    81: (
        table('<a:tr h="9">', "<a:tr>"),
        table("<a:tc>", '<a:tc hMerge="on">'),
        table("<a:tc>", '<a:tc gridSpan="2.0">'),
    ),
    82: (table('<a:gridCol w="9"/>', '<a:gridCol w="9"/><a:gridCol w="9"/>'), table("<a:tc>", '<a:tc gridSpan="2">')),
    83: (table('firstRow="1"/>', "><a:tableStyleId>5C22</a:tableStyleId></a:tblPr>"),),
    85: (table("a:txBody", "p:txBody"), table('h="9"', 'h="-9"')),
    86: (related("", "hyperlink", ' TargetMode="External"'),),
    87: (related("http://a b", "hyperlink", ' TargetMode="External"'),),
    88: (
        related("https://example.org", "hyperlink"),
        swapped(SLIDE, "(<a:rPr [^>]*)/>", r'\1><a:hlinkClick r:id="rId1" action="ppaction://hlinksldjump"/></a:rPr>'),
        swapped(SLIDE, "(<a:rPr [^>]*)/>", r'\1><a:hlinkClick r:id="rId99"/></a:rPr>'),
    ),
    89: (related("javascript:alert(1)", "hyperlink", ' TargetMode="External"'),),
    90: (with_picture(b"<svg/>", "a.svg"),),
    91: (with_picture(A_PNG), with_picture(b"")),
    92: (with_picture(b"RIFF....WEBP", "a.webp"),),
    93: (with_picture(A_PNG + b"IEND....", shown=A_PICTURE.replace(RECT, "")),),
    95: (with_member("ppt/charts/chart1.xml", b"<a/>"),),
    96: (with_member("ppt/charts/chart1.xml", b"<a/>"),),
    97: (with_member("ppt/charts/chart1.xml", b"<a/>"),),
    100: (
        with_member("ppt/fonts/font1.fntdata", b""),
        swapped(
            DECK,
            "(<p:notesSz [^>]*/>)",
            r'\1<p:embeddedFontLst><p:embeddedFont><p:font typeface="X"/><p:regular r:id="rId99"/></p:embeddedFont>'
            "</p:embeddedFontLst>",
        ),
    ),
    101: (
        swapped(CORE, "(<dc:title>[^<]*</dc:title>)", r"\1\1"),
        swapped(CORE, "</cp:coreProperties>", "<dcterms:created>2024</dcterms:created></cp:coreProperties>"),
        swapped(CORE, "<dc:title>", '<dc:title xml:lang="en">'),
    ),
    102: (
        swapped("_rels/.rels", r'(Id="\w+" Type=")[^"]*extended-properties', rf"\1{PROPERTIES}"),
        swapped(CUSTOM, 'pid="2"', 'pid="1"'),
    ),
    103: (swapped("docProps/app.xml", "<AppVersion>[^<]*", "<AppVersion>one"),),
    104: (with_member("ppt/printerSettings/printerSettings1.bin", b"1"),),
    105: (
        swapped(SLIDE, "<p:cSld>", f'<p:cSld xmlns:mc="{_MC}" mc:Ignorable="p99">'),
        choice("<mc:Choice/><mc:Fallback/>"),
    ),
    106: (with_shape('<x:a xmlns:x="urn:x"/>'), swapped(SLIDE, "<p:cSld>", '<p:cSld xmlns:x="urn:x" x:dur="1">')),
    107: (choice('<mc:Choice Requires="p14"/>'),),
    108: (swapped(SLIDE, "</p:sld>", "<p:transition/><p:transition/></p:sld>"),),
    109: (swapped(SLIDE, r"\?>\n", "?>\n<!DOCTYPE p:sld>"), swapped(SLIDE, r'version="1\.0"', 'version="1.1"')),
    110: (swapped(SLIDE, r'version="1\.0"', "version='1.0'"),),
    111: (swapped(THEME, "(<a:fillStyleLst>)<a:[^>]*>.*?</a:[^>]*Fill>", r"\1"),),
    112: (swapped(THEME, "<a:accent6>.*?</a:accent6>", ""), swapped(MASTER, ' accent6="accent6"', "")),
    113: (swapped(DECK, "<p:sldSz ", '<p:sldSz type="screen4x3" '),),
    114: (swapped(DECK, r'(<p:sldSz cx="\d+" cy=")\d+', r"\g<1>1"), swapped(DECK, "<p:notesSz [^>]*/>", "")),
}


def _of(spoil: Spoil) -> Inject:
    return lambda deck: rewritten(deck, spoil)


INJECTIONS: dict[int, tuple[Inject, ...]] = {
    1: (with_more(lambda file: file.mkdir("ppt/slides")),),
    2: (with_more(lambda file: file.writestr("PPT/presentation.xml", b"<a/>")),),
    3: (with_more(zip64),),
    4: (with_more(lambda file: file.writestr("ppt/more.xml", b"<a/>", zipfile.ZIP_BZIP2)),),
    6: (lambda deck: b"x" + deck, lambda deck: deck + b"\0", lambda deck: deck[:9000]),
    7: (padded,),
    8: (reordered,),
    **{number: tuple(map(_of, spoils)) for number, spoils in SPOILS.items()},
}
