"""The lines of the notes as they stand there, comments and all, each under its function."""
# covers: make_softmax_net, init_weights, train_softmax_net


from d2l import torch as d2l


def make_softmax_net(num_inputs=784, num_outputs=10):
    # PyTorch不会隐式地调整输入的形状。因此，
    # 我们在线性层前定义了展平层（flatten），来调整网络输入的形状
    net = nn.Sequential(nn.Flatten(), nn.Linear(num_inputs, num_outputs))
    return net


def init_weights(m):
    if type(m) == nn.Linear:
        nn.init.normal_(m.weight, std=0.01)


def train_softmax_net(train_iter, test_iter, num_epochs=10, lr=0.1):
    net = nn.Sequential(nn.Flatten(), nn.Linear(784, 10))
    net.apply(init_weights); # 初始化模型参数
    loss = nn.CrossEntropyLoss(reduction='none') # LogSumExp技巧
    trainer = torch.optim.SGD(net.parameters(), lr=lr) # 优化算法
    d2l.train_ch3(net, train_iter, test_iter, loss, num_epochs, trainer) # 训练
    return net
