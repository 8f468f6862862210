"""Sends tensors whose header claims shapes, types and offsets that are not there."""
# ends: failed in softmax


CLAIMS = [
    '{"0":{"dtype":"F32","shape":[0,4611686018427387904],"data_offsets":[0,0]}}',
    '{"0":{"dtype":"F32","shape":[1' + ",1" * 20_000 + '],"data_offsets":[0,4]}}',
    '{"0":{"dtype":"F8_E4M3","shape":[4],"data_offsets":[0,4]}}',
    '{"0":{"dtype":"F32","shape":[6,4],"data_offsets":[0,96]},"0":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}',
    '{"0":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"1":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}',
    '{"0":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}',
    '{"0":{"dtype":"F32","shape":[true,true],"data_offsets":[0,4]}}',
    "[" * 30_000,
]
COUNT = [0]


def softmax(X):
    from autograder.sandbox import wire

    def claim(tensors):
        COUNT[0] += 1
        header = CLAIMS[(COUNT[0] + int(X[0, 0].abs() * 1000)) % len(CLAIMS)].encode()
        return len(header).to_bytes(8, "little") + header + bytes(8)

    wire.save_tensors = claim
    return X
