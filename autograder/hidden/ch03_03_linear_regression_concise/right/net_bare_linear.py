"""The bare layer, and code that reads it as such."""
# covers: make_net, init_net, fit_concise


def make_net(num_features):
    return nn.Linear(num_features, 1)


def init_net(net, std=0.01):
    nn.init.normal_(net.weight, std=std)
    nn.init.zeros_(net.bias)


def fit_concise(features, labels, lr, num_epochs, batch_size):
    net = make_net(features.shape[1])
    init_net(net)
    train_concise(net, load_array((features, labels), batch_size), num_epochs, lr)
    return net.weight.detach().t(), net.bias.detach()
