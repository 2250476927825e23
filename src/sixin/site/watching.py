"""A server that was killed cannot tell its processes to stop, so each looks after its parent."""

import os
import signal
import threading
import time

LOOK_EVERY = 2.0  # seconds


def stop_with(parent: int) -> None:
    """End this process, gently, once the process `parent` is its parent no longer."""
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_EVERY)
    os.kill(os.getpid(), signal.SIGTERM)
