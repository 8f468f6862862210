"""Replaces the data by float32 numbers whatever was there."""
# loses: init_weights


def init_weights(m):
    if type(m) == nn.Linear:
        m.weight.data = torch.normal(0, 0.01, m.weight.shape)
