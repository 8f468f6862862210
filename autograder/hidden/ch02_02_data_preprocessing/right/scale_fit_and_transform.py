"""A small class that fits and transforms."""
# covers: standardize_split


class Scaler:
    def fit(self, df):
        self.mean = df.mean()
        self.std = df.std(ddof=1).where(df.max() > df.min(), 1.0)
        return self

    def transform(self, df):
        return (df - self.mean) / self.std


def standardize_split(train, test, cols):
    scaler = Scaler().fit(train[cols])
    return train.assign(**scaler.transform(train[cols])), test.assign(**scaler.transform(test[cols]))
