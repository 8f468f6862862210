"""Shifts first; a column with no spread is left at that."""
# covers: standardize_split


def standardize_split(train, test, cols):
    spread = train[cols].max() - train[cols].min()
    moving = [c for c in cols if spread[c] != 0]
    both = []
    for df in (train, test):
        df = df.copy(deep=True)
        df[cols] = df[cols] - train[cols].mean()
        df[moving] = df[moving] / train[moving].std()
        both.append(df)
    return both[0], both[1]
