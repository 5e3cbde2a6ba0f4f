import Testing

@Suite struct QueryingTests {}
