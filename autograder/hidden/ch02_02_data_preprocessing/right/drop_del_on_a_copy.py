"""Deletes in place, but in a copy."""
# covers: drop_most_missing


def drop_most_missing(df):
    df = df.copy()
    missing = df.isna().sum().sort_values(ascending=False, kind="stable")
    if missing.iloc[0] > 0:
        del df[missing.index[0]]
    return df
