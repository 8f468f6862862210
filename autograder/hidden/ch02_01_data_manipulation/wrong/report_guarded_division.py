"""Adds a small number to the divisor."""
# loses: elementwise_report


def elementwise_report(x, y):
    return {
        "add": x + y,
        "sub": x - y,
        "mul": x * y,
        "div": x / (y + 1e-8),
        "pow": x**y,
        "exp": torch.exp(x),
        "eq": x == y,
    }
