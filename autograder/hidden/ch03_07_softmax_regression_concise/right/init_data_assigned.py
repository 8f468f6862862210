"""Assigns to .data, in the dtype that is there."""
# covers: init_weights


def init_weights(m):
    if type(m) is nn.Linear:
        m.weight.data = 0.01 * torch.randn_like(m.weight.data)
