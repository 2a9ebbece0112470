"""Rules about what stands in a part: numbers, texts, shapes, placeholders, pictures."""

import re
from typing import Any

from reports.deck.lint.packing import Found
from reports.deck.ooxml.opc import A, P, Package, R, local

_WHOLE = "x|y|cx|cy|w|h|rot|idx|lvl|spc|lIns|tIns|rIns|bIns|marL|indent|d|sp|sz|gridSpan|rowSpan"
_NOT_WHOLE = re.compile(
    rf' ({_WHOLE})="(?!-?\d+")(?!(?:full|half|quarter|major|minor|none|sm|med|lg)")([^"]*)"'.encode()
)
_NEGATIVE = re.compile(rb' c[xy]="-')
_WORDS = {  # what else PowerPoint takes for a damaged file
    "anchor": "t|ctr|b|just|dist",
    "cap": "none|small|all|rnd|sq|flat",
    "u": "none|words|sng|dbl|heavy|dotted|dash\\w*|dot\\w*|wavy\\w*",
    "hMerge|vMerge|flipH|flipV|firstRow|bandRow": "0|1|true|false",
    "b|i": r"\d+|[a-z]\w*",  # an outline's b is a length or a guide's name
    "kern|dir|dist|blurRad": '[^-"][^"]*',
}
_NOT_THE_WORD = "|".join(f'(?:{names})="(?!(?:{words})")' for names, words in _WORDS.items())
_WRONG_WORD = re.compile(f' (?:{_NOT_THE_WORD})[^"]*"'.encode())
_SHARES = re.compile(rb'="[\d.]+%"|<a:alpha val="(?!(?:\d{1,5}|100000)")[^"]*"')
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_ODD_TEXT = re.compile(r"[\n\r\v]")
_OPENING, _CLOSING = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068", "\u202c\u2069"  # marks of another direction
_FAR = re.compile(rb'<a:off x="-?\d{9,}"|<a:off x="-?\d+" y="-?\d{9,}"')
_FORMULAS = re.compile(r"\*/|\+-|\+/|\?:|abs|at2|cat2|cos|max|min|mod|pin|sat2|sin|sqrt|tan|val")
_MOST_POINTS = 5_000
_DECLARED = re.compile(rb' xmlns(?::\w+)?="([^"]*)"')
_NAMESPACES = {each.strip("{}") for each in (A, P, R)} | {
    "http://schemas.openxmlformats.org/drawingml/2006/table",
    "http://schemas.openxmlformats.org/markup-compatibility/2006",
}
_NOT_THEMES = ("ppt/slides/", "ppt/slideLayouts/", "ppt/slideMasters/", "ppt/notesSlides/")
_PREFIXED = re.compile(rb' (?!r:|xml:|xmlns:|mc:)\w+:\w+="')
_XML = "http://www.w3.org/XML/1998/namespace"


def numbers_are_whole(package: Package) -> Found:
    """A fraction in a path is taken for the name of a guide, and PowerPoint then refuses the whole package."""
    for name in package.parts:
        for attribute, value in _NOT_WHOLE.findall(package.members[name]):
            if not _is_guide(name, package, attribute.decode(), value.decode()):
                yield name, f"has {attribute.decode()}={value.decode()}"
        if _NEGATIVE.search(package.members[name]):
            yield name, "has a negative size"


def _is_guide(name: str, package: Package, attribute: str, value: str) -> bool:
    """Check whether a point's coordinate is the name of a guide that the part defines, or of one built in."""
    if attribute not in ("x", "y") or not re.fullmatch(r"[A-Za-z]\w*", value):
        return False
    built_in = re.fullmatch(r"[lrtbwh]|[hv]c|[hw]d\d+|ss(d\d+)?|ls|\d*cd\d+", value) is not None
    return built_in or any(each.get("name") == value for each in package.indexed[name][f"{A}gd"])


def values_are_in_range(package: Package) -> Found:
    """PowerPoint clamps, drops or repairs what is out of range."""
    limits = {f"{A}rPr": ("sz", 100, 400_000), f"{A}ln": ("w", 0, 20_116_800), f"{A}ds": ("d", 1, 2**31)}
    for tag, (attribute, least, most) in limits.items():
        for name, element in package.all(tag):
            value = element.get(attribute, str(least))
            if value.lstrip("-").isdigit() and not least <= int(value) <= most:
                yield name, f"has {attribute}={value}"
    for name, colour in package.all(f"{A}srgbClr"):
        if not re.fullmatch(r"[0-9A-Fa-f]{6}", colour.get("val", "")):
            yield name, f"has the colour {colour.get('val')}"
    for name in package.parts:
        blob = package.members[name]
        if _FAR.search(blob):
            yield name, "has a shape that is miles away"
        wrong = _WRONG_WORD.search(blob) or ((b'%"' in blob or b"<a:alpha" in blob) and _SHARES.search(blob))
        if wrong:
            yield name, f"says {wrong[0].decode().strip()}"
        if name.startswith(_NOT_THEMES) and b'val="phClr"' in blob:
            yield name, "has a colour that only a theme may have, phClr"
    for name, stops in package.all(f"{A}gsLst"):
        if len(stops) < 2:
            yield name, "has a gradient of one colour"


def text_is_clean(package: Package) -> Found:
    """No empty run, no newline inside one, no direction that is not closed, no body without a paragraph."""
    for name, text in package.all(f"{A}t"):
        empty = not text.text and name.startswith(("ppt/slides/", "ppt/notesSlides/"))
        if empty or _ODD_TEXT.search(text.text or ""):
            yield name, f"has a run {text.text!r}"
    for name, body in package.all(f"{P}txBody"):
        if body.find(f"{A}p") is None:
            yield name, "has a text without a paragraph"
        said = "".join(body.itertext())
        if not said.isascii() and sum(map(said.count, _OPENING)) != sum(map(said.count, _CLOSING)):
            yield name, "has a text whose direction changes and does not change back"


