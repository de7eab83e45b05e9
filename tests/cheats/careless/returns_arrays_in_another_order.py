"""Returns arrays that are laid out in memory in other ways: backwards, by columns, with gaps, read-only."""


# %% exercise="negative"
def negative(image):
    roomy = np.zeros((*image.shape, 3), np.uint8)[..., 1]
    roomy[:] = 255 - image
    roomy.setflags(write=False)
    return roomy


# %% exercise="mirror"
def mirror(image):
    return np.asfortranarray(image)[:, ::-1]
