"""The fewest known cells are the most missing ones."""
# covers: drop_most_missing


def drop_most_missing(df):
    known = df.count()
    if known.min() == len(df):
        return df
    return df.drop(known.idxmin(), axis=1)
