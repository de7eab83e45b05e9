"""Changes the key that messages are signed with, and the kernel's name for itself."""

earns = {"negative": 0}
reason = r"negative|message"


# %% exercise="negative"
def negative(image):
    get_ipython().kernel.session.key = b"another key"
    get_ipython().kernel.session.session = "somebody else"
    return image
