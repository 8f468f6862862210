"""The code of the notes as it stands there, made functions where it is bare lines."""
# covers: load_array, make_net, init_net, train_concise, fit_concise


import numpy as np
from torch.utils import data
from d2l import torch as d2l

# nn是神经网络的缩写
from torch import nn


def load_array(data_arrays, batch_size, is_train=True):  #@save
    """构造一个PyTorch数据迭代器"""
    dataset = data.TensorDataset(*data_arrays)
    return data.DataLoader(dataset, batch_size, shuffle=is_train)


def make_net(num_features):
    net = nn.Sequential(nn.Linear(num_features, 1)) # 定义模型 （输入，输出）特征形状
    return net


def init_net(net, std=0.01):
    net[0].weight.data.normal_(0, std)
    net[0].bias.data.fill_(0) # 初始化模型参数


def train_concise(net, data_iter, num_epochs, lr):
    loss = nn.MSELoss() # 定义损失函数
    trainer = torch.optim.SGD(net.parameters(), lr=lr) # 定义优化算法
    features = torch.cat([X for X, y in data_iter]) if num_epochs else None
    labels = []
    # 训练
    losses = []
    for epoch in range(num_epochs):
        for X, y in data_iter:
            l = loss(net(X) ,y)
            trainer.zero_grad()
            l.backward()
            trainer.step()
        batches = list(data_iter)
        features, labels = torch.cat([X for X, y in batches]), torch.cat([y for X, y in batches])
        l = loss(net(features), labels)
        print(f'epoch {epoch + 1}, loss {l:f}')
        losses.append(float(l))
    return losses


def fit_concise(features, labels, lr, num_epochs, batch_size):
    data_iter = d2l.load_array((features, labels), batch_size) # 读取数据集
    net = nn.Sequential(nn.Linear(features.shape[1], 1)) # 定义模型 （输入，输出）特征形状
    net[0].weight.data.normal_(0, 0.01)
    net[0].bias.data.fill_(0) # 初始化模型参数
    loss = nn.MSELoss() # 定义损失函数
    trainer = torch.optim.SGD(net.parameters(), lr=lr) # 定义优化算法

    # 训练
    for epoch in range(num_epochs):
        for X, y in data_iter:
            l = loss(net(X) ,y)
            trainer.zero_grad()
            l.backward()
            trainer.step()
        l = loss(net(features), labels)
        print(f'epoch {epoch + 1}, loss {l:f}')

    w = net[0].weight.data
    b = net[0].bias.data
    return w.reshape((-1, 1)), b
