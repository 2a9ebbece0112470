"""A copy that speaks to one reader, read as the general one: what is said to them alone is taken out where it is due.

Nothing is known here of the reader. The data file says what stands around the values of a recipients' table, and a copy
has to say that, in its place; what the values are is not checked.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, zip_longest

from reports.compose.letters import letters, signed
from reports.compose.voice import Voice
from reports.datafile.model import Programme
from reports.story import Story, Words, numbers, plain_throughout
from reports.verify.compare.tables import tight, without_head
from reports.verify.readback.reading import FileReading, Passage

_VALUE = "\ue000"  # stands for any value
_INSET = 5.0  # points at least between the text's left edge and that of an address
_AROUND_VALUE = re.compile(rf"[ ,]*{_VALUE}[ ,]*")  # an empty one takes along the blank and the comma beside it


def impersonal(reading: FileReading, programme: Programme, story: Story) -> FileReading:
    """Return a file as it would read for nobody in particular."""
    if programme.handout is None:
        return reading
    reader = _PersonalTexts(programme, story)
    if reading.part == "deck":
        return replace(reading, passages=tuple(reader.without(reading.passages)))
    pictures = tuple(each for each in reading.pictures if not each.bitmap or each.alt != reader.signature)
    return replace(reading, passages=tuple(reader.without_on_cover(reading.passages)), pictures=pictures)


class _PersonalTexts:
    """Knows what may be said to a reader, and what is said to nobody in particular."""

    def __init__(self, programme: Programme, story: Story) -> None:
        said = letters(programme)
        full, empty = map(plain_throughout, (said.to(dict.fromkeys(said.columns.all, _VALUE)), said.to({})))
        self._dedications = _patterns([each.dedication for each in (full, empty) if each.dedication])
        self._letters = _patterns([*full.letter, *empty.letter])
        self._addresses = _patterns([_in_one(each.address) for each in (full, empty) if each.address])
        self._cover, self._label = story.cover, story.label.text
        self._notices = {each.text for each in story.cover.notices}
        self._head, self._totals = tight(said.head), _patterns([plain_throughout(said.summed(_VALUE))])
        every = plain_throughout(signed(Voice(programme, None, {}))), _in_one(full.sender)
        general = story.cover.personal.signed, _in_one(story.cover.personal.sender)
        self._of_all, of_letters = (
            {each.text for each in (*(ends.texts if ends else ()), sender) if each} for ends, sender in (general, every)
        )
        self._told = of_letters - self._of_all
        drawn = not general[0] and programme.handout and programme.handout.signature
        self.signature = numbers.resolve(programme.pictures[drawn].alt, programme).text if drawn else ""

    def without_on_cover(self, passages: Sequence[Passage]) -> Iterator[Passage]:
        """Yield a brief's passages without what is personal: between label and title, or above the standfirst."""
        title = self._cover.title.text
        last = next((each.place for each in passages if each.kind == "page" and each.text == title), 1)
        passages = list(self._without_gifts(passages, last))
        first = [passage for passage in passages if passage.place <= last and passage.kind == "page"]
        texts, figures = [passage.text for passage in first], self._cover.portfolio.figures
        numbers_of_all = {f"{each.figure} {each.label}" for each in figures}
        known = {title, self._label, *numbers_of_all, *self._notices, *self._of_all}
        edge = min((passage.box.left for passage in first if passage.box), default=0.0)
        begin = texts.index(self._label) + 1 if self._label in texts else 0
        end = texts.index(title) if title in texts else begin
        personal = [place for place in range(begin, end) if texts[place] not in known]
        said = dict(zip(personal, self._neutral([first[place] for place in personal], edge), strict=True))
        for place, (passage, following) in enumerate(zip_longest(first, first[1:])):
            above = following is not None and following.text == self._cover.standfirst.text
            if place in said:
                yield from said[place]
            elif above and passage.text not in known and _is_one(passage.text, self._dedications):
                yield from _instead(passage, [self._cover.personal.dedication])
            else:
                yield passage
        yield from (passage for passage in passages if passage.place > last or passage.kind != "page")

    def _without_gifts(self, passages: Sequence[Passage], last: int) -> Iterator[Passage]:
        """Yield the passages without a letter's table and its sum, and without what only letters have beside them.

        A letter ends where the title stands, on the page `last`; where its table goes on it has its head once more.
        """
        cells = {number: list(each) for number, each in groupby(passages, lambda passage: passage.table) if number}
        heads = {number: tight(cell.text for cell in each) for number, each in cells.items()}
        ours = {number for number, head in heads.items() if self._head and head.startswith(self._head)}
        is_over = False
        for passage in passages:
            is_over = is_over or (passage.kind == "page" and passage.text == self._cover.title.text)
            passage = without_head(passage, {self._head}) if passage.place <= last and self._head else passage
            is_gift = passage.table in ours or passage.text in self._told or _is_one(passage.text, self._totals)
            is_signature = passage.kind == "alt" and passage.text == self.signature
            if passage.text and not (is_gift and not is_over) and not is_signature:
                yield passage

    def _neutral(self, written: Sequence[Passage], edge: float) -> Iterator[Sequence[Passage]]:
        """Yield what the general file has for each: an address off the text's `edge`, a dedication, a letter."""
        general, left = self._cover.personal, list(written)
        if left and left[0].box and left[0].box.left > edge + _INSET and _is_one(left[0].text, self._addresses):
            yield _instead(left.pop(0), [_in_one(general.address)])
        if left and len(written) > 1 and _is_one(left[0].text, self._dedications):
            yield _instead(left.pop(0), [general.dedication])
        letter: Sequence[Words] = general.letter
        for passage in left:
            is_letter = _is_one(passage.text, self._letters)
            yield _instead(passage, letter) if is_letter else [passage]
            letter = () if is_letter else letter

    def without(self, passages: Sequence[Passage]) -> Iterator[Passage]:
        """Yield a deck's passages without what is personal; where the general deck has words of its own, with those."""
        first = [passage for passage in passages if passage.place == 1]
        yield from self._undedicated([passage for passage in first if passage.kind != "notes"])
        follows = False  # the standfirst, and may so be a letter's
        for passage in first:
            is_letter = _is_one(passage.text, self._letters) or passage.text in self._told
            if passage.kind == "notes" and not (follows and is_letter):
                follows = passage.text == self._cover.standfirst.text
                yield passage
                if follows:
                    yield from _instead(passage, self._cover.personal.letter)
        yield from (passage for passage in passages if passage.place != 1)

    def _undedicated(self, shown: Sequence[Passage]) -> Iterator[Passage]:
        """Take out what stands between publisher and title, or, in somebody else's template, above the subtitle."""
        neutral = self._cover.personal.dedication
        for passage, following in zip_longest(shown, shown[1:]):
            line, _, rest = passage.text.partition("\n")
            before_title = following and following.text == self._cover.title.text and passage is not shown[0]
            above = rest.split("\n")[0] == self._cover.subtitle.text
            if (before_title or above) and line not in self._notices and _is_one(line, self._dedications):
                text = "\n".join(filter(None, (neutral.text if neutral else "", rest)))
                yield from [replace(passage, text=text)] if text else []
            else:
                yield passage


def _instead(passage: Passage, words: Sequence[Words | None]) -> list[Passage]:
    """Return what the general file says in a passage's place."""
    return [replace(passage, text=each.text, structural=()) for each in words if each]


def _in_one(lines: Sequence[Words]) -> Words | None:
    """Put an address together as it is read."""
    return Words(" ".join(line.text for line in lines), lines[0].where) if lines else None


def _patterns(texts: Sequence[Words | None]) -> list[re.Pattern[str]]:
    """Let any value stand in its place."""
    parts = (_AROUND_VALUE.split(words.text) for words in texts if words)
    return [re.compile(".*".join(map(re.escape, each))) for each in parts]


def _is_one(text: str, patterns: Sequence[re.Pattern[str]]) -> bool:
    return any(pattern.fullmatch(text) for pattern in patterns)
