"""Nothing is left of the exercise's cell."""

earns = {"negative": 0}
reason = r"negative: there is no function of this name|not attempted"

# %% exercise="negative"
