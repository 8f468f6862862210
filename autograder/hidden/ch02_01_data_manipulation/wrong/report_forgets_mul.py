"""Leaves out the product."""
# loses: elementwise_report


def elementwise_report(x, y):
    return {
        "add": x + y,
        "sub": x - y,
        "div": x / y,
        "pow": x**y,
        "exp": torch.exp(x),
        "eq": x == y,
    }
