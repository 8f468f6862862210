"""Raises y to the power of x."""
# loses: elementwise_report


def elementwise_report(x, y):
    return {
        "add": x + y,
        "sub": x - y,
        "mul": x * y,
        "div": x / y,
        "pow": y**x,
        "exp": torch.exp(x),
        "eq": x == y,
    }
