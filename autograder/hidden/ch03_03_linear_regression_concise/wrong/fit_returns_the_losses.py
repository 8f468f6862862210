"""Returns the losses."""
# loses: fit_concise


def fit_concise(features, labels, lr, num_epochs, batch_size):
    net = make_net(features.shape[1])
    init_net(net)
    return train_concise(net, load_array((features, labels), batch_size), num_epochs, lr)
