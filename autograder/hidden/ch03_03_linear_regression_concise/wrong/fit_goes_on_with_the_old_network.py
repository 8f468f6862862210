"""Makes the network once, outside."""
# loses: fit_concise


NETS = {}


def fit_concise(features, labels, lr, num_epochs, batch_size):
    d = features.shape[1]
    if d not in NETS:
        NETS[d] = make_net(d)
        init_net(NETS[d])
    net = NETS[d]
    train_concise(net, load_array((features, labels), batch_size), num_epochs, lr)
    return net[0].weight.data.reshape(-1, 1), net[0].bias.data
