"""The command's first instructions: Ctrl-C ends it in one line and with 130 even while all the rest is being imported."""

from __future__ import annotations

import os
import signal
from types import FrameType

INTERRUPTED = 130


def end(number: int, frame: FrameType | None) -> None:
    """End at once: nothing has begun or everything is done, and an exception might be lost in what is being imported."""
    del number, frame
    os.write(2, b"w2s-verify: interrupted\n")
    os._exit(INTERRUPTED)


def main() -> None:
    """Entry point of the console script."""
    heard = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # else it is ignored, as by nohup
    if heard:
        signal.signal(signal.SIGINT, end)
    from w2s_verify.cli import main as command  # all the rest

    if heard:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        command()
    except KeyboardInterrupt:
        end(signal.SIGINT, None)
    finally:
        if heard:
            signal.signal(signal.SIGINT, end)


if __name__ == "__main__":
    main()
