"""Reads the line off from predictions at the unit vectors."""
# covers: fit_concise


def fit_concise(features, labels, lr, num_epochs, batch_size):
    d = features.shape[1]
    net = make_net(d)
    init_net(net)
    train_concise(net, load_array((features, labels), batch_size), num_epochs, lr)
    with torch.no_grad():
        b = net(torch.zeros(1, d)).reshape(1)
        return net(torch.eye(d)) - b, b
