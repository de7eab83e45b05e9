"""The locked-down place where students' code runs.

`room` says what it shows, `isolation` builds it with Linux's namespaces, `seccomp` refuses system calls, `keeper` is
its first process and watches over the limits, `kernel` the process that students' code runs in. `zygote` is the warm
process that all of them are forked from. These run without the rest of `autograder`. On the grader's side `warm` starts
and asks a zygote, and `provisioner` is the way in for Jupyter.
"""
