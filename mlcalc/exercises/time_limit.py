"""Ends a student's function that does not end by itself, and leaves the kernel as it was."""

import ctypes
import signal
import sys
import threading
from collections.abc import Callable

SECONDS = 5.0
"""How long one call may take: the slowest right answer takes a fraction of it."""

AGAIN = 0.01
"""Seconds until a function that has caught the interruption is interrupted once more.

About one in ten reaches a bare ``except`` in a loop while it catches nothing.
"""


class TookTooLong(BaseException):
    """The call was interrupted; not an Exception, or ``except Exception`` would keep it."""


def call_within(seconds: float, function: Callable, *arguments: object) -> object:
    """Return what the function returns, or raise TookTooLong when it is still at work after that.

    In the main thread of Linux and macOS a timer signal interrupts it, also while it sleeps.
    Elsewhere another thread asks Python to raise, once: that ends a loop in Python, but no sleep,
    and no loop with a bare ``except`` that catches it.
    Nothing ends a single call of numpy that goes on for ever. A timer signal that somebody else
    has set keeps its handler, and rings late by the time that the call took.
    """
    in_main_thread = threading.current_thread() is threading.main_thread()
    if in_main_thread and hasattr(signal, "setitimer"):
        return _call_with_signal(seconds, function, arguments)
    return _call_with_thread(seconds, function, arguments)


def _call_with_signal(seconds: float, function: Callable, arguments: tuple) -> object:
    own = sys._getframe()

    def ring(number, frame):
        below = frame
        while below is not None and below is not own:
            below = below.f_back
        if below is None:
            # The call is over: an interruption from the keyboard kept its end from the timer.
            signal.setitimer(signal.ITIMER_REAL, 0)
        # What stands in this function itself must come to its end, or the timer would stay.
        elif frame is not own and frame.f_code is not ring.__code__:
            raise TookTooLong

    earlier = signal.signal(signal.SIGALRM, ring)
    remaining = signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        return function(*arguments)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        # None: the handler was not set from Python, and Python cannot put it back.
        signal.signal(signal.SIGALRM, signal.SIG_DFL if earlier is None else earlier)
        signal.setitimer(signal.ITIMER_REAL, *remaining)


def _raise_in(thread: int, kind: object) -> None:
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), kind)


def _call_with_thread(seconds: float, function: Callable, arguments: tuple) -> object:
    caller = threading.get_ident()
    ended, lock = threading.Event(), threading.Lock()

    def ring():
        if not ended.wait(seconds):
            with lock:
                if not ended.is_set():
                    # Only once: what comes later could hit the code after the call.
                    _raise_in(caller, ctypes.py_object(TookTooLong))

    threading.Thread(target=ring, daemon=True).start()
    try:
        return function(*arguments)
    finally:
        with lock:
            ended.set()
            _raise_in(caller, None)
