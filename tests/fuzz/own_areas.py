"""A check of schemathesis: an answer speaks of the asker's own areas and of nobody else's people.

Loaded by schemathesis itself, in a process of its own; `OWN_AREA` is the code of who asks, and
`FOREIGN` holds, line by line, what belongs to others.
"""

import os
from pathlib import Path
from typing import Any

import schemathesis

OWN = os.environ["OWN_AREA"]
FOREIGN = Path(os.environ["FOREIGN"]).read_text(encoding="utf-8").split("\n")


@schemathesis.check
def only_own_areas(_context: Any, response: Any, _case: Any) -> None:
    """Raises AssertionError for an answer that tells of others, or tells how it is made."""
    text = response.text
    told = [word for word in FOREIGN if word and word in text]
    assert not told, f"it tells of others: {told[:3]}"
    assert "Traceback" not in text, "it shows a traceback"
    if response.status_code == 200 and response.request.url.split("?")[0].endswith("/areas"):
        assert all(row["code"].startswith(OWN) for row in response.json())
