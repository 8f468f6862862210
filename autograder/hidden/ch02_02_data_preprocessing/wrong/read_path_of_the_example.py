"""Reads a file of its own and not the one that is asked for."""
# loses: read_table


def read_table(path, na_values=("NA",)):
    return pd.read_csv(Path("../data") / "bikes.csv", na_values=list(na_values))
