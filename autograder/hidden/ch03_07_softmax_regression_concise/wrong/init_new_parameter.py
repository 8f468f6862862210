"""Puts a new Parameter in the place of the old one."""
# loses: init_weights


def init_weights(m):
    if type(m) == nn.Linear:
        m.weight = nn.Parameter(torch.normal(0, 0.01, m.weight.shape, dtype=m.weight.dtype))
