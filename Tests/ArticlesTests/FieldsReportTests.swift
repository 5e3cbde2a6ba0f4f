@testable import Articles
import Testing

@Suite struct FieldsReportTests {
  @Test(arguments: [
    (4, nil), (5, "1 more kind of records was read"), (6, "2 more kinds of records were read"),
  ])
  func moreKindsThanAreTold(count: Int, last: String?) {
    var report = FieldsReport()
    for number in 0..<count {
      var fields = FieldsRead()
      fields.names[.text] = "text\(number)"
      report.add("\(number).json", fields, leftOut: 0)
    }
    let told = [
      "0.json: text from `text0`", "1.json: text from `text1`", "2.json: text from `text2`",
      "3.json: text from `text3`",
    ]
    #expect(report.lines == told + [last].compactMap { $0 })
  }
}
