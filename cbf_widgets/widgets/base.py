"""What every widget shares: its front end, a still picture in the notebook, answers to its buttons."""

from __future__ import annotations

import asyncio
from typing import Any, ClassVar

import anywidget
import traitlets

from cbf_widgets.errors import CbfError
from cbf_widgets.paths import static_dir

_STILL_AFTER = 0.3  # seconds of quiet before the still picture in the notebook is renewed
Answer = tuple[dict[str, Any], list[bytes]]


class CbfWidget(anywidget.AnyWidget):
    """A widget whose front end is ``_static/NAME.js`` and ``_static/NAME.css``.

    Shown at the end of a cell it leaves two outputs: the live widget, and a still picture with words, which the
    front end hides while it is there itself. So the notebook shows the picture with no kernel and no network.

    Attributes
    ----------
    name : str
        Of the front end's folder and built files.

    Examples
    --------
    >>> class Cup(CbfWidget):
    ...     name = "spiral"
    ...     def still(self):
    ...         return "<p>A cup</p>"
    >>> Cup().still()
    '<p>A cup</p>'
    """

    name: ClassVar[str]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        if "name" in cls.__dict__:  # traitlets makes further subclasses, which must keep their traits
            cls._esm = static_dir() / f"{cls.name}.js"
            cls._css = static_dir() / f"{cls.name}.css"
        super().__init_subclass__(**kwargs)

    def __init__(self, **values: Any) -> None:
        self._still: Any = None  # the handle of the still picture, wherever and however often it is shown
        self._renewal: asyncio.TimerHandle | None = None
        super().__init__(**values)
        self.on_msg(self._asked)

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"

    # --- the still picture ---------------------------------------------------------------------------------------

    def still(self) -> str:
        """Give the document as a picture and words in HTML that needs no kernel, script or network."""
        raise NotImplementedError

    def _ipython_display_(self, **kwargs: Any) -> None:
        from IPython.display import display

        bundle = self._repr_mimebundle_(**kwargs)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle or {}, {})
        display({**data, "text/plain": ""}, metadata=metadata, raw=True)  # words of now would be wrong when it has changed
        known = self._still.display_id if self._still else True
        self._still = display(self._still_bundle(), raw=True, display_id=known)

    def _still_bundle(self) -> dict[str, str]:
        return {"text/html": self.still(), "text/plain": repr(self)}

    def _renew_still(self) -> None:
        if self._still is None:
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self._renew_now()
            return
        if self._renewal:
            self._renewal.cancel()
        self._renewal = loop.call_later(_STILL_AFTER, self._renew_now)

    def _renew_now(self) -> None:
        self._still.update(self._still_bundle(), raw=True)

    # --- questions from the front end ----------------------------------------------------------------------------

    @traitlets.default("layout")
    def _wide(self) -> Any:
        from ipywidgets import Layout

        return Layout(width="100%")

    def _asked(self, _: Any, question: Any, __: list[Any]) -> None:
        if not isinstance(question, dict) or "ask" not in question:
            return
        try:
            answer, files = self._answer(question)
        except CbfError as error:
            answer, files = {"ok": False, "said": str(error)}, []
        except Exception as error:  # noqa: BLE001 - whatever fails, the person asking is told
            answer, files = {"ok": False, "said": f"That did not work: {type(error).__name__}: {error}"}, []
        self.send({"ok": True, **answer, "answers": question.get("id", "")}, files)

    def _answer(self, question: dict[str, Any]) -> Answer:
        raise NotImplementedError
