/// How a frozen encoder computes: stands in for the encoder's own type until that is merged.
public enum Precision: String, Sendable, CaseIterable { case fp32, bf16 }
