import Testing

@Suite struct ArticlesTests {}
