"""Written on Windows, with tabs, carriage returns, umlauts and a form feed."""


def edit(notebook, folder):
    for cell in notebook.cells:
        if "def negative" in cell.source:
            cell.source = "def negative(image):\r\n\t# gr\u00fcn \u2713\r\n\treturn 255 - image\r\n\x0c\r\n"
