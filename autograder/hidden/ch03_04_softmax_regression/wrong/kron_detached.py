"""Goes through numpy."""
# loses: kron_weight


def kron_weight(A, S):
    import numpy as np

    A, S = A.detach().numpy(), S.detach().numpy()
    return torch.from_numpy(sum(np.kron(A[i], S[i]) for i in range(len(A))))
