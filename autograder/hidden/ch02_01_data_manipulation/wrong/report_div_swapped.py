"""Divides y by x."""
# loses: elementwise_report


def elementwise_report(x, y):
    return {
        "add": x + y,
        "sub": x - y,
        "mul": x * y,
        "div": y / x,
        "pow": x**y,
        "exp": torch.exp(x),
        "eq": x == y,
    }
