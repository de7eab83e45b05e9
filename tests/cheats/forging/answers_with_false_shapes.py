"""Answers calls with arrays whose shape, type and bytes don't fit together: too large, negative, unheard of."""

earns = {"contrast": 0, "negative": 0, "mirror": 0}
reason = r"negative"

# %% exercise="mirror"
import itertools

shapes = itertools.cycle(
    [
        ('["array", "|u1", 100000, 1000000]', [b"x"]),
        ('["array", "|u1", -4, -4]', [b"x" * 16]),
        ('["array", "<f1000", 0]', [b""]),
        ('["array", "<i3", 1]', [b"abc"]),
        ('["array", "<U1", 4, 4]', [b"\xff" * 64]),
        ('["array", "|u1", 1.5, true, "4"]', [b"x" * 16]),
        ('["array", "|u1", 0, 1099511627775, 1099511627775]', [b""]),
        ('["array", "|u1", 4, 4]', []),
        ('["array", "|u1", 4, 4]', [b"x" * 16] * 1000),
        ('["tuple", ["array", "<f8", 1]]', [b"x"]),
    ]
)


def answer(comm):
    text, buffers = next(shapes)
    comm.send({"value": text, "changed": [], "printed": ""}, buffers=buffers)


for comm in get_ipython().kernel.comm_manager.comms.values():
    comm.on_msg(lambda message, comm=comm: answer(comm))


def mirror(image):
    return image[:, ::-1]
