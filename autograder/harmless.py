"""What of a student's work may be shown to others: autograded notebooks are opened with an instructor's rights.

HTML is safe when every `<` in it starts a tag of a few kinds, written out plainly, with attributes of a few kinds:
then there is nothing that a browser could run, however it reads the rest.
"""

import html as entities
import io
import re
from base64 import b64decode
from collections.abc import Mapping

from PIL import Image

MOST_PIXELS = 50_000_000
MOST_MARKDOWN = 20_000  # characters of one cell: rendering some texts takes time by the square of their length
_TAGS = re.compile(
    r"abbr|a|blockquote|br|b|caption|code|dd|del|details|div|dl|dt|em|figcaption|figure|h[1-6r]|img|ins|i|kbd|li|mark|ol|"
    r"pre|p|small|span|strong|sub|summary|sup|s|table|tbody|td|tfoot|thead|th|tr|tt|ul|u|var"
)
_ATTRIBUTES = re.compile(r"align|alt|border|class|colspan|height|id|open|rowspan|scope|start|title|width")
_VALUE = r"""=(?:"[^"<>]*"|'[^'<>]*'|[\w.%#-]+)"""
_TAG = re.compile(rf"<(?:/?([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:{_VALUE})?)*+)\s*/?>)?", re.IGNORECASE | re.ASCII)
_ATTRIBUTE = re.compile(rf"([a-z-]+)({_VALUE})?", re.IGNORECASE | re.ASCII)
_STYLE = re.compile(
    r"(?:\s*+(?:background|border|color|display|font-\w+|height|margin|max-width|padding|text-align|vertical-align|"
    r"white-space|width)\s*+:[\w\s#%.,-]*+;?+)*+",
    re.ASCII,
)
_LINK = re.compile(r"https?:.*|mailto:.*|[^:]*", re.IGNORECASE | re.DOTALL)
_ADDRESS = re.compile(r"https?:.*|attachment:[^:]*|[^:]*", re.DOTALL)
_DATA = re.compile(r"data:image/(?:png|jpeg);base64,(.*)", re.DOTALL)
_UNSEEN = re.compile(r"<!--[^<>]*-->|<style[^<>]*>[^<]*</style>", re.IGNORECASE)
_PICTURES = ("image/png", "image/jpeg")
_SHOWN_AS_WRITTEN = "*This text can't be shown safely, or not at all: here is how it was written.*"


def html(text: str) -> str:
    """Return HTML in which all but harmless tags stand as text."""
    return _TAG.sub(lambda found: found[0] if _is_harmless(found[1], found[2]) else "&lt;" + found[0][1:], text)


def _is_harmless(tag: str | None, attributes: str | None) -> bool:
    if tag is None or not _TAGS.fullmatch(tag.lower()):
        return False
    return all(_says_nothing_odd(found[1].lower(), found[2] or "=") for found in _ATTRIBUTE.finditer(attributes))


def _says_nothing_odd(name: str, value: str) -> bool:
    value = entities.unescape(value[1:].strip("\"'"))
    if name == "href":
        return _LINK.fullmatch(value) is not None
    if name == "src":
        data = _DATA.fullmatch(value)
        return _is_picture(data[1]) if data else _ADDRESS.fullmatch(value) is not None
    if name == "style":
        return _STYLE.fullmatch(value) is not None
    return _ATTRIBUTES.fullmatch(name) is not None


def _is_picture(base64: str) -> bool:
    """Tell whether this is a PNG or JPEG file that a browser can hold in memory; only its head is looked at."""
    try:
        with Image.open(
            io.BytesIO(b64decode("".join(base64.split()), validate=True)), formats=("PNG", "JPEG")
        ) as picture:
            return picture.width * picture.height <= MOST_PIXELS
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False


def markdown(source: str, attachments: Mapping[str, Mapping[str, str]] | None = None) -> str:
    """Return Markdown that nbconvert makes harmless HTML of: as it is, or else as a listing of itself."""
    if len(source) <= MOST_MARKDOWN:
        rendered = _rendered(source, attachments or {})
        if rendered is not None and html(rendered) == rendered:
            return source
    return listing(source)


def listing(source: str) -> str:
    """Return Markdown that shows a text letter by letter."""
    fence = "`" * (1 + max(map(len, re.findall(r"`+", source)), default=2))
    return f"{_SHOWN_AS_WRITTEN}\n\n{fence}\n{source}\n{fence}"


def _rendered(source: str, attachments: Mapping[str, Mapping[str, str]]) -> str | None:
    """Render Markdown as nbconvert's HTML exporter does, or return None where that fails."""
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath  # Here: it takes a second.

    try:
        return MarkdownWithMath(renderer=IPythonRenderer(escape=False, attachments=dict(attachments))).render(source)
    except Exception:  # It was never meant for what strangers write.
        return None


def bundle(data: Mapping[str, object]) -> dict[str, str]:
    """Keep of an output's MIME bundle the text, pictures and harmless HTML."""
    kept = {}
    for kind, value in data.items():
        if not isinstance(value, str):
            continue
        if kind == "text/plain" or (kind in _PICTURES and _is_picture(value)):
            kept[kind] = value
        elif kind == "text/html":
            kept[kind] = html(_UNSEEN.sub("", value))
    return kept


def attachments(given: object) -> dict[str, dict[str, str]]:
    """Keep the pictures of a Markdown cell's attachments."""
    found = given if isinstance(given, Mapping) else {}
    kept = {name: bundle(data) for name, data in found.items() if isinstance(data, Mapping)}
    return {name: data for name, data in kept.items() if data and data.keys() <= set(_PICTURES)}
