"""Returns a list that holds itself, and a dictionary that does."""
# ends: failed or raised in double


def double(x):
    cycle = {}
    cycle["again"] = [cycle, cycle]
    return cycle
