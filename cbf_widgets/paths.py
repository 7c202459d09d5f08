"""Where the package's own files lie."""

from __future__ import annotations

from pathlib import Path


def datasets_dir() -> Path:
    """Return the folder of shipped data sets: in the installed package, else beside it in a clone.

    Returns
    -------
    Path
        The folder.

    Examples
    --------
    >>> (datasets_dir() / "essence.yaml").is_file()
    True
    """
    package = Path(__file__).resolve().parent
    installed = package / "_datasets"
    return installed if installed.is_dir() else package.parent / "datasets"
