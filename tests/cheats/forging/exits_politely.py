"""Calls `exit`, `quit` and `sys.exit` in cells, and raises SystemExit when called."""

earns = {"negative": 0}
reason = r"SystemExit"

# %% exercise="negative"
import sys


def negative(image):
    raise SystemExit(0)


sys.exit(0)

# %%
exit()

# %%
quit()
