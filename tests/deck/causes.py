"""What is known to make PowerPoint, Keynote or Google Slides repair or refuse a deck, and which rule would see it.

Each entry is one of the causes that people have met, by the number it has in our notes. Where no rule can see it in a
finished file, the entry says who does. The tests hold this table to be whole, and each rule named here to exist.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cause:
    """Something that damages a deck: `rules` see it by themselves, or `elsewhere` says why none needs to."""

    number: int
    what: str
    rules: tuple[str, ...] = ()
    elsewhere: str = ""


_READING = "reading: the linter cannot read such a file, and says so"
_SCHEMA = (
    "the order and the words of a schema of 4,000 elements are the Open XML SDK's, which every deck of the tests passes"
)

CAUSES: tuple[Cause, ...] = (
    Cause(1, "a folder as a member of the zip", ("zip is plain",)),
    Cause(2, "a member twice, or names equal but for case", ("zip is plain",)),
    Cause(3, "zip64 in a small file", ("zip is plain",)),
    Cause(4, "another compression than deflate, or encryption", ("zip is plain",)),
    Cause(6, "a damaged or truncated zip, or bytes before it", ("zip is plain",), _READING),
    Cause(7, "a gap between two members", ("zip is plain",)),
    Cause(8, "the types of parts not first", ("zip is plain",)),
    Cause(9, "names of parts beyond plain ASCII", ("names are plain",)),
    Cause(11, "members that nobody refers to", ("all is reachable",)),
    Cause(12, "a type for a part that is not there", ("overrides are the parts",)),
    Cause(13, "parts typed by their extension alone", ("overrides are the parts",)),
    Cause(14, "media without a type", ("media are typed",)),
    Cause(15, "a type said twice", ("types are said once",)),
    Cause(16, "a template's type in a presentation", ("overrides are the parts",)),
    Cause(17, "JPEG under a type that is none, types of what is not there", ("media are typed",)),
    Cause(18, "a relation to what is not there", ("all is reachable",)),
    Cause(19, "a reference without a relation", ("references resolve",)),
    Cause(20, "an Id twice", ("references resolve",)),
    Cause(21, "an Id that is no name", ("references resolve",)),
    Cause(22, "a slide that is not listed", ("all is reachable", "lists are the relations")),
    Cause(23, "a slide without one layout", ("each slide has one layout",)),
    Cause(24, "properties, views, styles or theme missing", ("needed parts are there",)),
    Cause(25, "documents without properties", ("needed parts are there",)),
    Cause(27, "a shape's number twice", ("numbers of shapes are unique",)),
    Cause(28, "a shape's number that is none", ("numbers of shapes are unique",)),
    Cause(29, "a shape's number out of range", ("numbers of shapes are unique",)),
    Cause(30, "a slide's number twice or out of range", ("numbers of masters and slides are unique",)),
    Cause(31, "one slide listed twice", ("lists are the relations",)),
    Cause(32, "numbers of masters and layouts", ("numbers of masters and slides are unique",)),
    Cause(33, "a layout that its master does not list", ("layouts are their masters", "lists are the relations")),
    Cause(35, "an animation of no shape", ("animations are of shapes",)),
    Cause(36, "children in another order", ("lists stand in order", "runs are whole"), _SCHEMA),
    Cause(37, "the list of slides too late", ("lists stand in order",)),
    Cause(38, "a text without a paragraph", ("text is clean", "tables are whole")),
    Cause(39, "a tree, a style or a place without its parts", ("trees are whole",)),
    Cause(41, "a fraction where a whole number belongs", ("numbers are whole",)),
    Cause(42, "a negative size", ("numbers are whole",)),
    Cause(43, "a place beyond all slides", ("values are in range",)),
    Cause(44, "a share in percent or out of range", ("values are in range",)),
    Cause(45, "a colour that is none", ("values are in range",)),
    Cause(46, "a wrong word", ("values are in range", "presets take no guides"), _SCHEMA),
    Cause(47, "a size, a pen or a dash out of range", ("values are in range",)),
    Cause(48, "characters that XML forbids", elsewhere=_READING),
    Cause(50, "a newline in a run, words outside runs", ("text is clean", "runs are whole")),
    Cause(51, "a run without text, properties in the wrong place", ("runs are whole",)),
    Cause(52, "an empty run", ("text is clean",)),
    Cause(53, "a language that is none", ("runs have a language",)),
    Cause(54, "a field without a GUID", ("runs are whole",)),
    Cause(55, "a direction that is not closed", ("text is clean",)),
    Cause(56, "a guide that nobody defines", ("numbers are whole", "paths draw something")),
    Cause(57, "a fraction in a path", ("numbers are whole",)),
    Cause(58, "an adjustment that a shape does not have", ("presets take no guides",)),
    Cause(59, "half an outline, or two", ("outlines are whole",)),
    Cause(60, "a path that only moves", ("paths draw something",)),
    Cause(61, "a path of no width", ("paths draw something",)),
    Cause(63, "a path of very many points", ("paths draw something",)),
    Cause(64, "a group with a negative size", ("numbers are whole", "groups are complete")),
    Cause(65, "a group without its place", ("groups are complete",)),
    Cause(66, "a placeholder or a table in a group", ("groups are complete",)),
    Cause(68, "sections that do not hold the slides", ("sections cover the slides",)),
    Cause(69, "a section's GUID", ("sections cover the slides",)),
    Cause(70, "sections where PowerPoint does not look", ("sections cover the slides",)),
    Cause(71, "a notes master that is not listed", ("notes are wired",)),
    Cause(72, "notes without their master or slide", ("notes are wired",)),
    Cause(73, "notes that two slides share", ("notes are wired",)),
    Cause(74, "two masters on one theme", ("each master has its own theme",)),
    Cause(75, "a wrong entry in a list, no size of notes", ("lists stand in order",)),
    Cause(76, "notes in a place that their master lacks", ("placeholders are the layouts",)),
    Cause(77, "a placeholder that the layout lacks", ("placeholders are the layouts",)),
    Cause(78, "a kind of placeholder that slides may not have", ("placeholders have allowed types",)),
    Cause(79, "a kind of placeholder that masters may not have", ("placeholders have allowed types",)),
    Cause(80, "two titles", ("placeholders have allowed types",)),
    Cause(81, "a table with sizes or flags missing", ("tables are whole", "values are in range", "numbers are whole")),
    Cause(82, "a table whose rows and columns do not agree", ("tables are whole",)),
    Cause(83, "a table's style", ("tables are whole",)),
    Cause(85, "a cell's text in the wrong names, a negative height", ("tables are whole",)),
    Cause(86, "an empty address", ("links are addresses",)),
    Cause(87, "an address that is none", ("links are addresses",)),
    Cause(88, "an address as a part, half a jump", ("all is reachable", "references resolve", "jumps say so")),
    Cause(89, "an address of another kind", ("links are addresses",)),
    Cause(90, "a picture that is not raster", ("pictures are raster",)),
    Cause(91, "a picture that is damaged or empty", ("pictures are raster", "media are typed")),
    Cause(92, "a picture of another kind", ("pictures are raster",)),
    Cause(93, "a picture without a shape", ("pictures are raster",)),
    Cause(95, "a chart with missing axes", ("charts are shapes",)),
    Cause(96, "a chart's labels where its kind has none", ("charts are shapes",)),
    Cause(97, "a chart of numbers that are none", ("charts are shapes",)),
    Cause(
        100, "an empty font, or one that nobody relates", ("media are typed", "all is reachable", "fonts can be used")
    ),
    Cause(101, "a property twice, a date in another form", ("properties are single",)),
    Cause(102, "two sets of properties, or a number of one twice", ("needed parts are there", "properties are single")),
    Cause(103, "a version that is none", ("properties are single",)),
    Cause(104, "settings of a printer", ("nothing is left over",)),
    Cause(105, "names ignored but not declared", ("choices can be made",)),
    Cause(
        106,
        "names of another version of PowerPoint",
        ("foreign names stay in extensions", "attributes stay in extensions"),
    ),
    Cause(107, "a choice without a fallback", ("choices can be made",)),
    Cause(108, "a transition or a timing twice", ("animations are of shapes",)),
    Cause(109, "a DOCTYPE, XML 1.1, another declaration", ("declarations are double quoted",)),
    Cause(110, "a declaration in single quotes", ("declarations are double quoted",)),
    Cause(111, "a theme with too few styles", ("themes are complete",)),
    Cause(112, "a theme with too few colours or fonts, a master's map", ("themes are complete",)),
    Cause(113, "a size whose type contradicts it", ("size is said once",)),
    Cause(114, "a size out of range", ("size is said once", "lists stand in order")),
)
