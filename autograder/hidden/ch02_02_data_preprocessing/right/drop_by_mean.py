"""The largest share of missing cells instead of the largest number."""
# covers: drop_most_missing


def drop_most_missing(df):
    share = df.isna().mean()
    if not (share > 0).any():
        return df
    return df.filter([c for c in df.columns if c != share.idxmax()])
