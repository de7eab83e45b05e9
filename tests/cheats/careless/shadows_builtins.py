"""Uses names of builtins for its own data, as beginners do."""

# %%
list = [1, 2, 3]
dict = {"one": 1}
type = str = "text"
sum = max = min = len = print = isinstance = callable = getattr = Exception = None
numpy = sys = json = "words"


# %% exercise="negative"
def negative(image):
    return 255 - image
