"""What stays of a student's text and output where an instructor's browser shows it."""

import base64
import html.parser
import zlib

import nbformat
import pytest
from nbconvert.filters.markdown_mistune import markdown2html_mistune

from autograder import harmless


def png(width, height):
    """The head of a PNG file, as base64 text: as much as anybody reads before they take memory."""
    head = b"IHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([8, 0, 0, 0, 0])
    file = b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4, "big") + head + zlib.crc32(head).to_bytes(4, "big")
    return base64.b64encode(file + (0).to_bytes(4, "big") + b"IDAT").decode()


DOT = png(1, 1)
PICTURE = f'<img alt="a chart" width="300" style="max-width: 100%" src="data:image/png;base64,{DOT}">'

HARMLESS = {
    "words": "a <b>bold</b> word<br/>",
    "a picture": PICTURE,
    "a table": '<table border="1" class="dataframe"><tr><th scope=row>x</th><td colspan="2">1</td></tr></table>',
    "code": "<pre><code>if a &lt; b: pass</code></pre>",
    "a link": '<a href="https://example.org/?a=1&amp;b=2">there</a>',
    "nothing": "",
}

HARMFUL = {
    "a script": "<script>alert(1)</script>",
    "capitals": "<ScRiPt>alert(1)</sCrIpT>",
    "a handler": '<img src="x.png" onerror="alert(1)">',
    "a handler without blanks": "<b/onclick=alert(1)>x</b>",
    "a handler after a quote": '<b title="a"onclick="alert(1)">x</b>',
    "a frame": '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "a form": '<form action="/formgrader"><input name="x"></form>',
    "a drawing": "<svg onload=alert(1)></svg>",
    "an object": '<object data="x"></object><embed src="x">',
    "another place": '<meta http-equiv="refresh" content="0;url=//x"><base href="//x">',
    "a script in a link": '<a href="javascript:alert(1)">x</a>',
    "a hidden script in a link": '<a href=" java&#115;cript&colon;alert(1)">x</a>',
    "a page in a link": '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    "what is no picture": '<img src="data:image/png;base64,aGVsbG8=">',
    "a billion pixels": f'<img src="data:image/png;base64,{png(40_000, 40_000)}">',
    "a drawing in a picture": '<img src="data:image/svg+xml;base64,PHN2Zz4=">',
    "a style that covers the page": '<div style="position:fixed;top:0;width:100%">x</div>',
    "a style that fetches": '<p style="background:url(//x)">x</p>',
    "a style sheet that fetches": "<style>@import '//x';</style><link rel=stylesheet href=//x>",
    "an unfinished tag": '<img src="x" onerror="alert(1)" ',
    "an unfinished comment": "<!-- <script>alert(1)</script>",
    "a comment that isn't one": "<!--><script>alert(1)</script>-->",
    "a tag in a tag": "<b <script>alert(1)</script>>",
    "foreign elements": "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
}


class Tags(html.parser.HTMLParser):
    """Lists the tags and attributes that a lenient reader finds."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text + ">")
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found += [tag, *(name for name, _ in attrs)]
        self.found += [
            f"{name}={value}" for name, value in attrs if "script" in (value or "") or "url" in (value or "")
        ]


def danger(text):
    tags = {"script", "iframe", "form", "input", "svg", "object", "embed", "meta", "base", "link", "style", "math"}
    found = Tags(text).found
    return [one for one in found if one in tags - {"style"} or one.startswith("on") or "=" in one]


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS)
def test_harmless_html_stays_as_it_is(text):
    assert harmless.html(text) == text


@pytest.mark.parametrize("text", HARMFUL.values(), ids=HARMFUL)
def test_of_harmful_html_nothing_is_left_that_runs(text):
    assert harmless.html(text) != text
    assert danger(harmless.html(text)) == []


def test_what_stands_beside_harmful_html_stays():
    assert harmless.html(f"{PICTURE}<script>x</script><b>so</b>") == f"{PICTURE}&lt;script>x&lt;/script><b>so</b>"


MARKDOWN = {
    "words": "# Why\n\nIt's **not** enough: a < b, `x<y`, and <b>so</b> on.",
    "math": "$a<b$ and\n\n$$\\sum_{i<n} x_i > 0$$",
    "code": "```python\nif a < b:\n    print('<script>')\n```",
    "a table": "| a | b |\n|:--|--:|\n| 1 | 2 |",
    "a link": "[there](https://example.org) and <https://example.org>",
    "a picture": "![theirs](picture.png)",
    "a list": "1. one\n   - two\n\n> said",
}


@pytest.mark.parametrize("source", MARKDOWN.values(), ids=MARKDOWN)
def test_ordinary_markdown_stays_as_it_is(source):
    assert harmless.markdown(source) == source


@pytest.mark.parametrize(
    "source",
    [
        *HARMFUL.values(),
        "[x](javascript:alert(1))",
        "[x][1]\n\n[1]: javascript:alert(1)",
        "<javascript:alert(1)>",
        "```mermaid\n<img src=x onerror=alert(1)>\n```",
        "````\n```\n<script>alert(1)</script>\n",
        "$$\n<script>alert(1)</script>\n$$\n\n<script>alert(2)</script>",
    ],
)
def test_of_harmful_markdown_nothing_is_left_that_runs(source):
    shown = harmless.markdown(source)
    assert danger(markdown2html_mistune(shown)) == []
    assert "alert(1)" not in source or "alert(1)" in shown


def test_a_picture_that_is_attached_stays_and_one_that_is_not_would_stop_the_page():
    source = "![mine](attachment:mine.png)"
    assert harmless.markdown(source, {"mine.png": {"image/png": DOT}}) == source
    assert source in harmless.markdown(source).splitlines()


def test_very_long_text_is_shown_as_it_was_written():
    assert harmless.markdown("[" * 100_000).splitlines()[-2] == "[" * 100_000


def test_of_an_output_only_known_kinds_are_kept():
    given = {
        "text/plain": "a figure",
        "text/html": '<b onclick="x">b</b>',
        "image/png": f"{DOT}\n",
        "image/jpeg": '"><script>alert(1)</script>',
        "image/svg+xml": "<svg onload=alert(1)>",
        "application/javascript": "alert(1)",
        "text/markdown": "<script>alert(1)</script>",
        "application/vnd.private-pixels.report+json": {"points": 1000},
    }
    kept = harmless.bundle(given)
    assert kept == {"text/plain": "a figure", "text/html": '&lt;b onclick="x">b</b>', "image/png": f"{DOT}\n"}


def test_a_data_frames_table_loses_its_style_sheet_alone():
    style, table = (
        "<style scoped>\n    .dataframe tbody tr th { color: red; }\n</style>",
        "<table><tr><td>1</td></tr></table>",
    )
    assert harmless.bundle({"text/html": f"<div>{style}{table}</div>"}) == {"text/html": f"<div>{table}</div>"}


def test_attachments_are_pictures():
    given = {
        "a.png": {"image/png": DOT},
        "b": {'image/png" onerror="alert(1)': "x"},
        "c": {"text/html": "x"},
    }
    assert harmless.attachments(given) == {"a.png": {"image/png": DOT}}
    assert harmless.attachments(None) == {}


def test_the_lessons_own_text_stays_as_it_is():
    notebook = nbformat.read("course/01_noise/01_noise.ipynb", as_version=4)
    assert all(harmless.markdown(cell.source) == cell.source for cell in notebook.cells if cell.cell_type == "markdown")
