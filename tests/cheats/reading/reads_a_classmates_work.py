"""Copies the answer of a classmate from the folder of what was handed in."""

earns = {"negative": 0}
reason = r"LookupError: nothing to steal"
wall = "sandbox"

# %% exercise="negative"
import json
from pathlib import Path

answer = "def negative(image):\n    raise LookupError('nothing to steal')"
for notebook in Path(CHEAT_ROOT).glob("*/zoe/gallery/gallery.ipynb"):
    for cell in json.loads(notebook.read_text())["cells"]:
        source = "".join(cell["source"])
        answer = source if "def negative" in source else answer
exec(answer)
