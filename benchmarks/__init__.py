"""What the performance figures of the README come from: `make bench`."""
