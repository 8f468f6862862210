"""A lambda around torch's functional loss, and everything by keyword."""
# covers: train_softmax_net


def train_softmax_net(train_iter, test_iter, num_epochs=10, lr=0.1):
    net = make_softmax_net(784, 10).apply(init_weights)
    train_ch3(
        net=net,
        train_iter=train_iter,
        test_iter=test_iter,
        loss=lambda scores, y: nn.functional.cross_entropy(scores, y, reduction="none"),
        num_epochs=num_epochs,
        updater=torch.optim.SGD(net.parameters(), lr=lr),
    )
    return net.eval()
