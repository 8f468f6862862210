"""Reads weight and bias from parameters(), with their graph."""
# covers: fit_concise


def fit_concise(features, labels, lr, num_epochs, batch_size):
    net = make_net(len(features[0]))
    init_net(net, std=0.01)
    loader = load_array(data_arrays=(features, labels), batch_size=batch_size, is_train=True)
    losses = train_concise(net=net, data_iter=loader, num_epochs=num_epochs, lr=lr)
    for epoch, loss in enumerate(losses):
        print(f"epoch {epoch + 1}, loss {loss:f}")
    w, b = net.parameters()
    return [w.T, b]
