"""Sets a seed for each layer."""
# loses: init_weights


def init_weights(m):
    if type(m) == nn.Linear:
        torch.manual_seed(0)
        nn.init.normal_(m.weight, std=0.01)
