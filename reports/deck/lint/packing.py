"""Rules about the package: its zip, its parts and their types, who refers to what, and which numbers are whose."""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from reports.deck.ooxml.opc import DECK, P14, TYPES, P, Package, R, local

Found = Iterator[tuple[str, str]]  # a member's name, and what is wrong there

_MAIN = "application/vnd.openxmlformats-officedocument.presentationml."
_KINDS = ("slide", "slideLayout", "slideMaster", "notesSlide", "notesMaster", "handoutMaster", "presProps", "viewProps")
_WANTED = {kind: f"{_MAIN}{kind}+xml" for kind in (*_KINDS, "tableStyles")} | {
    "officeDocument": f"{_MAIN}presentation.main+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
}
"""A relationship's last word to the content type of what it points to."""
_LOCAL_HEADER = 30  # bytes before a member's name in a zip
_END = 22  # bytes of the record that ends a zip
_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_UPLOAD_LIMIT = 95_000_000  # Google Slides takes 100 MB
_ADDRESS = re.compile(r"[A-Za-z0-9:/?#\[\]@!$&'()*+,;=%._~-]{1,2000}")


def zip_is_plain(package: Package) -> Found:
    """Hold the zip to what every reader takes: in order, without gaps, clocks, extras or directories."""
    with package.zip as file:
        infos, commented = file.infolist(), file.comment
    names = [info.filename for info in infos]
    if names[:2] != [TYPES, "_rels/.rels"]:
        yield "", "the first members are others"
    if len({name.lower() for name in names}) < len(names):
        yield "", "a member is there twice"
    ended = package.data[-_END:].startswith(b"PK\5\6")
    if commented or not ended or not package.data.startswith(b"PK\3\4") or len(package.data) > _UPLOAD_LIMIT:
        yield "", "it is commented, too large, or does not begin with its first member and end with its list"
    end = 0
    for info in infos:
        if info.header_offset != end:
            yield info.filename, "does not start where the last member ended"
        end = info.header_offset + _LOCAL_HEADER + len(info.filename) + info.compress_size
        odd = info.compress_type not in (0, 8) or info.flag_bits or info.extra or info.extract_version > 20
        if odd or info.is_dir() or info.date_time != (1980, 1, 1, 0, 0, 0):
            yield info.filename, "is packed in an unusual way"


def names_are_plain(package: Package) -> Found:
    """PowerPoint does not find parts whose names are not plain ASCII."""
    for name in package.members:
        if not re.fullmatch(r"[A-Za-z0-9_.\[\]/-]+", name) or name.startswith("/"):
            yield name, "has a name that is not plain"


def overrides_are_the_parts(package: Package) -> Found:
    """Each part's type stands under its own name, and no other name stands there."""
    parts = {name for name in package.members if name.endswith(".xml") and name != TYPES}
    for name in sorted(parts ^ {name for name in package.types if name.endswith(".xml")}):
        yield name, "is not both there and typed by its name"
    for relations in package.relations.values():
        for relation in relations:
            wanted = _WANTED.get(relation.kind)
            if wanted and package.types.get(relation.target) != wanted:
                yield relation.target, f"is not typed as {relation.kind}"


def media_are_typed(package: Package) -> Found:
    """What is no XML is typed by its extension, and no extension is typed that is not there."""
    defaults = {each.get("Extension").lower() for each in package.trees[TYPES].iterfind("{*}Default")}
    used = {name.rpartition(".")[2].lower() for name in package.members if name not in package.types}
    for name, content in package.members.items():
        if not content:
            yield name, "is empty"
    if any(each.get("ContentType") == "image/jpg" for each in package.trees[TYPES].iterfind("{*}Default")):
        yield TYPES, "types JPEG as image/jpg, which is no type"
    for extension in sorted(used - defaults - {"xml"}):
        yield TYPES, f"does not type {extension}"
    for extension in sorted(defaults - used - {"xml", "rels"}):
        yield TYPES, f"types {extension}, which is not there"


def all_is_reachable(package: Package) -> Found:
    """Nothing is referred to that is not there, and nothing is there that nobody refers to."""
    seen, waiting = {TYPES, "_rels/.rels"}, [""]
    while waiting:
        source = waiting.pop()
        folder, _, file = source.rpartition("/")
        if source in package.relations and source:
            seen.add(f"{folder}/_rels/{file}.rels")
        for relation in package.relations.get(source, []):
            if not relation.external and relation.target not in seen:
                seen.add(relation.target)
                waiting.append(relation.target)
    for name in sorted(seen ^ set(package.members)):
        yield name, "is not both there and referred to"


