"""Normalises the features first."""
# loses: make_net


def make_net(num_features):
    return nn.Sequential(nn.LayerNorm(num_features, elementwise_affine=False), nn.Linear(num_features, 1))
