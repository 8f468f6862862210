"""Four nested loops in Python."""
# covers: is_cond_independent


def is_cond_independent(joint, tol=1e-6):
    P = joint.tolist()
    A, B, C = (range(size) for size in joint.shape)
    for c in C:
        p_c = sum(P[a][b][c] for a in A for b in B)
        for a in A:
            for b in B:
                p_ac = sum(P[a][other][c] for other in B)
                p_bc = sum(P[other][b][c] for other in A)
                if p_c > 0 and abs(P[a][b][c] / p_c - p_ac / p_c * p_bc / p_c) > tol:
                    return False
    return True
