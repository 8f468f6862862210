"""One column after another."""
# covers: marginal_conditional


def marginal_conditional(joint):
    conditional = torch.zeros_like(joint)
    for b in range(joint.shape[1]):
        total = joint[:, b].sum()
        if total > 0:
            conditional[:, b] = joint[:, b] / total
    return joint.sum(1), joint.sum(0), conditional
