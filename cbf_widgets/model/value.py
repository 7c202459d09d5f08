"""What every value of the model is built on: frozen, keyword-only, checked field by field."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from numbers import Integral, Real
from typing import Annotated, Any, Literal, Self, dataclass_transform, get_args, get_origin, get_type_hints

from cbf_widgets.errors import CbfError, shown


@dataclass(frozen=True)
class Text:
    """What a text may be: its length, whether it may be empty, hold line breaks, or must be an id.

    Examples
    --------
    >>> Text(longest=5).check("tea")
    'tea'
    """

    longest: int
    empty: bool = True
    lines: bool = False
    identifier: bool = False

    def check(self, value: str) -> str:
        """Return `value` if it fits, else raise `CbfError`.

        Examples
        --------
        >>> Text(longest=2).check("tea")
        Traceback (most recent call last):
        ...
        cbf_widgets.errors.CbfError: expected at most 2 characters, but got 3. Shorten it.
        """
        if len(value) > self.longest:
            raise CbfError(f"at most {self.longest} characters", f"{len(value)}", advice="Shorten it.")
        if not self.empty and not value.strip():
            raise CbfError("some text", "none", advice="Write at least one word.")
        if self.identifier and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", value):
            raise CbfError("an id of letters, digits, hyphens and underscores", shown(value))
        for character in "" if value.isprintable() else value:
            if not (self.lines and character in "\n\t") and unprintable(character):
                raise CbfError("text without control characters", ascii(character), advice="Take that character out.")
        return value


def unprintable(character: str) -> bool:
    r"""Tell whether a character has no place in a label: control codes, halves of pairs, non-characters.

    Examples
    --------
    >>> unprintable("\x07"), unprintable("é")
    (True, False)
    """
    return unicodedata.category(character) in {"Cc", "Cs"} or ord(character) & 0xFFFE == 0xFFFE


@dataclass(frozen=True)
class Range:
    """The numbers allowed, both ends included.

    Examples
    --------
    >>> Range(0, 1).check(0.5)
    0.5
    """

    least: float
    most: float = math.inf

    def check(self, value: float) -> float:
        """Return `value` if it lies in the range, else raise `CbfError`.

        Examples
        --------
        >>> Range(1).check(0.5)
        Traceback (most recent call last):
        ...
        cbf_widgets.errors.CbfError: expected a number of at least 1, but got 0.5.
        """
        if self.least <= value <= self.most:
            return value
        upto = f"from {self.least:g} to {self.most:g}" if math.isfinite(self.most) else f"of at least {self.least:g}"
        raise CbfError(f"a number {upto}", shown(value))


@dataclass(frozen=True)
class AtMost:
    """How many items a list may have; looked at before the items are.

    Examples
    --------
    >>> AtMost(2).check(["a", "b"])
    ['a', 'b']
    """

    most: int

    def check(self, value: Any) -> Any:
        """Return `value` unless it is a list with too many items.

        Examples
        --------
        >>> AtMost(2).check("abc")
        'abc'
        """
        if isinstance(value, list | tuple) and len(value) > self.most:
            raise CbfError(f"at most {self.most}", f"{len(value)}")
        return value


Identifier = Annotated[str, Text(60, empty=False, identifier=True)]
Name = Annotated[str, Text(200, empty=False)]
Line = Annotated[str, Text(500)]
Prose = Annotated[str, Text(20_000, lines=True)]


def convert(hint: Any, value: Any) -> Any:
    """Turn plain data into what a type hint asks for, or raise `CbfError` naming the place.

    Parameters
    ----------
    hint : type
        ``str``, ``float``, ``int``, ``bool``, a `Value`, ``Literal[…]``, ``tuple[T, …]``, or ``Annotated`` with
        one of `Text`, `Range` and `AtMost`.
    value : object
        Anything at all: values come from files and front ends.

    Returns
    -------
    object
        The value, lists turned into tuples and mappings into `Value` objects.

    Examples
    --------
    >>> convert(tuple[int, ...], [1, 2])
    (1, 2)
    """
    origin = get_origin(hint)
    if origin is Annotated:
        inner, rule = get_args(hint)
        return convert(inner, rule.check(value)) if isinstance(rule, AtMost) else rule.check(convert(inner, value))
    if origin is Literal:
        return _one_of(get_args(hint), value)
    if origin is tuple:
        return _several(get_args(hint)[0], value)
    if is_dataclass(hint):
        return value if isinstance(value, hint) else hint.from_dict(value)  # type: ignore[arg-type, union-attr]
    return _plain(hint, value)


def _one_of(allowed: tuple[Any, ...], value: Any) -> Any:
    if isinstance(value, str) and value in allowed:
        return value
    raise CbfError(f"one of {', '.join(map(repr, allowed))}", shown(value))


def _several(hint: Any, value: Any) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise CbfError("a list", shown(value))
    return tuple(_at(f"[{i}]", hint, item) for i, item in enumerate(value))


_WORDS = {str: "text", float: "a number", int: "a whole number", bool: "true or false"}


def _plain(hint: type, value: Any) -> Any:
    if hint in (int, float) and not isinstance(value, bool | int | float) and isinstance(value, Real):
        value = int(value) if isinstance(value, Integral) else float(value)  # a number of numpy's, say
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        if abs(value) > 2**53:
            raise CbfError("a number", "one far too large")
        return float(value)
    if isinstance(value, hint) and not (isinstance(value, bool) and hint is not bool):
        if isinstance(value, float) and not math.isfinite(value):
            raise CbfError("a number", shown(value))
        return value
    raise CbfError(_WORDS[hint], shown(value))


def _at(place: str, hint: Any, value: Any) -> Any:
    try:
        return convert(hint, value)
    except CbfError as error:
        raise error.inside(place) from None


@cache
def _hints(cls: type) -> dict[str, Any]:
    hints = get_type_hints(cls, include_extras=True)
    return {field.name: hints[field.name] for field in fields(cls)}


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Value:
    """Base of the model's classes: a subclass becomes a frozen, keyword-only dataclass whose fields are checked.

    Examples
    --------
    >>> class Cup(Value):
    ...     size: Annotated[float, Range(0, 1)] = 0.5
    >>> Cup(size=1).size
    1.0
    >>> Cup(size=2)
    Traceback (most recent call last):
    ...
    cbf_widgets.errors.CbfError: size: expected a number from 0 to 1, but got 2.0.
    """

    def __init_subclass__(cls) -> None:
        dataclass(frozen=True, kw_only=True)(cls)

    def __post_init__(self) -> None:
        for name, hint in _hints(type(self)).items():  # type: ignore[arg-type]
            object.__setattr__(self, name, _at(name, hint, getattr(self, name)))

    @classmethod
    def from_dict(cls, data: object) -> Self:
        """Build the value from plain data, checking every field.

        Parameters
        ----------
        data : Mapping
            Field names and values; nested values as mappings and lists.

        Returns
        -------
        Value
            An instance of this class.

        Raises
        ------
        CbfError
            When a field is missing, unknown or of the wrong kind; the message names it.

        Examples
        --------
        >>> class Cup(Value):
        ...     size: int
        >>> Cup.from_dict({"size": 2})
        Cup(size=2)
        """
        if not isinstance(data, Mapping):
            article = "an" if cls.__name__[0] in "AEIOU" else "a"
            raise CbfError(f"the fields of {article} {cls.__name__.lower()}", shown(data))
        known = {f.name: f.default is MISSING and f.default_factory is MISSING for f in fields(cls)}  # type: ignore[arg-type]
        for key in data:
            if key not in known:
                raise CbfError(f"one of {', '.join(known)}", shown(key), advice="Take that field out, or mend its name.")
        missing = [name for name, needed in known.items() if needed and name not in data]
        if missing:
            raise CbfError(f"a field {missing[0]!r}", "none")
        return cls(**data)

    def to_dict(self) -> dict[str, Any]:
        """Give the value as plain data, ready for JSON; fields at their default are left out.

        Returns
        -------
        dict
            Field names and values; tuples as lists.

        Examples
        --------
        >>> class Cup(Value):
        ...     size: int = 1
        ...     colours: tuple[str, ...] = ()
        >>> Cup(colours=("red",)).to_dict()
        {'colours': ['red']}
        """
        return {
            f.name: _to_plain(value)
            for f in fields(self)  # type: ignore[arg-type]
            if (value := getattr(self, f.name)) != f.default
        }


def _to_plain(value: Any) -> Any:
    if isinstance(value, Value):
        return value.to_dict()
    if isinstance(value, tuple):
        return [_to_plain(item) for item in value]
    return value
