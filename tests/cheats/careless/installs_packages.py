"""Installs and removes packages, and cleans up the machine, with shell lines."""

dangerous = True

# %% exercise="negative"
# !pip install --quiet numpy==1.0
# !pip uninstall --yes numpy
# !conda install numpy
# !rm -rf ~ /tmp/* ../../* /usr/lib/python3*
# %pip install cheat


def negative(image):
    return 255 - image
