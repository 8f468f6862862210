"""item of any tensor."""
# loses: bridge


def bridge(x):
    return x.detach().numpy(), x.detach().clone(), x.item()
