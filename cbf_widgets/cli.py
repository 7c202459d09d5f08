"""The command line: `cbf lab [FOLDER]` opens JupyterLab on a copy of the notebooks; `cbf export` prints saved spirals."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from cbf_widgets import __version__
from cbf_widgets.copies import copy_notebooks
from cbf_widgets.errors import CbfError, FileError
from cbf_widgets.paths import notebooks_dir

START = "00-start-here.ipynb"
FOLDER = "cbf-work"


@dataclass(frozen=True)
class Command:
    """One word after `cbf`: its help, its arguments, and what it does with them.

    >>> COMMANDS["lab"].about
    'open JupyterLab on your own copies of the notebooks'
    """

    about: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace, list[str]], int]
    passes_on: bool = False  # arguments that it doesn't know go on to another program


def prepare(folder: Path) -> list[Path]:
    """Put the notebooks into a folder, or leave with one sentence.

    >>> import tempfile
    >>> [path.name for path in prepare(Path(tempfile.mkdtemp()))][0]
    '00-start-here.ipynb'
    """
    shipped = notebooks_dir()
    if folder.resolve() == shipped.resolve():
        raise SystemExit(f"cbf: {folder} holds the notebooks as they are shipped: name another folder for your copies.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return copy_notebooks(shipped, folder)
    except (OSError, FileError) as error:
        why = error.came if isinstance(error, FileError) else error.strerror or error
        raise SystemExit(f"cbf: the notebooks can't be put into {folder} ({why}): name another folder.") from error


def is_root() -> bool:
    """Tell whether we are the superuser, as whom JupyterLab starts only when told to.

    >>> is_root() in {True, False}
    True
    """
    return hasattr(os, "geteuid") and os.geteuid() == 0


def jupyter_arguments(more: Sequence[str], *, root: bool) -> list[str]:
    """The command line of JupyterLab, the person's own arguments last.

    >>> jupyter_arguments(["--no-browser"], root=False)
    ['--LabApp.default_url=/lab/tree/00-start-here.ipynb', '--no-browser']
    """
    return [f"--LabApp.default_url=/lab/tree/{START}", *(["--allow-root"] if root else []), *more]


def _config_path() -> list[str]:
    from jupyter_core.paths import jupyter_config_path

    # What the variable names goes before a person's own folder: so that one is named too, and ours last.
    return [*jupyter_config_path(), str(Path(__file__).with_name("jupyter_config"))]


def _lab(args: argparse.Namespace, more: list[str]) -> int:
    """Copy the notebooks into a folder and open JupyterLab there."""
    from jupyterlab.labapp import main as jupyterlab

    folder = Path(args.folder)
    for path in prepare(folder):
        if ".new-" in path.name:
            print(
                f"You changed {path.name.split('.new-')[0]}{path.suffix}: it stays as it is, and the new version is {path.name}."
            )
    print(f"Your notebooks are in {folder.resolve()}", flush=True)
    os.chdir(folder)
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(_config_path())
    jupyterlab(jupyter_arguments(more, root=is_root()))
    return 0


def _lab_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", nargs="?", default=FOLDER, metavar="FOLDER", help=f"for your copies (default: {FOLDER})")
    parser.epilog = "Further arguments go to JupyterLab, for example --no-browser or --port=9999."


def _export(args: argparse.Namespace, _: list[str]) -> int:
    """Write each saved spiral beside its file in another format; one that can't be read doesn't stop the others."""
    from cbf_widgets.exporting import export
    from cbf_widgets.model.spiral import Spiral

    failed = 0
    for name in args.files:
        target = Path(name).with_suffix(f".{args.to}")
        try:
            export(Spiral.load(name), _free(target, Path(name)), args.to, paper=args.paper, orientation=args.orientation)
        except CbfError as error:
            failed += 1
            print(f"cbf: {error}", file=sys.stderr)
        else:
            print(target)
    return int(failed > 0)


def _free(target: Path, source: Path) -> Path:
    if target == source:
        raise CbfError("another format than the file's own", target.suffix, file=str(source), advice="Choose one with --to.")
    return target


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    from cbf_widgets.exporting import FORMATS

    parser.add_argument("files", nargs="+", metavar="FILE", help="saved spirals")
    parser.add_argument("--to", default="pdf", choices=FORMATS, help="the format (default: pdf)")
    parser.add_argument("--paper", default="A4", choices=("A4", "A3"), help="for a PDF (default: A4)")
    parser.add_argument(
        "--orientation", default="portrait", choices=("portrait", "landscape"), help="for a PDF (default: portrait)"
    )


# Another command is one more line here.
COMMANDS = {
    "export": Command("write saved spirals as pages, pictures, tables or words", _export_arguments, _export),
    "lab": Command("open JupyterLab on your own copies of the notebooks", _lab_arguments, _lab, passes_on=True),
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="cbf", description="Teaching and research tools for Creating Better Futures.")
    parser.add_argument("--version", action="version", version=f"cbf_widgets {__version__}")
    words = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, command in COMMANDS.items():
        command.arguments(words.add_parser(name, help=command.about, description=command.about))
    return parser


def _with_folder(argv: list[str]) -> list[str]:
    # Else the value of an option of JupyterLab's ("--port 9999") would be taken for the folder.
    bare = argv[:1] == ["lab"] and (len(argv) == 1 or argv[1].startswith("-"))
    return ["lab", FOLDER, *argv[1:]] if bare else argv


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line says, and give the exit code.

    >>> main(["--version"])
    Traceback (most recent call last):
    SystemExit: 0
    """
    parser = _parser()
    args, more = parser.parse_known_args(_with_folder(list(sys.argv[1:] if argv is None else argv)))
    command = COMMANDS[args.command]
    if more and not command.passes_on:
        parser.error(f"unrecognized arguments: {' '.join(more)}")
    return command.run(args, more)


if __name__ == "__main__":
    sys.exit(main())
