"""Draws the bias as well."""
# loses: init_weights


def init_weights(m):
    if type(m) == nn.Linear:
        nn.init.normal_(m.weight, std=0.01)
        if m.bias is not None:
            nn.init.normal_(m.bias, std=0.01)
