"""A coding of items by theme: whose it is, what each theme looks for, and why an item carries it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated, Self

from cbf_widgets.errors import CbfError, shown
from cbf_widgets.files import Document
from cbf_widgets.model.theory_parts import Said
from cbf_widgets.model.value import AtMost, Identifier, Line, Name, Value

FORMAT = "cbf_widgets coding"
VERSION = 1


class Theme(Value):
    """A theme that items may carry.

    Attributes
    ----------
    id, title : str
        Short and stable; the name on screen.
    about : str
        What belongs to it.
    leaves_out : str
        What doesn't, though it may seem to.

    Examples
    --------
    >>> Theme(id="fathers", title="Fathers").about
    ''
    """

    id: Identifier
    title: Name
    about: Said = ""
    leaves_out: Said = ""


class Code(Value):
    """One item carries one theme: why, and who says so.

    Attributes
    ----------
    theory, item, theme : str
        Their ids.
    why : str
        The reason.
    by : str
        Who coded it; never a private name.

    Examples
    --------
    >>> Code(theory="croydon", item="opportunities-1", theme="money", why="It names debt").by
    ''
    """

    theory: Identifier
    item: Identifier
    theme: Identifier
    why: Line = ""
    by: Line = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What it says, without why and by whom.

        Examples
        --------
        >>> Code(theory="croydon", item="i1", theme="money").key
        ('croydon', 'i1', 'money')
        """
        return self.theory, self.item, self.theme


class Coding(Value, Document):
    """A codebook and what was coded with it. It is a reading: another coder may see it otherwise.

    Attributes
    ----------
    id, title, by : str
        Short and stable; the name on screen; who made it.
    themes : tuple of Theme
        In the order in which they are shown.
    codes : tuple of Code
        Each item, theory and theme together once.

    Examples
    --------
    >>> coding = Coding(id="mine", title="Mine", themes=({"id": "money", "title": "Money"},))
    >>> coding.with_code(Code(theory="croydon", item="i1", theme="money")).themes_of("croydon", "i1")
    ('money',)
    """

    format = (FORMAT, VERSION)

    id: Identifier
    title: Name
    by: Line = ""
    themes: Annotated[tuple[Theme, ...], AtMost(200)]
    codes: Annotated[tuple[Code, ...], AtMost(50_000)] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        known = [theme.id for theme in self.themes]
        if twice := [one for i, one in enumerate(known) if one in known[:i]]:
            raise CbfError("each theme once", shown(twice[0]), place="themes")
        seen: set[tuple[str, str, str]] = set()
        for i, code in enumerate(self.codes):
            if code.theme not in known:
                raise CbfError(f"the id of a theme ({', '.join(known)})", shown(code.theme), place=f"codes[{i}].theme")
            if code.key in seen:
                raise CbfError("each code once", f"{' '.join(code.key)} again", place=f"codes[{i}]")
            seen.add(code.key)

    def themes_of(self, theory: str, item: str) -> tuple[str, ...]:
        """Give the ids of the themes that an item carries, in the codebook's order.

        Examples
        --------
        >>> Coding(id="mine", title="Mine", themes=({"id": "money", "title": "Money"},)).themes_of("croydon", "i1")
        ()
        """
        carried = {code.theme for code in self.codes if (code.theory, code.item) == (theory, item)}
        return tuple(theme.id for theme in self.themes if theme.id in carried)

    def with_code(self, code: Code) -> Self:
        """Give the coding with one more code; one that says the same is replaced.

        Examples
        --------
        >>> coding = Coding(id="mine", title="Mine", themes=({"id": "money", "title": "Money"},))
        >>> len(coding.with_code(Code(theory="croydon", item="i1", theme="money")).codes)
        1
        """
        return replace(self, codes=(*(one for one in self.codes if one.key != code.key), code))

    def without(self, codes: Iterable[Code]) -> Self:
        """Give the coding without some codes.

        Examples
        --------
        >>> code = Code(theory="croydon", item="i1", theme="money")
        >>> coding = Coding(id="mine", title="Mine", themes=({"id": "money", "title": "Money"},), codes=(code,))
        >>> coding.without([code]).codes
        ()
        """
        gone = {code.key for code in codes}
        return replace(self, codes=tuple(one for one in self.codes if one.key not in gone))

    def without_theme(self, theme: str) -> Self:
        """Give the coding without a theme and its codes, to see what rests on it.

        Examples
        --------
        >>> Coding(id="mine", title="Mine", themes=({"id": "money", "title": "Money"},)).without_theme("money").themes
        ()
        """
        themes = tuple(one for one in self.themes if one.id != theme)
        if len(themes) == len(self.themes):
            known = ", ".join(one.id for one in self.themes)
            raise CbfError(f"the id of a theme ({known})", shown(theme), place="theme")
        return replace(self, themes=themes, codes=tuple(one for one in self.codes if one.theme != theme))


class SharedWording(Value):
    """Items of several authorities whose words on the page are the same, or nearly: the template at work, not agreement.

    Attributes
    ----------
    id : str
        Short and stable.
    how : {"same words", "nearly the same words"}
        How close they are on the page.
    items : tuple of str
        ``theory/item``, two or more.
    source : str
        Locators of the items.

    Examples
    --------
    >>> SharedWording(id="w1", how="same words", items=("croydon/i1", "luton/i2")).theories
    ('croydon', 'luton')

    Notes
    -----
    Source: LFO guide, lines 4019-6576.
    """

    id: Identifier
    how: Name
    items: tuple[Line, ...]
    source: Line = ""

    @property
    def theories(self) -> tuple[str, ...]:
        """The ids of the theories whose items they are, each once.

        Examples
        --------
        >>> SharedWording(id="w1", how="same words", items=("croydon/i1", "croydon/i2")).theories
        ('croydon',)
        """
        return tuple(dict.fromkeys(item.split("/")[0] for item in self.items))