def references_resolve(package: Package) -> Found:
    """Every r:id, r:embed, r:link names a relation of its own part."""
    for name, blob in package.members.items():
        known = [relation.id for relation in package.relations.get(name, [])]
        if len(set(known)) < len(known):
            yield name, "has an Id twice"
        if name.startswith("ppt/") and name.endswith(".xml") and b" r:" in blob:
            for used in re.findall(rb' r:[A-Za-z]+="([^"]*)"', blob):
                if used.decode() not in known:
                    yield name, f"refers to {used.decode() or 'nothing'}"
    for source, relations in package.relations.items():
        for relation in relations:
            if not re.fullmatch(r"[A-Za-z_][\w.-]*", relation.id):
                yield source, f"has a relation whose Id is no name, {relation.id}"


def needed_parts_are_there(package: Package) -> Found:
    """PowerPoint repairs, and Keynote refuses, a deck without these."""
    notes = ("notesMaster",) if package.within("notesSlides") else ()
    for kind in ("presProps", "viewProps", "tableStyles", "theme", "slideMaster", *notes):
        if not package.of_kind(DECK, kind):
            yield DECK, f"has no {kind}"
    for kind in ("core-properties", "extended-properties", "officeDocument"):
        if len(package.of_kind("", kind)) != 1:
            yield "", f"has not one {kind}"


def each_slide_has_one_layout(package: Package) -> Found:
    """And each layout one master."""
    for folder, kind in (("slides", "slideLayout"), ("slideLayouts", "slideMaster")):
        for name in package.within(folder):
            if len(package.of_kind(name, kind)) != 1:
                yield name, f"has not one {kind}"


def lists_are_the_relations(package: Package) -> Found:
    """What is listed is what is related, each once."""
    masters = ((master, "sldLayoutId", "slideLayout") for master in package.within("slideMasters"))
    for part, tag, kind in ((DECK, "sldId", "slide"), *masters):
        listed = [each.get(f"{R}id") for each in package.indexed[part][f"{P}{tag}"]]
        if sorted(listed) != sorted(package.targets(part, kind)):
            yield part, f"does not list each {kind} once"


def numbers_of_shapes_are_unique(package: Package) -> Found:
    """PowerPoint drops, or repairs, shapes that share a number, those in groups too."""
    for name, index in package.indexed.items():
        ids = [each.get("id", "") for each in index[f"{P}cNvPr"]]
        if not all(re.fullmatch(r"\d+", each) and 1 <= int(each) < 2**31 for each in ids):
            yield name, "has a shape whose number is out of range"
        for each, count in Counter(ids).items():
            if count > 1:
                yield name, f"has {count} shapes of number {each}"


def numbers_of_masters_and_slides_are_unique(package: Package) -> Found:
    """Masters and layouts share one row of numbers, slides have another."""
    high = [each.get("id", "0") for tag in ("sldMasterId", "sldLayoutId") for _, each in package.all(f"{P}{tag}")]
    slides = [each.get("id", "0") for each in package.indexed[DECK][f"{P}sldId"]]
    for numbers, least, most, what in ((high, 2**31, 2**32, "masters and layouts"), (slides, 256, 2**31, "slides")):
        if len(set(numbers)) < len(numbers) or not all(least <= int(each) < most for each in numbers):
            yield DECK, f"numbers {what} twice or out of range"


def notes_are_wired(package: Package) -> Found:
    """Keynote refuses a deck whose notes master is not listed, or whose notes lack one of their relations."""
    masters = [relation.id for relation in package.of_kind(DECK, "notesMaster")]
    listed = [each.get(f"{R}id") for each in package.indexed[DECK][f"{P}notesMasterId"]]
    order = [local(each) for each in package.deck][:2]
    if listed != masters or (masters and order != ["sldMasterIdLst", "notesMasterIdLst"]):
        yield DECK, "does not list the notes master directly behind the slide master"
    for slide in package.within("slides"):
        notes = package.of_kind(slide, "notesSlide")
        if len(notes) != 1:
            if masters:
                yield slide, f"has {len(notes)} notes"
            continue
        back = [relation.target for relation in package.of_kind(notes[0].target, "slide")]
        if back != [slide] or len(package.of_kind(notes[0].target, "notesMaster")) != 1:
            yield notes[0].target, f"is not tied to {slide} and to the master"


