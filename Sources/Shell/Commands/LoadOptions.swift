internal import Articles

/// What `.load` says of reading beside paths, with the values as the command line has them.
enum LoadOptions {
  private struct Option {
    var name: String
    /// What a value looks like; "" where it has none.
    var form: String
    /// Takes a value; a fault in words where it is none.
    var set: @Sendable (inout ReadingOptions, String) -> String?
    /// The value, where it is not the program's own.
    var text: @Sendable (ReadingOptions) -> String?
  }

  private static let all: [Option] = [
    Option(
      name: "--fields", form: "text=NAME,title=NAME,published=NAME,outlet=NAME",
      set: { options, text in
        do throws(RecordFields.Fault) {
          options.fields = try RecordFields(text)
          return nil
        } catch { return error.message }
      }, text: { $0.fields.description.isEmpty ? nil : $0.fields.description }),
    Option(
      name: "--unpack-ratio", form: "1000",
      set: { options, text in
        guard let ratio = UnpackingLimits.ratio(text) else { return UnpackingLimits.ratioFault(text) }
        options.limits.ratio = ratio
        return nil
      }, text: { $0.limits.ratio == UnpackingLimits().ratio ? nil : String($0.limits.ratio) }),
    Option(
      name: "--unpack-limit", form: "500G",
      set: { options, text in
        guard let bytes = UnpackingLimits.size(text) else { return UnpackingLimits.sizeFault(text) }
        options.limits.bytes = bytes
        return nil
      }, text: { $0.limits.bytes == UnpackingLimits().bytes ? nil : "\($0.limits.bytes >> 20)M" }),
    Option(
      name: "--any-language", form: "",
      set: { options, _ in
        options.anyLanguage = true
        return nil
      }, text: { $0.anyLanguage ? "" : nil }),
  ]

  /// The words without options, and the options over those that hold for the session.
  static func taking(
    _ words: [String], over options: ReadingOptions
  ) throws(Failure) -> (paths: [String], options: ReadingOptions) {
    var (paths, options) = ([String](), options)
    var rest = words[...]
    while let word = rest.popFirst() {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let option = all.first(where: { $0.name == parts[0] }) else {
        paths.append(word)
        continue
      }
      if option.form.isEmpty, parts.count == 1 {
        _ = option.set(&options, "")
        continue
      }
      guard !option.form.isEmpty else { throw .command("\(option.name) takes no value") }
      guard let value = parts.count > 1 ? String(parts[1]) : rest.popFirst() else {
        throw .command("\(option.name) says nothing", hint: "write \(option.name) \(option.form)")
      }
      if let fault = option.set(&options, value) { throw .command("\(option.name): \(fault)") }
    }
    return (paths, options)
  }

  /// " --fields …" as `taking` reads it, for sessions that are written down; "" where there is nothing to say.
  static func text(_ options: ReadingOptions) -> String {
    all.compactMap { option in
      option.text(options).map { " \(option.name)" + (option.form.isEmpty ? "" : " \(Arguments.quoted($0))") }
    }.joined()
  }
}
