"""Whether a process that began before a certain moment is still running on this machine."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from pathlib import Path

_PROC = Path("/proc")
_SLACK = 10  # seconds between a process's own clock and the machine's


def is_alive(pid: int, since: float) -> bool:
    """Tell whether the process of this number, which was there at a moment in the past, still runs.

    Numbers are used again: a process that began later is another one. Where a system doesn't say when a process began
    (macOS), the number alone decides.

    Parameters
    ----------
    pid : int
        The number of a process of this machine.
    since : float
        The moment, in seconds since 1970.

    Returns
    -------
    bool
        False also when nothing can be found out.

    Examples
    --------
    >>> import time
    >>> is_alive(os.getpid(), time.time()), is_alive(os.getpid(), 0.0)
    (True, False)
    """
    if pid <= 0:  # would mean a group of processes
        return False
    try:
        began = _began(pid)
    except (OSError, ValueError, IndexError, OverflowError):
        return False
    return began is not None and began <= since + _SLACK


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    def _began(pid: int) -> float | None:
        """Say when a process began, in seconds since 1970; 0 for unknown, none for one that has ended.

        The system is asked through its own library: `os.kill` would end the process there.
        """
        system = ctypes.WinDLL("kernel32", use_last_error=True)
        system.OpenProcess.restype = wintypes.HANDLE
        process = wintypes.HANDLE(system.OpenProcess(0x1000, 0, pid))
        if not process.value:
            return 0.0 if ctypes.get_last_error() == 5 else None  # it runs, as somebody else's
        try:
            code, times = wintypes.DWORD(), [wintypes.FILETIME() for _ in range(4)]
            system.GetExitCodeProcess(process, ctypes.byref(code))
            system.GetProcessTimes(process, *map(ctypes.byref, times))
        finally:
            system.CloseHandle(process)
        began = (times[0].dwHighDateTime << 32) + times[0].dwLowDateTime  # in 100 ns since 1601
        return began / 1e7 - 11_644_473_600 if code.value == 259 else None

else:

    def _began(pid: int) -> float | None:
        """Say when a process began, in seconds since 1970; 0 for unknown, none for one that has ended."""
        if _PROC.joinpath("stat").exists():
            return _began_by_proc(pid)
        with contextlib.suppress(PermissionError):  # it runs, as somebody else's
            os.kill(pid, 0)
        return 0.0

    def _began_by_proc(pid: int) -> float | None:
        said = _PROC.joinpath(str(pid), "stat").read_text(encoding="utf-8", errors="replace")
        state, *fields = said.rpartition(")")[2].split()
        (booted,) = re.findall(r"^btime (\d+)$", _PROC.joinpath("stat").read_text(encoding="utf-8"), re.MULTILINE)
        ended = state in {"Z", "X"}
        return None if ended else int(booted) + int(fields[18]) / os.sysconf("SC_CLK_TCK")
