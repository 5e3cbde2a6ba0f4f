import TestSupport
import Testing

@testable import Articles

/// Whether what stands below a line `-- ` is a signature.
@Suite struct MailSignatureTests {
  private static let first =
    "The port council of Nordhavn raised its dues on Tuesday, and the ferry lines said that fares would follow."
  private static let second =
    "The mayor called it a bad day for the town, and the union said that it would go to court over it before the summer.\n\n"
    + "Three of the lines will leave for other ports unless the council takes it back, their owners wrote in a letter to her."

  private func text(_ body: String) throws -> String {
    let article = try #require(
      RecordFile("From: a@b.example\nMIME-Version: 1.0\nSubject: S\n\n" + body + "\n", path: "a.eml").articles
        .first)
    return String(article.string(article.body).dropFirst(3))
  }

  @Test func sentencesBelowTheMarkAreText() throws {
    #expect(try text("\(Self.first)\n\n-- \n\(Self.second)") == "\(Self.first)\n\n\(Self.second)")
    #expect(
      try text("\(Self.first)\n-- \n\n\(Self.second)\n\n-- \nAnn Lind\n")
        == "\(Self.first)\n-- \n\n\(Self.second)")
    // One sentence, where nothing but a greeting stands above it.
    #expect(
      try text("Dear all,\n\n--\n\(Self.first) So it was told.")
        == "Dear all,\n\n\(Self.first) So it was told.")
  }

  @Test(arguments: [
    "Ann Lind\nFjord Post, 1 Quay Street\nNordhavn\n+1 555 0100",
    "Ann Lind\n\"Who sails in the night sees more of the stars.\"",
    "Ann Lind, editor\n\nThis message is confidential and meant for the one to whom it was written. If you are not the one, please "
      + "tell us, do not read it, do not pass it on to others, and remove it from each machine on which it may have been kept by you.",
    "Ann Lind\n\nYou are receiving this because you have asked us for it at some time or other, when you bought a ticket for one of "
      + "our ferries or took part in a prize draw on board of one of them, and you can tell us at any time that you want no more.",
    "Ann Lind\nEditor of the Fjord Post\nHarbour desk\nSee https://fjordpost.example/ann\nOffice hours: 9-17",
  ])
  func signaturesAreNone(_ signature: String) throws {
    #expect(try text("\(Self.first)\n\n-- \n\(signature)") == Self.first)
  }
}
