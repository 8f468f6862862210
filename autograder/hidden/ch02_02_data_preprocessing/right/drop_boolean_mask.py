"""A mask of columns to keep."""
# covers: drop_most_missing


def drop_most_missing(df):
    missing = df.isna().sum()
    keep = (df.columns != missing.idxmax()) | (missing.max() == 0)
    return df.loc[:, keep]
