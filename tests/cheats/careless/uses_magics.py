"""Uses magics and a top-level await, as people do in notebooks."""

# %%
# %matplotlib inline
# %load_ext autoreload
# %autoreload 2
import asyncio

import matplotlib.pyplot as plt

# %% exercise="negative"
# %config InlineBackend.figure_format = "retina"
await asyncio.sleep(0)


def negative(image):
    return 255 - image


# %%
# %timeit -n1 -r1 negative(np.zeros((4, 4), np.uint8))
plt.imshow(negative(np.zeros((4, 4), np.uint8)))
plt.show()
