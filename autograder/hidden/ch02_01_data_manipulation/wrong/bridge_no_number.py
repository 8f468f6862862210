"""Never gives a number."""
# loses: bridge


def bridge(x):
    return x.detach().numpy(), x.detach().clone(), None
