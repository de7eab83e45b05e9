"""Prints what commands a terminal, what is no text, and what no file can hold, and names things so."""

earns = {"negative": 0, "mirror": 0}
reason = r"negative raised|negative returned"

# %% exercise="negative"
print(
    "\x1b[2J\x1b]0;graded: 5 of 5\x07\x1b[31mred\x1b[8m hidden \x00 \x08\x08\x08 \x7f \u202e5 fo 5\u202c \ufeff \ud800"
)


def negative(image):
    print("\x1b[2J", "\ud800")
    raise ValueError("\x1b[2J\x00\ud800\udfff\x1b]0;5 of 5\x07")


# %% exercise="mirror"
def mirror(image):
    return "\ud800\x00\x1b[2J"
