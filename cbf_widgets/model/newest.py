"""The spiral that somebody saved last, for the notebooks that go on from it."""

from __future__ import annotations

from pathlib import Path

from cbf_widgets.errors import FileError
from cbf_widgets.model.spiral import Spiral


def newest_spiral(folder: str | Path = ".") -> Spiral | None:
    """Read the spiral that was saved last in a folder; its subfolders are left alone.

    Parameters
    ----------
    folder : str or Path
        Where to look; the folder of the notebook unless another is named.

    Returns
    -------
    Spiral or None
        The newest that can be read and has at least one mark on it; None when there is none, which is no error.

    Examples
    --------
    >>> import tempfile
    >>> newest_spiral(tempfile.mkdtemp()) is None
    True
    """
    paths = [path for path in Path(folder).expanduser().glob("*.json") if not path.name.startswith(".")]
    for path in sorted(paths, key=lambda path: (-path.stat().st_mtime, path.name)):
        try:
            spiral = Spiral.load(path)
        except FileError:
            continue
        if spiral.marks:
            return spiral
    return None
