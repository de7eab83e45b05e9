"""A breakpoint was forgotten in the answer."""

earns = {"negative": 0}
reason = r"negative raised|input|BdbQuit"

# %% exercise="negative"
import pdb


def negative(image):
    pdb.set_trace()
    return 255 - image


# %%
# %pdb on
