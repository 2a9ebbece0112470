"""What makes PowerPoint repair a deck, Keynote refuse it, or a reader miss something, and validators overlook.

Run over every deck before it is handed out. RULES is the table: a rule finds faults, `why` says what a fault costs and
who has seen it. What only a validator can tell (order of elements, enumerations) is the Open XML SDK's, in the tests.
"""

import zipfile
import zlib
from collections.abc import Callable

from lxml import etree

from reports.deck.lint import access, contents, contrast, packing, structures
from reports.deck.lint.package import Package
from reports.deck.lint.packing import Found
from reports.frozen import frozen


@frozen
class LintFault:
    """What a rule found, in which member; `slide` counts from 1 where it lies on a slide or in its notes."""

    rule: str
    part: str
    message: str
    slide: int | None = None

    def __str__(self) -> str:
        return f"{self.rule}: {self.part} {self.message}".replace(":  ", ": ")


@frozen
class LintRule:
    """A check, and what its faults cost, as far as somebody has seen it."""

    check: Callable[[Package], Found]
    why: str

    @property
    def name(self) -> str:
        """Name it as a sentence."""
        return self.check.__name__.replace("_", " ")


RULES: tuple[LintRule, ...] = (
    LintRule(packing.zip_is_plain, "repair or refusal: JSZip#130, zip#384, minizip-ng#258; OPC names ignore case"),
    LintRule(packing.names_are_plain, "part not found: PowerPoint 2016; an escape refuses the file (Dewiride V004)"),
    LintRule(packing.overrides_are_the_parts, "repair on every deck: PptxGenJS#1444, #1449; refusal (Dewiride V001)"),
    LintRule(packing.media_are_typed, "repair, 0x80CB8002: Dewiride ADR 0013, pandoc#11492"),
    LintRule(packing.all_is_reachable, "repair: python-pptx#67, #974; untyped stray parts are refused"),
    LintRule(packing.references_resolve, "repair, content lost: Dewiride V006, PPTX.jl#63"),
    LintRule(packing.needed_parts_are_there, "repair; Keynote refuses: officegen#18, pptx-go"),
    LintRule(packing.each_slide_has_one_layout, "refused: Dewiride V009"),
    LintRule(packing.lists_are_the_relations, "repair, then gives up: python-pptx#67"),
    LintRule(packing.numbers_of_shapes_are_unique, "shapes dropped silently: PptxGenJS#1532, Dewiride V020"),
    LintRule(packing.numbers_of_masters_and_slides_are_unique, "refused: Dewiride V018, V019"),
    LintRule(packing.notes_are_wired, "Keynote refuses the deck: OfficeCLI#255, python-pptx#1128, PHPPresentation#83"),
    LintRule(packing.each_master_has_its_own_theme, "corrupted and unreadable: Dewiride ADR 0024"),
    LintRule(packing.sections_cover_the_slides, "repair: pptx-go"),
    LintRule(packing.size_is_said_once, "Keynote refuses: anthropics/skills#1167"),
    LintRule(packing.nothing_is_left_over, "Google Slides refuses, Keynote suspected: anthropics/skills#1167"),
    LintRule(packing.links_are_addresses, "repair: PHPPresentation#992, Open-XML-SDK#38, #715"),
    LintRule(packing.properties_are_single, "not opened: pandoc#1046"),
    LintRule(contents.numbers_are_whole, "whole package refused: Dewiride V023, python-pptx#1058, PHPPresentation#654"),
    LintRule(contents.values_are_in_range, "clamped, dropped or repaired: PptxGenJS#588"),
    LintRule(contents.text_is_clean, "repair, or shown as it stands: PptxGenJS#1048, #1380"),
    LintRule(contents.declarations_are_double_quoted, "Keynote, one claim; DOCTYPE is refused by all"),
    LintRule(contents.groups_are_complete, "children move silently: Dewiride ADR 0025"),
    LintRule(contents.paths_draw_something, "nothing drawn, or the package refused: Dewiride ADR 0019, V023"),
    LintRule(contents.presets_take_no_guides, "corrupt, 0x80070570: OfficeCLI#235, python-pptx#674"),
    LintRule(contents.foreign_names_stay_in_extensions, "did not open: ppt-master#250"),
    LintRule(contents.attributes_stay_in_extensions, "did not open: ppt-master#250"),
    LintRule(contents.placeholders_are_the_layouts, "text at the origin with no size: Dewiride ADR 0024"),
    LintRule(contents.placeholders_have_allowed_types, "refused: Dewiride V022, ADR 0024"),
    LintRule(contents.pictures_are_raster, "broken picture: PptxGenJS#522, python-pptx#862"),
    LintRule(structures.types_are_said_once, "repair: PHPPresentation#732, Dewiride V002"),
    LintRule(structures.lists_stand_in_order, "opens with no slides and no prompt: officer#158"),
    LintRule(structures.layouts_are_their_masters, "repaired, then given up"),
    LintRule(structures.trees_are_whole, "refused: Dewiride V015"),
    LintRule(structures.outlines_are_whole, "refused: Dewiride V012; Google Slides refuses two geometries"),
    LintRule(structures.runs_are_whole, "repair, runs dropped: PPTist#445, Dewiride V029"),
    LintRule(structures.tables_are_whole, "repair; cells dropped silently: Dewiride ADR 0056, V030, V033"),
    LintRule(structures.themes_are_complete, "repair, refused: open-slide#217, Dewiride V014"),
    LintRule(structures.animations_are_of_shapes, "animation removed: pptx-automizer#78; corrupt: python-pptx#954"),
    LintRule(structures.choices_can_be_made, "refused: ECMA-376-3"),
    LintRule(structures.charts_are_shapes, "chart discarded, slide lost: Dewiride V024, python-pptx#149"),
    LintRule(structures.jumps_say_so, "repair: a link to a slide without its action"),
    LintRule(structures.fonts_can_be_used, "repair; the font is not shown: betteroffice#415, Dewiride ADR 0007"),
    LintRule(access.titles_are_unique, "slides are found by title: WCAG 2.4.2, PowerPoint's accessibility checker"),
    LintRule(access.pictures_are_described, "WCAG 1.1.1; python-pptx leaks file names"),
    LintRule(access.shapes_are_named, "the selection pane and screen readers list names"),
    LintRule(access.shapes_are_read_as_they_stand, "WCAG 1.3.2; docling#2097"),
    LintRule(access.runs_have_a_language, "WCAG 3.1.1: spelling and speech"),
    LintRule(access.texts_are_large_enough, "read from the last row"),
    LintRule(access.sections_are_named, "the overview shows them"),
    LintRule(access.tables_have_a_head, "WCAG 1.3.1"),
    LintRule(access.links_say_where_they_lead, "WCAG 2.4.4"),
    LintRule(access.slides_have_notes, "half of a talk without its words"),
    LintRule(contrast.text_can_be_read, "WCAG 1.4.3"),
    LintRule(contrast.text_stands_on_plain_ground, "WCAG 1.4.3, for a picture's brightest and darkest place"),
)


_UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, EOFError, RuntimeError),
    *(ArithmeticError, AttributeError, LookupError, TypeError, ValueError),  # what is there is of another kind
)


def faults(pptx: bytes) -> list[LintFault]:
    """Return all that is wrong with a deck, rule by rule; what can't be read is a fault like others."""
    try:
        package = Package(pptx)
        slides = package.slides
    except _UNREADABLE as error:
        return [LintFault("file can be read", "", f"cannot be read: {error}")]
    return [_placed(package, slides, rule.name, *found) for rule in RULES for found in _found(package, rule)]


def _found(package: Package, rule: LintRule) -> Found:
    try:
        yield from rule.check(package)
    except _UNREADABLE as error:
        yield "", f"holds what cannot be read: {error}"


def _placed(package: Package, slides: list[str], rule: str, part: str, message: str) -> LintFault:
    on = next((each.target for each in package.of_kind(part, "slide")), part) if "/notesSlides/" in part else part
    return LintFault(rule, part, message, slides.index(on) + 1 if on in slides else None)
