#!/usr/bin/env python3
"""Sets Sixin up and runs it, with Python 3.11 and nothing else: `python3 run.py --help`."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - whoever has an older one is told so
    sys.exit("Sixin needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".")

from boot import commands

if __name__ == "__main__":
    sys.exit(commands.main(sys.argv[1:]))
