"""The long campaign: `python3 run.py fuzz`."""

import argparse
import sys

from tests.fuzz import api

if __name__ == "__main__":
    asked = argparse.ArgumentParser(prog="run.py fuzz", description=api.__doc__)
    asked.add_argument("--cases", type=int, default=5000, help="at least so many")
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    sys.exit(api.campaign(given.cases, given.seed))
