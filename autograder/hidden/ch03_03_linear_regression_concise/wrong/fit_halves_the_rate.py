"""Halves the rate, to make up for the missing half of the loss."""
# loses: fit_concise


def fit_concise(features, labels, lr, num_epochs, batch_size):
    net = make_net(features.shape[1])
    init_net(net)
    train_concise(net, load_array((features, labels), batch_size), num_epochs, lr / 2)
    return net[0].weight.data.reshape(-1, 1), net[0].bias.data
