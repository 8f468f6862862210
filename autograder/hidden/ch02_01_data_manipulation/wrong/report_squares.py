"""The second power, whatever y."""
# loses: elementwise_report


def elementwise_report(x, y):
    return {
        "add": x + y,
        "sub": x - y,
        "mul": x * y,
        "div": x / y,
        "pow": x**2,
        "exp": torch.exp(x),
        "eq": x == y,
    }
