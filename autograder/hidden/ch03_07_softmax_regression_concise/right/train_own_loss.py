"""Trains with its own cross_entropy_logits."""
# covers: train_softmax_net


def train_softmax_net(train_iter, test_iter, num_epochs=10, lr=0.1):
    net = make_softmax_net()
    net.apply(init_weights)
    trainer = torch.optim.SGD(net.parameters(), lr)
    train_ch3(net, train_iter, test_iter, cross_entropy_logits, num_epochs, trainer)
    return net
