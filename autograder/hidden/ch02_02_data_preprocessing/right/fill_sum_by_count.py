"""Sum of the known divided by their count, as the formula has it."""
# covers: fill_numeric_mean


def fill_numeric_mean(df):
    result = df.copy()
    for name in df.select_dtypes("number"):
        known = [x for x in df[name] if not pd.isna(x)]
        if 0 < len(known) < len(df):
            result.loc[result[name].isna(), name] = sum(known) / len(known)
    return result
