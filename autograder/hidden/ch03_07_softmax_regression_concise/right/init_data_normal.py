"""normal_ of the data."""
# covers: init_weights


def init_weights(m):
    if type(m) == nn.Linear:
        m.weight.data.normal_(0, 0.01)
