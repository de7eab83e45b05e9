"""Finds what a browser would run in a page."""

import html.parser

_MARK = "cheat-"  # in all that cheats write


class _Reader(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._in_script = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self._in_script = tag == "script"
        for name, value in attributes:
            runs = name.startswith("on") or name == "srcdoc" or "javascript:" in (value or "").lower()
            if runs and _MARK in (value or ""):
                self.found.append(f"{tag} {name}={value}")

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False

    def handle_data(self, data: str) -> None:
        if self._in_script and _MARK in data:
            self.found.append(data)


def active(page: str) -> list[str]:
    """List scripts, handlers and addresses that run code, as far as they are a cheat's."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.found
