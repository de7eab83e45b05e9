"""Opens the gradebook with SQLite, and looks up what a classmate got."""

earns = {"negative": 0}
reason = r"LookupError: nothing to steal"
wall = "sandbox"

# %% exercise="negative"
import sqlite3

try:
    with sqlite3.connect(f"file:{CHEAT_ROOT}/gradebook.db?mode=ro", uri=True) as gradebook:
        stolen = gradebook.execute("select * from grade").fetchall()
except sqlite3.Error:
    stolen = []


def negative(image):
    if not stolen:
        raise LookupError("nothing to steal")
    return 255 - image