def declarations_are_double_quoted(package: Package) -> Found:
    """Keynote is said to refuse the other quotes; a DOCTYPE or XML 1.1 is refused by all."""
    for name in package.trees:
        if not package.members[name].startswith(_DECLARATION) or b"<!DOCTYPE" in package.members[name]:
            yield name, "begins with another XML declaration"


def groups_are_complete(package: Package) -> Found:
    """Without all four of its places a group's children move silently."""
    for name, group in package.all(f"{P}grpSp"):
        place = group.find(f"{P}grpSpPr/{A}xfrm")
        tags = [local(each) for each in place] if place is not None else []
        if tags != ["off", "ext", "chOff", "chExt"] or not all(int(v) >= 1 for v in place[3].attrib.values()):
            yield name, "has a group without its place"
        if next(group.iter(f"{P}ph", f"{A}tbl"), None) is not None:
            yield name, "has a placeholder or a table inside a group"


def paths_draw_something(package: Package) -> Found:
    """A path begins with a move, goes somewhere, and scales; what it names as a guide is one."""
    for name, path in package.all(f"{A}path"):
        if path.getparent().tag != f"{A}pathLst":
            continue  # a gradient's
        begins = len(path) and local(path[0]) == "moveTo"
        if not begins or not 2 <= len(path) <= _MOST_POINTS or "0" in (path.get("w"), path.get("h")):
            yield name, "has a path that draws nothing"
    for name, guide in package.all(f"{A}gd"):
        if not _FORMULAS.match(guide.get("fmla", "")):
            yield name, f"has the guide {guide.get('name')}={guide.get('fmla')}"


def presets_take_no_guides(package: Package) -> Found:
    """We use rectangles and lines only, which have no adjustments: a guide that they do not know is 'corrupt'."""
    for name, preset in package.all(f"{A}prstGeom"):
        adjusted = preset.find(f"{A}avLst")
        if preset.get("prst") in ("rect", "line") and adjusted is not None and len(adjusted):
            yield name, f"adjusts a {preset.get('prst')}"
        elif name.startswith("ppt/slides/") and preset.get("prst") not in ("rect", "line"):
            yield name, f"has a shape {preset.get('prst')}"


def foreign_names_stay_in_extensions(package: Package) -> Found:
    """Names that PowerPoint's schema lacks stand in a:ext or p:ext only, or are declared ignorable."""
    for name, tree in package.parts.items():
        used = {uri.decode() for uri in _DECLARED.findall(package.members[name])} - _NAMESPACES
        for element in tree.iter(*(f"{{{uri}}}*" for uri in used)) if used else ():
            if not _apart(element):
                yield name, f"has {local(element)} outside an extension"


def attributes_stay_in_extensions(package: Package) -> Found:
    """So do attributes: one of another version of PowerPoint, and the deck does not open."""
    for name, tree in package.parts.items():
        if not _PREFIXED.search(package.members[name]):
            continue
        for element in tree.iter("*"):
            uris = {key[1:].partition("}")[0] for key in element.attrib if key.startswith("{")}
            if uris - _NAMESPACES - {_XML} and not _apart(element):
                yield name, f"has {local(element)} with an attribute of another version"


def _apart(element: Any) -> bool:
    return any(local(above) in ("ext", "AlternateContent", "graphicData") for above in element.iterancestors())


def placeholders_are_the_layouts(package: Package) -> Found:
    """A number that the layout lacks: PowerPoint puts the text at the origin, with no size; LibreOffice shows it."""
    for folder in ("slides", "notesSlides"):
        for name in package.within(folder):
            above = package.above(name)
            known = _indices(package, above) if above else []
            own = _indices(package, name)
            if not set(own) <= set(known) or len(set(own)) < len(own):
                yield name, f"has placeholders {', '.join(own)} of {', '.join(known)}"


def _indices(package: Package, name: str) -> list[str]:
    return [each.get("idx", "0") for each in package.indexed[name][f"{P}ph"]]


def placeholders_have_allowed_types(package: Package) -> Found:
    """Another kind than these six makes PowerPoint refuse the master, `hdr` or `sldImg` a slide."""
    for name in package.within("slideMasters"):
        for each in package.indexed[name][f"{P}ph"]:
            if each.get("type") not in ("title", "body", "dt", "ftr", "sldNum", "hdr"):
                yield name, f"has a placeholder of type {each.get('type')}"
    for name in (*package.within("slides"), *package.within("slideLayouts")):
        types = [each.get("type") for each in package.indexed[name][f"{P}ph"]]
        if {"hdr", "sldImg"} & set(types) or sum(kind in ("title", "ctrTitle") for kind in types) > 1:
            yield name, "has two titles, or a placeholder that only notes may have"


def pictures_are_raster(package: Package) -> Found:
    """Anything but PNG and JPEG is an empty frame somewhere."""
    for name, blip in package.all(f"{A}blip"):
        target = package.targets(name, "image").get(blip.get(f"{R}embed"), "")
        content = package.members.get(target, b"")
        png = target.endswith(".png") and content.startswith(b"\x89PNG") and b"IEND" in content[-12:]
        jpeg = target.endswith((".jpg", ".jpeg")) and content.startswith(b"\xff\xd8\xff")
        if not png and not (jpeg and b"\xff\xd9" in content[-64:]):
            yield name, f"shows {target or 'nothing'}, which is no whole PNG or JPEG"
    for name, picture in package.all(f"{P}pic"):
        if picture.find(f"{P}spPr/{A}prstGeom") is None and not picture.findall(f".//{P}ph"):
            yield name, "has a picture without a shape"
