"""Compares cells with themselves, which finds nan but not None."""
# loses: drop_most_missing


def drop_most_missing(df):
    missing = [sum(1 for cell in df[name].tolist() if cell != cell) for name in df.columns]
    if not any(missing):
        return df
    return df.drop(columns=df.columns[missing.index(max(missing))])
