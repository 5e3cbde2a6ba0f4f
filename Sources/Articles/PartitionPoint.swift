extension Range where Bound: FixedWidthInteger {
  /// The first number for which `precedes` does not hold, `upperBound` if it holds for all, where it holds for none
  /// behind one for which it does not. O(log count).
  @inlinable public func partitionPoint(_ precedes: (Bound) -> Bool) -> Bound {
    var low = lowerBound
    var high = upperBound
    while low < high {
      let middle = low + (high - low) / 2
      if precedes(middle) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
