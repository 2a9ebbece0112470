"""Frozen dataclasses with slots, which Python makes in a quarter of the time that `dataclass` takes.

A start makes nearly two hundred of them. For each `dataclass` writes six functions as text and compiles them one by
one; here that is `__init__` alone, and the others are made around the names of the fields.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields, replace
from operator import attrgetter
from typing import Any, Never, TypeVar, dataclass_transform

__all__ = ["field", "frozen", "replace"]

Kind = TypeVar("Kind", bound=type[Any])
_set = object.__setattr__


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(kind: Kind) -> Kind:
    """Make of a class what `dataclass(frozen=True, slots=True)` makes of it; what it defines itself stays.

    Its fields are all of `__init__`, by place or by name, after which nothing more is called.
    """
    own = set(vars(kind))
    made: Any = dataclass(init=False, repr=False, eq=False, slots=True)(kind)
    for name, method in _methods(fields(made)):
        if name not in own:
            setattr(made, name, method)
    return made  # type: ignore[no-any-return]


def _methods(listed: Sequence[Field[Any]]) -> Iterable[tuple[str, Callable[..., Any]]]:
    """Yield what Python asks an object for, by its name there."""
    compared = _values_of([each for each in listed if each.compare])
    hashed = _values_of([each for each in listed if (each.compare if each.hash is None else each.hash)])
    shown = [each.name for each in listed if each.repr]

    def is_equal(self: Any, other: object) -> bool:
        return compared(self) == compared(other) if other.__class__ is self.__class__ else NotImplemented

    def represented(self: Any) -> str:
        return f"{self.__class__.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    def restore(self: Any, state: Iterable[Any]) -> None:
        for each, known in zip(listed, state, strict=True):
            _set(self, each.name, known)

    yield "__init__", _init(listed)
    yield "__eq__", is_equal
    yield "__hash__", lambda self: hash(hashed(self))
    yield "__repr__", represented
    yield "__getstate__", lambda self: [getattr(self, each.name) for each in listed]
    yield "__setstate__", restore
    yield "__setattr__", _refuse
    yield "__delattr__", _refuse


def _values_of(listed: Sequence[Field[Any]]) -> Callable[[Any], tuple[Any, ...]]:
    """Return what gives the values of these fields."""
    names = [each.name for each in listed]
    return attrgetter(*names) if len(names) > 1 else lambda self: tuple(getattr(self, name) for name in names)


def _refuse(_self: Any, name: str, *_new: Any) -> Never:
    raise FrozenInstanceError(f"cannot change field {name!r}")


def _init(listed: Sequence[Field[Any]]) -> Callable[..., None]:
    """Compile what takes each field, by place or by name; its default is bound to it as it is."""
    known: dict[str, Any] = {"__set": _set, "__missing": MISSING}
    taken, lines = ["self"], []
    for each in listed:
        name = given = each.name
        if each.default_factory is not MISSING:
            known[f"__of_{name}"] = each.default_factory
            given = f"__of_{name}() if {name} is __missing else {name}"
            taken.append(f"{name}=__missing")
        elif each.default is not MISSING:
            known[f"__of_{name}"] = each.default
            taken.append(f"{name}=__of_{name}")
        else:
            taken.append(name)
        lines.append(f"\n __set(self, {name!r}, {given})")
    exec(f"def __init__({', '.join(taken)}):{''.join(lines) or ' pass'}", known)  # as `dataclass` does
    return known["__init__"]  # type: ignore[no-any-return]
