"""Returns the marginals only."""
# loses: marginal_conditional


def marginal_conditional(joint):
    return joint.sum(1), joint.sum(0)
