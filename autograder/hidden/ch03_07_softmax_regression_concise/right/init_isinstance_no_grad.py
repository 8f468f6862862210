"""isinstance, and normal_ of the tensor itself without recording."""
# covers: init_weights


def init_weights(m):
    if isinstance(m, nn.Linear):
        with torch.no_grad():
            m.weight.normal_(0, 0.01)
