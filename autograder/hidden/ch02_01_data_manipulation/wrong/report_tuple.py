"""Returns a tuple."""
# loses: elementwise_report


def elementwise_report(x, y):
    return x + y, x - y, x * y, x / y, x**y, torch.exp(x), x == y
