import Testing

@Suite struct SavingTests {}
