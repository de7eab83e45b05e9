"""The locked-down place where students' code runs.

`room` says what it shows, `isolation` builds it with Linux's namespaces, `seccomp` refuses system calls, `keeper` is its
first process, which watches over the limits. `zygote` is the warm process that all of them are forked from; these five,
and `linux`, run without the rest of `autograder`. `warm` starts and asks a zygote, `provisioner` is the way in for Jupyter.
"""