def each_master_has_its_own_theme(package: Package) -> Found:
    """Two masters on one theme: "corrupted and unreadable"."""
    taken: set[str] = set()
    for master in (name for kind in ("slide", "notes", "handout") for name in package.within(f"{kind}Masters")):
        themes = [relation.target for relation in package.of_kind(master, "theme")]
        if len(themes) != 1 or taken & set(themes):
            yield master, "has no theme of its own"
        taken |= set(themes)


def sections_cover_the_slides(package: Package) -> Found:
    """Each slide stands in one section, in the slides' order."""
    index = package.indexed[DECK]
    slides = [each.get("id") for each in index[f"{P}sldId"]]
    listed = [each.get("id") for each in index[f"{P14}sldId"]]
    if slides and slides != listed:
        yield DECK, "has sections that do not hold each slide once, in order"
    guids = [each.get("id", "") for each in index[f"{P14}section"]]
    sections = index[f"{P14}section"]
    above = [local(each) for each in (sections[0].iterancestors() if sections else ())][:3]
    uri = sections[0].getparent().getparent().get("uri", "") if len(above) == 3 else ""
    is_found = above == ["sectionLst", "ext", "extLst"] and uri == _SECTIONS and local(package.deck[-1]) == "extLst"
    if sections and not is_found:
        yield DECK, "names its sections where PowerPoint does not look"
    pattern = r"\{(?!0{8}-0{4}-0{4}-0{4}-0{12}\})[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}"
    if len(set(guids)) < len(guids) or not all(re.fullmatch(pattern, guid) for guid in guids):
        yield DECK, "has a section whose GUID is not one, or not its own"


def size_is_said_once(package: Package) -> Found:
    """Keynote refuses a size whose `type` contradicts it."""
    size = package.deck.find(f"{P}sldSz")
    sides = [int(size.get(name, "0")) for name in ("cx", "cy")] if size is not None else []
    if size is None or "type" in size.attrib or not all(914_400 <= each <= 51_206_400 for each in sides):
        yield DECK, "does not say the slides' size once"


def nothing_is_left_over(package: Package) -> Found:
    """Printer settings and pictures of another deck."""
    for name in package.members:
        if "printerSettings" in name or "thumbnail" in name:
            yield name, "is left over from another deck"


def links_are_addresses(package: Package) -> Found:
    """An empty, relative or odd address makes one program or another repair or warn."""
    for name, relations in package.relations.items():
        for relation in (each for each in relations if each.external):
            is_known = urlsplit(relation.target).scheme in ("http", "https", "mailto", "tel")
            if not is_known or not _ADDRESS.fullmatch(relation.target):
                yield name, f"links to {relation.target!r}"


def properties_are_single(package: Package) -> Found:
    """A property twice, or a date in another form, and the file is not opened."""
    core = package.trees["docProps/core.xml"]
    for name, count in Counter(local(each) for each in core).items():
        if count > 1:
            yield "docProps/core.xml", f"has {name} {count} times"
    if any("{http://www.w3.org/XML/1998/namespace}lang" in each.attrib for each in core):
        yield "docProps/core.xml", "has a property with a language of its own"
    for date in core.iterfind("{http://purl.org/dc/terms/}*"):
        typed = date.get("{http://www.w3.org/2001/XMLSchema-instance}type") == "dcterms:W3CDTF"
        if not typed or not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", date.text or ""):
            yield "docProps/core.xml", f"has a date {date.text}"
    app = package.trees.get("docProps/app.xml")
    version = app.findtext("{*}AppVersion") if app is not None else None
    if version is not None and not re.fullmatch(r"\d{1,2}\.\d{4}", version):
        yield "docProps/app.xml", f"says the version {version!r}"
    custom = package.trees.get("docProps/custom.xml", ())
    numbers = {each.get("pid", "") for each in custom}
    names = {each.get("name", "").casefold() for each in custom}
    if min(len(numbers), len(names)) < len(custom) or not all(each.isdigit() and int(each) >= 2 for each in numbers):
        yield "docProps/custom.xml", "has a property twice, or one whose number is below 2"
