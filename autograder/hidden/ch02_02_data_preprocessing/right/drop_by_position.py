"""numpy's argmax, which takes the first of equals, and positions."""
# covers: drop_most_missing


def drop_most_missing(df):
    missing = df.isnull().to_numpy().sum(axis=0)
    if missing.max() == 0:
        return df.copy()
    j = int(np.argmax(missing))
    return df.iloc[:, [i for i in range(df.shape[1]) if i != j]]
