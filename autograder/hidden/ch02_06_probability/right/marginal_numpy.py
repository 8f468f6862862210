"""In numpy, with the division told where to take place."""
# covers: marginal_conditional

import numpy as np


def marginal_conditional(joint):
    table = joint.numpy()
    p_b = table.sum(0)
    conditional = np.divide(table, p_b, out=np.zeros_like(table), where=p_b > 0)
    return torch.tensor(table.sum(1)), torch.tensor(p_b), torch.tensor(conditional)
