"""Errors whose text is HTML, Markdown, LaTeX and a template."""
# ends: raised in double


def double(x):
    raise ValueError("<script>alert(1)</script> [a](javascript:alert(2)) ![b](x) $\\href{javascript:alert(3)}{c}$ {{ 7 * 7 }} ]]> &#60;")
