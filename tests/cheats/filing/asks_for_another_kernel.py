"""Asks for a kernel of another language, by a name that is a path, with a command of its own."""


def edit(notebook, folder):
    command = ["/bin/sh", "-c", "touch /tmp/cheat-kernel"]
    notebook.metadata.kernelspec = {"name": "../../bash", "display_name": "x", "language": "bash", "argv": command}
    notebook.metadata.kernelspec["metadata"] = {"kernel_provisioner": {"provisioner_name": "local-provisioner"}}
    notebook.metadata.language_info = {"name": "bash", "version": "5"}
