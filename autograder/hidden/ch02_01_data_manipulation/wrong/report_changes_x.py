"""Adds in place, so that every other entry is off and x is changed."""
# loses: elementwise_report


def elementwise_report(x, y):
    x += y
    return {
        "add": x,
        "sub": x - y,
        "mul": x * y,
        "div": x / y,
        "pow": x**y,
        "exp": torch.exp(x),
        "eq": x == y,
    }
