"""The lessons as their authors write them, in the order in which they are taught."""

LESSONS = (
    "recognition",
    "noise",
    "redaction",
    "masking",
    "encryption",
    "differential_privacy",
    "federated",
    "secure_aggregation",
    "homomorphic",
    "evaluation",
    "outlook",
    "capstone",
)
