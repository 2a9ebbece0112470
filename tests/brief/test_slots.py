"""Addresses of a letter, the sender's and the reader's: each line below the other, whatever room it takes."""

from itertools import product

from reports.brief.look import look_of
from reports.brief.slots import PersonalSlot, greeting
from reports.story import Personal, Words
from reports.story.phrases import phrases_in
from tests.builders.brief import THEME
from tests.builders.story import words

LOOK = look_of(THEME, "a4", phrases_in("en-GB"))
ROLE, WIDTH = LOOK.roles["note"], LOOK.grid.third


def sender(*lines: Words) -> list[tuple[str, float]]:
    """Return the lines of an address as it is set, and how wide they are."""
    set_in = greeting(Personal(sender=lines), LOOK).sender
    assert set_in is not None
    return [("".join(piece.text for piece in line.pieces), line.width) for line in set_in.lines]


def test_a_line_that_leaves_no_room_for_the_space_behind_it_has_no_empty_one_below() -> None:
    """As it was where another line is broken."""
    long = "A society for gardens, for orchards and for whoever works in them"
    least = WIDTH - ROLE.font.width(" ", ROLE.size)
    tried = ("i" * narrow + "n" * wide for narrow, wide in product(range(10), range(1, 60)))
    full = next(text for text in tried if least < ROLE.font.width(text, ROLE.size) <= WIDTH)
    *broken, whole, town = sender(words(long), words(full), words("Town"))
    assert len(broken) > 1
    assert "".join(text for text, _ in broken) == f"{long} "
    assert (whole[0], town[0]) == (f"{full} ", "Town")
    assert whole[1] <= WIDTH


def reader(*lines: Words) -> tuple[list[str], float]:
    """Return the lines of a reader's address as it is set, and its size."""
    slot = greeting(Personal(address=lines), LOOK).address
    assert isinstance(slot, PersonalSlot)
    (set_in,) = slot.texts
    return ["".join(piece.text for piece in line.pieces) for line in set_in.lines], set_in.role.size


def test_a_line_that_is_wider_than_the_window_is_set_smaller_and_then_broken() -> None:
    council = "The Parochial Church Council of the Ecclesiastical Parish of Saint Mary"
    assert reader(words("Ada"), words("Town")) == (["Ada ", "Town"], ROLE.size)
    whole, smaller = reader(words("Ada"), words(f"{council[:58]}"))
    assert (whole, smaller < ROLE.size) == (["Ada ", council[:58]], True)
    broken, least = reader(words(f"{council} and Saint Ann"), words("Town"))
    assert (len(broken), "".join(broken)) == (3, f"{council} and Saint Ann Town")
    assert 8 == least < smaller
