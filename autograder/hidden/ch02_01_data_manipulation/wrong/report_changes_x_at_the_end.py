"""Adds in place, last, and so changes x."""
# loses: elementwise_report


def elementwise_report(x, y):
    rest = {"sub": x - y, "mul": x * y, "div": x / y, "pow": x**y, "exp": torch.exp(x), "eq": x == y}
    x += y
    return {"add": x.clone(), **rest}
