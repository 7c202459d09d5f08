"""The spiral builder: place small steps on an expanding spiral, by picture or by words."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

import traitlets

from cbf_widgets import datasets
from cbf_widgets.model.spiral import FORMAT, VERSION, Spiral
from cbf_widgets.model.words import summarise
from cbf_widgets.widgets.desk import Kind
from cbf_widgets.widgets.filed import FiledWidget


class SpiralTrait(traitlets.Instance):  # type: ignore[type-arg]
    """A whole spiral; plain data is turned into one.

    Examples
    --------
    >>> SpiralTrait().klass.__name__
    'Spiral'
    """

    def __init__(self) -> None:
        super().__init__(Spiral)

    def validate(self, _: Any, value: Any) -> Any:
        """Return a `Spiral`, or raise a `CbfError` that says what was expected."""
        return value if isinstance(value, Spiral) else Spiral.from_dict(value)


class SpiralBuilder(FiledWidget):
    """Build a spiral by mouse, touch or keyboard, in a picture or in words.

    Parameters
    ----------
    spiral : Spiral or str or Path, optional
        What to begin with: a spiral, or the file of a saved one, relative to `folder`. By default an empty one.
    vocabulary : str or Vocabulary
        The kinds of step of an empty spiral.
    folder : str or Path, optional
        Where Save and Open look, and where work is kept; by default the notebook's own folder.

    Attributes
    ----------
    spiral : Spiral
        The whole document. Read it, set it, observe it or link it at any time.

    Raises
    ------
    CbfError
        When the file, the vocabulary or the spiral can't be used.
    TypeError
        When a keyword is unknown.

    Examples
    --------
    >>> builder = SpiralBuilder()
    >>> builder.spiral = builder.spiral.add("acceptance", 0.3, label="Listening first")
    >>> builder.undo()
    >>> len(builder.spiral.marks)
    0

    Notes
    -----
    Source: partnership worksheet, Summary; making change happen, It helps to think of making change happen in
    terms of an expanding spiral.
    """

    name: ClassVar[str] = "spiral"
    document: ClassVar[str] = "spiral"
    format: ClassVar[tuple[str, int]] = (FORMAT, VERSION)
    kinds: ClassVar[tuple[Kind, ...]] = (Kind(FORMAT, VERSION, Spiral.from_dict, summarise),)
    untitled: ClassVar[str] = "my-spiral"

    spiral = SpiralTrait().tag(sync=True, to_json=lambda value, _: value.to_dict(), from_json=lambda data, own: own.taken(data))
    concepts = traitlets.Dict().tag(sync=True)
    vocabularies: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)

    def __init__(
        self,
        spiral: Spiral | str | Path | None = None,
        *,
        vocabulary: Any = "partnership-building",
        folder: str | Path | None = None,
        **traits: Any,
    ) -> None:
        for name in traits.keys() - self.class_trait_names():
            message = f"SpiralBuilder() got an unexpected keyword argument {name!r}"
            raise TypeError(message)
        file = Path(folder or "").expanduser() / spiral if isinstance(spiral, str | Path) else None
        began = f"Opened {file.name}" if file else "Began"
        given = Spiral.load(file) if file else spiral
        doc = Spiral(vocabulary=vocabulary) if given is None else given
        causes = [cause.to_dict() for cause in datasets.rupture_causes()]
        shipped = [each.to_dict() for each in datasets.vocabularies()]
        given_traits = {"spiral": doc, "concepts": {"causes": causes}, "vocabularies": shipped, **traits}
        super().__init__(began, folder, file=file, **given_traits)
        if spiral is None:  # who begins empty may have saved a spiral here last time
            self.offer_last_saved()

    def __repr__(self) -> str:
        """Stable: no memory address, so that notebooks compare equal."""
        title = f"{self.spiral.title}: " if self.spiral.title else ""
        return f"SpiralBuilder({title}{summarise(self.spiral)})"

    def still(self) -> str:
        """Give the picture and its words as HTML that needs no kernel, script or network.

        Returns
        -------
        str
            A ``<figure>`` with an SVG and a description.
        """
        from cbf_widgets.draw import static_figure

        return f"{static_figure(self.spiral)}<p><em>A still picture. To go on building, run its cell.</em></p>"

    def exported(self, question: dict[str, Any]) -> tuple[str, str, bytes]:
        """Give what a button asks to export: a file's name, its media type, its content."""
        from cbf_widgets.exporting import MEDIA_TYPES, to_bytes

        kind = str(question.get("format")).casefold()
        paper, orientation = question.get("paper", "A4"), question.get("orientation", "portrait")
        content = to_bytes(self.spiral, kind, paper=paper, orientation=orientation)
        return f"{self.slug()}.{kind}", MEDIA_TYPES[kind], content
