"""Keeps integers integer in the division."""
# loses: elementwise_report


def elementwise_report(x, y):
    return {
        "add": x + y,
        "sub": x - y,
        "mul": x * y,
        "div": (x / y).to(x.dtype),
        "pow": x**y,
        "exp": torch.exp(x),
        "eq": x == y,
    }
