"""Loads new values as a state."""
# covers: init_net


def init_net(net, std=0.01):
    state = net.state_dict()
    for name in state:
        is_weight = name.endswith("weight")
        state[name] = torch.normal(0.0, std, size=state[name].shape) if is_weight else torch.zeros_like(state[name])
    net.load_state_dict(state)
