"""One truth value for the whole."""
# loses: elementwise_report


def elementwise_report(x, y):
    return {
        "add": x + y,
        "sub": x - y,
        "mul": x * y,
        "div": x / y,
        "pow": x**y,
        "exp": torch.exp(x),
        "eq": torch.tensor(torch.equal(x, y)),
    }
