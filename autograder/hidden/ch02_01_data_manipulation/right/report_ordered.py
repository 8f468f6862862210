"""An ordered dictionary, filled key by key."""
# covers: elementwise_report


def elementwise_report(x, y):
    from collections import OrderedDict

    report = OrderedDict()
    report["exp"] = torch.e ** x.double() if x.dtype == torch.float64 else x.exp()
    report["eq"] = ~(x != y)
    report["sub"] = -y + x
    report["add"] = y + x
    report["mul"] = y * x
    report["div"] = torch.divide(x, y)
    report["pow"] = torch.pow(x, y)
    return report
