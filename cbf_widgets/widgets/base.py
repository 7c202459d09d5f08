"""What every widget shares."""

from __future__ import annotations

from typing import Any, ClassVar

import anywidget

from cbf_widgets.paths import static_dir


class CbfWidget(anywidget.AnyWidget):
    """A widget whose front end is `_static/NAME.js` and `_static/NAME.css`.

    >>> class Spiral(CbfWidget):
    ...     name = "spiral"
    >>> Spiral()
    Spiral()
    """

    name: ClassVar[str]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        if "name" in cls.__dict__:  # traitlets makes further subclasses, which must keep their traits
            cls._esm = static_dir() / f"{cls.name}.js"
            cls._css = static_dir() / f"{cls.name}.css"
        super().__init_subclass__(**kwargs)

    def __repr__(self) -> str:
        """Stable: no memory address, so that notebooks compare equal."""
        return f"{type(self).__name__}()"
