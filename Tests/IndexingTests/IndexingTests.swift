import Testing

@Suite struct IndexingTests {}
