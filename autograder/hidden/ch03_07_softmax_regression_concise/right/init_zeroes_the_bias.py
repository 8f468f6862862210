"""Also sets the bias to zero, where there is one."""
# covers: init_weights


def init_weights(m):
    if isinstance(m, torch.nn.Linear):
        torch.nn.init.normal_(m.weight, mean=0.0, std=0.01)
        if m.bias is not None:
            torch.nn.init.zeros_(m.bias)
