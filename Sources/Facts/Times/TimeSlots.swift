/// What a pattern found: the numbers of the words that stood at its places.
struct TimeSlots: BitwiseCopyable {
  var year: Int16 = -1
  var year2: Int16 = -1
  var month: Int8 = 0
  var month2: Int8 = 0
  var day: Int8 = 0
  var day2: Int8 = 0
  var weekday: Int8 = -1
  var unit: Int8 = -1
  var season: Int8 = -1
  var holiday: Int8 = -1
  var daypart: Int8 = -1
  /// −1 last, 0 this, 1 next; `absent` where no such word stood.
  var shift: Int8 = absent
  /// 0 early, 1 mid, 2 late.
  var part: Int8 = -1
  var ordinal: Int16 = -1
  var decade: Int16 = -1
  var count: Int32 = -1
  var count2: Int32 = -1
  /// "two and a half".
  var isHalf = false
  /// "few", "several": a number that is not said.
  var isVague = false
  /// 0–12 hours or 0–24 with minutes.
  var hour: Int8 = -1
  var minute: Int8 = -1
  /// 0 a.m., 1 p.m.
  var meridiem: Int8 = -1
  var daily: Int8 = -1

  static let absent: Int8 = 99
}
