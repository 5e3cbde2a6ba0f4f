internal import Atlas
internal import Facts

/// A place on its way into the gazetteer.
struct PlaceDraft {
  var name: String
  var kind: PlaceKind
  var country = ""
  var parent: Int?
  var latitude: Double
  var longitude: Double
  var population = 0
  var geonames = 0
  var prominence = 0
  var rings: [[[Double]]] = []
  var isLine = false
  var members: [Int] = []
  var capital: Int?
  var names: [DraftName] = []
}

/// A name and what it takes off the place's prominence.
struct DraftName {
  var text: String
  var form: NameForm
  var penalty = 0
}

extension PlaceDraft {
  mutating func add(_ text: String, _ form: NameForm = .name, penalty: Int = 0) {
    guard !text.isEmpty else { return }
    names.append(DraftName(text: text, form: form, penalty: penalty))
  }

  /// Moves the point to the centre of the largest ring's area, if that lies inside of it.
  mutating func centre() {
    var best = 0.0
    for ring in rings where ring.count > 2 {
      var area = 0.0
      var x = 0.0
      var y = 0.0
      var previous = ring[ring.count - 1]
      for point in ring {
        let cross = previous[0] * point[1] - point[0] * previous[1]
        area += cross / 2
        x += (previous[0] + point[0]) * cross / 6
        y += (previous[1] + point[1]) * cross / 6
        previous = point
      }
      if area.magnitude > best {
        best = area.magnitude
        longitude = x / area
        latitude = y / area
      }
    }
    if isLine, let line = rings.max(by: { $0.count < $1.count }), !line.isEmpty {
      longitude = line[line.count / 2][0]
      latitude = line[line.count / 2][1]
    }
  }

  /// Douglas and Peucker's simplification of the rings, to `tolerance` degrees; rings smaller than that go.
  mutating func simplify(_ tolerance: Double) {
    rings = rings.compactMap { ring in
      guard ring.count > 4 else { return ring }
      var keep = [Bool](repeating: false, count: ring.count)
      keep[0] = true
      keep[ring.count - 1] = true
      var stack = [(0, ring.count - 1)]
      if !isLine, ring[0] == ring[ring.count - 1] {
        // A closed ring is split at its far point.
        let far = ring.indices.max { distance(ring[$0], ring[0]) < distance(ring[$1], ring[0]) } ?? 0
        keep[far] = true
        stack = [(0, far), (far, ring.count - 1)]
      }
      while let (low, high) = stack.popLast() {
        guard high - low > 1 else { continue }
        var worst = 0.0
        var index = low
        for i in low + 1..<high {
          let d = offset(ring[i], from: ring[low], to: ring[high])
          if d > worst {
            worst = d
            index = i
          }
        }
        if worst > tolerance {
          keep[index] = true
          stack.append((low, index))
          stack.append((index, high))
        }
      }
      let kept = ring.indices.filter { keep[$0] }.map { ring[$0] }
      return kept.count > 3 || isLine ? kept : nil
    }
  }

  private func distance(_ a: [Double], _ b: [Double]) -> Double {
    let dx = a[0] - b[0]
    let dy = a[1] - b[1]
    return (dx * dx + dy * dy).squareRoot()
  }

  private func offset(_ p: [Double], from a: [Double], to b: [Double]) -> Double {
    let dx = b[0] - a[0]
    let dy = b[1] - a[1]
    let squared = dx * dx + dy * dy
    guard squared > 0 else { return distance(p, a) }
    let t = max(0, min(1, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / squared))
    return distance(p, [a[0] + t * dx, a[1] + t * dy])
  }
}
