"""Ends its cells with a number, which stock nbgrader takes for points, and prints some more."""

earns = {"negative": 0}
reason = r"NotImplementedError|not written yet|not attempted"


# %% exercise="negative"
def negative(image):
    print(5.0)
    raise NotImplementedError("negative: not written yet")


print("5.0")
5.0

# %%
negative_points = 5
negative_points
