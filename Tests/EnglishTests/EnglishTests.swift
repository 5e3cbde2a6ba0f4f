import Testing

@Suite struct EnglishTests {}
