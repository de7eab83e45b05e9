"""Shows scripts, frames and handlers of its own, which would run in the page where a teacher looks at the work."""

earns = {"negative": 0}
reason = r"negative raised"

# %% exercise="negative"
from IPython.display import HTML, SVG, Javascript, display

script = f"fetch('/formgrader?{CHEAT_TOKEN}')"
display(HTML(f"<script>{script}</script><img src=x onerror=\"{script}\"><iframe srcdoc='<script>{script}</script>'>"))
display(Javascript(script))
display(SVG(f'<svg xmlns="http://www.w3.org/2000/svg" onload="{script}"><script>{script}</script></svg>'))
display({"text/markdown": f'<a href="javascript:{script}">grades</a><script>{script}</script>'}, raw=True)
display({"text/latex": f"</div><script>{script}</script>"}, raw=True)
display({"image/png": f'"><script>{script}</script>'}, raw=True)
display({"application/vnd.jupyter.widget-view+json": {"model_id": f"</script><script>{script}</script>"}}, raw=True)
print(f"<script>{script}</script>")


def negative(image):
    print(f"<script>{script}</script>")
    raise ValueError(f'</pre><script>{script}</script><img src=x onerror="{script}">')
