"""What our scripts in the browser never do, read from their source."""

import re

from tests.contracts import tree

MESSAGES = re.compile(r"postMessage|onmessage|addEventListener\(\s*[\"']message[\"']")
POLLUTES = re.compile(
    r"__proto__|Object\.assign\(\s*[\w.]*prototype|\.constructor\b|setPrototypeOf"
)
OLD = re.compile(r"<(?:applet|object|embed)\b|ActiveX|application/x-shockwave|\.swf\b")
FOREIGN = re.compile(
    r"""(?:src|href|action)=["'](?:https?:)?//|url\(["']?(?:https?:)?//|@import\s+["'](?:https?:)?//"""
)
STORES = re.compile(r"(?:localStorage|sessionStorage|indexedDB|caches)\b[^\n]*")


def lines(pattern: re.Pattern[str], *suffixes: str) -> list[str]:
    """file:line wherever our own pages, scripts or styles match."""
    return [f"{path}:{number}: {line.strip()[:80]}"
            for path in tree.files(*suffixes) if path.parts[0] in {"front", "src"}
            for number, line in enumerate(tree.text(path).splitlines(), 1) if pattern.search(line)]  # fmt: skip


def test_scripts_take_no_messages_from_other_windows():
    assert lines(MESSAGES, ".ts") == []


def test_scripts_touch_no_prototype():
    assert lines(POLLUTES, ".ts") == []


def test_nothing_old_is_embedded():
    assert lines(OLD, ".html", ".ts") == []


def test_pages_load_nothing_from_elsewhere():
    assert lines(FOREIGN, ".html", ".css") == []


def test_the_browser_keeps_the_chosen_colours_and_nothing_else():
    kept = {line.partition(": ")[0].partition(":")[0] for line in lines(STORES, ".ts")}
    assert kept == {"front/src/theme.ts"}
