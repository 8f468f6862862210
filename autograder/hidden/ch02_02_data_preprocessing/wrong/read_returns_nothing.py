"""Forgets the return."""
# loses: read_table


def read_table(path, na_values=("NA",)):
    df = pd.read_csv(path, na_values=list(na_values))
