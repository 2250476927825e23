"""Where things stand in the checkout."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BOOT = ROOT / ".boot"
LOGS = BOOT / "logs"
REPORTS = BOOT / "reports"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
FRONT = ROOT / "front"
BUILT_FRONT = ROOT / "src" / "sixin" / "site" / "static" / "front"
PACKAGE = ROOT / "src" / "sixin"
