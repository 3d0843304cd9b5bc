"""How work is done in a kernel: in its main thread, between two cells, and without warnings.

JupyterLab's messages about widgets arrive in a thread of their own while a cell runs in the main
one. Matplotlib's fonts, styles and caches, numpy's and Python's warnings and the student's own
plots belong to the process, so two threads at once spoil each other's pictures, or end the kernel.
"""

import signal
import sys
import threading
import warnings
from collections.abc import Callable
from contextlib import contextmanager

import numpy as np


def in_main_thread(action: Callable[[], None]) -> None:
    """Do something at once in the main thread; elsewhere, as soon as the main thread is free.

    Outside a kernel there is nobody to hand it to: it is then done at once in any thread.
    """
    # In a kernel it is loaded; elsewhere exercises and their checks need it not.
    ipython = sys.modules.get("IPython")
    kernel = getattr(ipython and ipython.get_ipython(), "kernel", None)
    loop = getattr(kernel, "io_loop", None)
    if loop is None or threading.current_thread() is threading.main_thread():
        action()
    else:
        loop.add_callback(_interruptible, action)


def _interruptible(action: Callable[[], None]) -> None:
    # The kernel hears an interrupt only while it handles a message, and this is none.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        action()
    except KeyboardInterrupt:
        return  # it came when the work was done
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def quiet():
    """Let nothing that a function does write warnings into the notebook.

    Python's filters of warnings belong to all threads: only the main thread may touch them.
    """
    with np.errstate(all="ignore"):
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
