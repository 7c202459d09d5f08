"""The contagion lab: see small steps spread and hold on one's own spiral, run after run, and take it apart."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

import traitlets

from cbf_widgets.errors import CbfError, shown
from cbf_widgets.files import document_text
from cbf_widgets.model.spiral import FORMAT as SPIRAL_FORMAT
from cbf_widgets.model.spiral import VERSION as SPIRAL_VERSION
from cbf_widgets.model.spiral import Spiral
from cbf_widgets.model.value import Range, convert
from cbf_widgets.simulation.beside import at
from cbf_widgets.simulation.ensemble import Ensemble
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.study import FORMAT, VERSION, Study
from cbf_widgets.widgets.base import Answer
from cbf_widgets.widgets.desk import Kind
from cbf_widgets.widgets.filed import FiledWidget
from cbf_widgets.widgets.lab import desk
from cbf_widgets.widgets.lab.facts import Shelf, facts
from cbf_widgets.widgets.lab.numbers import parameters_of, study_of_ensemble, study_of_token, with_parameters

if TYPE_CHECKING:
    from collections.abc import Iterator


class StudyTrait(traitlets.Instance):  # type: ignore[type-arg]
    """A whole study; plain data is turned into one.

    Examples
    --------
    >>> StudyTrait().klass.__name__
    'Study'
    """

    def __init__(self) -> None:
        super().__init__(Study)

    def validate(self, _: Any, value: Any) -> Any:
        """Return a `Study`, or raise a `CbfError` that says what was expected."""
        return value if isinstance(value, Study) else Study.from_dict(value)


_TOKEN = re.compile(r"\s*cbf\d+-", re.IGNORECASE)


def _about(study: Study) -> str:
    return f"{len(study.network.steps)} steps, {study.runs:,} runs of {study.contacts} contacts"


class ContagionLab(FiledWidget):
    """Run a network of steps many times from the same assumptions, and see what these imply.

    Parameters
    ----------
    source : Spiral, StepNetwork, Study, Preset, Ensemble, SpiralBuilder, str or Path, optional
        What to begin with; a text is the file of a saved spiral or study, relative to `folder`, or the token of an ensemble.
        By default the shipped network of a vocabulary.
    vocabulary : str
        Of which vocabulary, where there is no source.
    folder : str or Path, optional
        Where Save and Open look, and where work is kept; by default the notebook's own folder.
    by : {"kind", "mark"}
        Of a spiral, whether each kind that is marked becomes a step, or each mark under its own name.
    **numbers
        Other fields of the study: ``contacts``, ``runs``, ``seed``, ``plan``, ``beside`` (``"without the ratchet"``), ``title``; and ``run``.

    Attributes
    ----------
    study : Study
        The whole document. Read it, set it, observe it or link it at any time; so with the rest.
    network : StepNetwork
        The assumptions; every number in it can be changed.
    parameters : dict
        The same numbers by name: one value, or a list in the order of the steps or of the edges. Setting some leaves the others.
    ensemble : Ensemble
        All runs. Setting one shows it again, with its network, plan and seed.
    seed : int
        Where chance begins.
    run : int
        The run that is shown, from 0; no step of the history.

    Raises
    ------
    CbfError
        When the source or a number can't be used.
    TypeError
        When a keyword is unknown.

    Examples
    --------
    >>> lab = ContagionLab(vocabulary="partnership-building", runs=100)
    >>> lab.parameters = {"ratchet": 0}
    >>> lab.network.values("ratchet").tolist()
    [0.0, 0.0, 0.0, 0.0, 0.0]
    >>> lab.undo()
    >>> lab.parameters["ratchet"]
    0.12

    Notes
    -----
    Source of the ideas: partnership worksheet, Summary; making change happen. No source gives a number.
    """

    name: ClassVar[str] = "lab"
    document: ClassVar[str] = "study"
    format: ClassVar[tuple[str, int]] = (FORMAT, VERSION)
    kinds: ClassVar[tuple[Kind, ...]] = (
        Kind(FORMAT, VERSION, Study.from_dict, _about),
        Kind(SPIRAL_FORMAT, SPIRAL_VERSION, lambda data: Study.of(Spiral.from_dict(data)), _about),
    )
    untitled: ClassVar[str] = "my-study"

    study = StudyTrait().tag(sync=True, to_json=lambda value, _: value.to_dict(), from_json=lambda data, own: own.taken(data))
    run = traitlets.Int(0).tag(sync=True)
    facts = traitlets.Dict().tag(sync=True)
    assumptions: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    presets: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    plans: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    sheet: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)

    network = traitlets.Instance(StepNetwork)
    parameters = traitlets.Dict()
    ensemble = traitlets.Instance(Ensemble)
    seed = traitlets.Int()

    def __init__(
        self,
        source: Any = None,
        *,
        vocabulary: str = "partnership-building",
        folder: str | Path | None = None,
        by: Literal["kind", "mark"] = "kind",
        **numbers: Any,
    ) -> None:
        traits = {name: numbers.pop(name) for name in ("run", "layout") if name in numbers}
        for name in numbers.keys() - {"contacts", "runs", "seed", "plan", "beside", "title"}:
            message = f"ContagionLab() got an unexpected keyword argument {name!r}"
            raise TypeError(message)
        file, found = self._opened(source, vocabulary, folder, by)
        study = Study.of(found, by=by, **numbers)
        self._shelf, self._following = Shelf(), True
        began = f"Opened {file.name}" if file else "Began"
        values = {"study": study, "facts": facts(self._shelf, study, traits.get("run", 0), 0), **self._views_of(study)}
        super().__init__(began, folder, file=file, **values, **desk.shipped(), **traits)
        self._following = False
        if source is None:
            self.offer_last_saved()

    @classmethod
    def _opened(cls, source: Any, vocabulary: str, folder: str | Path | None, by: str) -> tuple[Path | None, Any]:
        if source is None:
            return None, StepNetwork.from_vocabulary(vocabulary)
        if isinstance(source, str) and _TOKEN.match(source):
            return None, study_of_token(source)
        if isinstance(source, str | Path):
            file = Path(folder or "").expanduser() / source
            return file, Spiral.load(file) if by == "mark" else cls.read(file)
        if isinstance(source, Ensemble):
            return None, study_of_ensemble(Study.of(source.network), source)
        return None, getattr(source, "spiral", source)  # a builder's

    def __repr__(self) -> str:
        """Stable: no memory address, so that notebooks compare equal."""
        title = f"{self.study.title}: " if self.study.title else ""
        return f"ContagionLab({title}{_about(self.study)})"

    # --- one document, seen from several sides ------------------------------------------------------------------------

    def _views_of(self, study: Study) -> dict[str, Any]:
        ensemble = self._shelf.of(study).ensemble
        views = {"network": study.network, "parameters": parameters_of(study), "ensemble": ensemble, "seed": study.seed}
        return {**views, "plans": desk.plans(study), "sheet": desk.sheet(study)}

    @traitlets.validate("network", "parameters", "ensemble", "seed")
    def _sound(self, proposal: Any) -> Any:
        if self._following:
            return proposal["value"]
        study = self._changed(proposal["trait"].name, proposal["value"])
        return parameters_of(study) if proposal["trait"].name == "parameters" else proposal["value"]

    def _changed(self, name: str, value: Any) -> Study:
        if name == "parameters":
            return with_parameters(self.study, value)
        if name == "ensemble":
            return study_of_ensemble(self.study, value)
        study: Study = self.study
        return study.with_network(value) if name == "network" else replace(study, seed=value)

    @traitlets.observe("network", "parameters", "ensemble", "seed")
    def _set_from_python(self, change: Any) -> None:
        if not self._following:
            self.put(self._changed(change["name"], change["new"]), f"Set the {change['name']} from Python")

    @traitlets.observe("study", "run", "history")
    def _show_facts(self, change: Any) -> None:
        if not self._steps or (change["name"] == "history" and self.facts["serial"] == self.history["serial"]):
            return
        with self.hold_sync(), self._follow():
            if change["name"] == "study":
                self.run = min(self.run, self.study.runs - 1)
                for name, value in self._views_of(self.study).items():
                    setattr(self, name, value)
            self.facts = facts(self._shelf, self.study, self.run, self.history["serial"])

    @contextmanager
    def _follow(self) -> Iterator[None]:
        before, self._following = self._following, True
        try:
            yield
        finally:
            self._following = before

    @traitlets.validate("run")
    def _a_run(self, proposal: Any) -> int:
        value, runs = int(proposal["value"]), int(self.study.runs)
        if self._from_front or self._following:
            return max(0, min(value, runs - 1))
        if value not in range(runs):
            raise CbfError(f"a run from 0 to {runs - 1}", shown(value), place="run")
        return value

    def near(self, contact: Any, loops: Any) -> int:
        """Give the first run that has gained so many loops by a contact, or comes nearest.

        Parameters
        ----------
        contact : int
            From 0, the start.
        loops : float
            Gained by all steps together.

        Returns
        -------
        int
            The run.
        """
        when = at("contact", convert, Annotated[int, Range(0, self.study.contacts)], contact)
        return self._shelf.of(self.study).near(when, at("loops", convert, float, loops))

    def describe(self) -> str:
        """Tell in plain words what the runs have in common, how they differ from what stands beside, and the run that is shown.

        Returns
        -------
        str
            What the picture shows, for whoever can't see it.
        """
        return self._shelf.work(self.study).describe(self.run)

    def still(self) -> str:
        """Give the picture and its words as HTML that needs no kernel, script or network.

        Returns
        -------
        str
            A ``<figure>`` with an SVG and a description.
        """
        from cbf_widgets.draw.lab_still import lab_still

        work = self._shelf.work(self.study)
        figure = lab_still(work.ensemble, work.beside, run=self.run, label=work.label)
        return f"{figure}<p><em>A still picture. To go on, run its cell.</em></p>"

    def exported(self, question: dict[str, Any]) -> tuple[str, str, bytes]:
        """Give what a button asks to export: a file's name, its media type, its content."""
        from cbf_widgets.exporting import MEDIA_TYPES, to_bytes

        what, kind = str(question.get("what", "picture")), str(question.get("format")).casefold()
        if what == "study":
            return f"{self.slug()}.json", MEDIA_TYPES["json"], document_text(FORMAT, VERSION, self.study.to_dict()).encode()
        kind = {"token": "token", "words": "txt"}.get(what, kind)
        asked = {name: question[name] for name in ("table", "paper", "orientation", "theme") if name in question}
        content = to_bytes(self._shelf.work(self.study), kind, run=self.run, **asked)
        return f"{self.slug()}.{'txt' if kind == 'token' else kind}", MEDIA_TYPES[kind], content

    def _answer(self, question: dict[str, Any]) -> Answer:
        return desk.ASKS[question["ask"]](self, question) if question["ask"] in desk.ASKS else super()._answer(question)
