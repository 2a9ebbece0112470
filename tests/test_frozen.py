"""What `frozen` makes of a class is what `dataclass(frozen=True, slots=True)` makes of it."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass, fields, is_dataclass
from typing import Any

import pytest

from reports.frozen import field, frozen, replace

standard = dataclass(frozen=True, slots=True)


@frozen
class Place:
    x: int
    y: int = 0


@frozen
class Mark(Place):
    name: str = field(default="mark", compare=False)
    hidden: str = field(default="", repr=False)
    listed: list[int] = field(default_factory=list, hash=False)

    def __str__(self) -> str:
        return f"{self.name} at {self.x}"


def a_class(make: Callable[[type], type]) -> Any:
    """A class with all that a field can be, made by one of the two."""

    class Kind:
        x: int
        _set: object = None  # as what its __init__ uses is called
        name: str = field(default="a", compare=False)
        hidden: str = field(default="", repr=False)
        listed: list[int] = field(default_factory=list, hash=False)

    return make(Kind)


@pytest.mark.parametrize("given", [(1,), (1, None, "b"), (1, 2, "a", "c", [3])])
def test_it_says_compares_and_hashes_as_a_dataclass(given: tuple[Any, ...]) -> None:
    ours, theirs = a_class(frozen), a_class(standard)
    assert repr(ours(*given)) == repr(theirs(*given))
    assert hash(ours(*given)) == hash(theirs(*given))
    assert [ours(*given) == ours(*each) for each in [given, (1,), (2,)]] == [
        theirs(*given) == theirs(*each) for each in [given, (1,), (2,)]
    ]
    assert ours.__match_args__ == theirs.__match_args__
    assert ours.__slots__ == theirs.__slots__
    assert [(each.name, each.repr, each.compare) for each in fields(ours)] == [
        (each.name, each.repr, each.compare) for each in fields(theirs)
    ]


def test_values_of_two_classes_are_never_equal() -> None:
    assert a_class(frozen)(1) != a_class(frozen)(1)
    assert Place(1) != Mark(1)


def test_nothing_can_be_set_or_taken_away() -> None:
    with pytest.raises(FrozenInstanceError, match="'x'"):
        Place(1).x = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError, match="'x'"):
        del Place(1).x
    with pytest.raises(FrozenInstanceError):
        Place(1).other = 2  # type: ignore[attr-defined]


def test_what_lacks_or_has_too_much_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="'x'"):
        Place()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="'z'"):
        Place(1, z=3)  # type: ignore[call-arg]


def test_each_value_has_a_list_of_its_own() -> None:
    one, other = Mark(1), Mark(2)
    one.listed.append(1)
    assert not other.listed


def test_a_class_inherits_fields_and_keeps_its_own_methods() -> None:
    assert str(Mark(1, 2, "end")) == "end at 1"
    assert repr(Mark(1)) == "Mark(x=1, y=0, name='mark', listed=[])"


def test_it_can_be_copied_pickled_replaced_and_matched() -> None:
    mark = Mark(1, 2, "end", "h", [4])
    assert all(made == mark and made.hidden == "h" for made in (copy.copy(mark), pickle.loads(pickle.dumps(mark))))
    assert copy.deepcopy(mark).listed is not mark.listed
    assert replace(mark, y=3) == Mark(1, 3, "end", "h", [4])
    assert is_dataclass(mark)
    match mark:
        case Mark(1, y, hidden=hidden):
            assert (y, hidden) == (2, "h")
