"""The lessons as their authors write them, in the order in which they are taught."""

LESSONS = ("recognition", "noise", "masking", "encryption")
