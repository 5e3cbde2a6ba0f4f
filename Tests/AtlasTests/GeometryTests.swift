import Atlas
import TestSupport
import Testing

private struct Generator: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    var mixed = state
    mixed ^= mixed >> 33
    mixed = mixed &* 0xFF51_AFD7_ED55_8CCD
    return mixed ^ (mixed >> 33)
  }
}

@Suite struct PlacesGeometryTests {
  let gazetteer = Gazetteer.standard

  private func place(_ name: String) throws -> PlaceID { try #require(gazetteer.places(named: name).first) }
  private func at(_ latitude: Float, _ longitude: Float) -> Coordinate {
    Coordinate(latitude: latitude, longitude: longitude)
  }

  @Test func distancesKeepTheLawsOfAMetric() {
    var generator = Generator(state: 7)
    func random() -> Coordinate {
      at(.random(in: -90...90, using: &generator), .random(in: -180...180, using: &generator))
    }
    for _ in 0..<2000 {
      let (a, b, c) = (random(), random(), random())
      let ab = Geometry.distance(a, b)
      #expect(abs(ab - Geometry.distance(b, a)) < 1e-9)
      #expect(Geometry.distance(a, a) == 0)
      #expect(ab <= Geometry.distance(a, c) + Geometry.distance(c, b) + 1e-6)
      #expect(ab <= Geometry.earthRadius * .pi + 1e-6)
      let back = Geometry.destination(from: a, bearing: Geometry.bearing(from: a, to: b), kilometres: ab)
      #expect(Geometry.distance(back, b) < 1, "\(a) \(b)")
    }
  }

  @Test func knownDistances() throws {
    let warsaw = gazetteer.point(try place("Warsaw"))
    let kyiv = gazetteer.point(try place("Kyiv"))
    #expect(abs(Geometry.distance(warsaw, kyiv) - 690) < 5)
    // A degree of a great circle.
    #expect(abs(Geometry.distance(at(0, 0), at(0, 1)) - 111.195) < 0.001)
    #expect(abs(Geometry.distance(at(0, 179.5), at(0, -179.5)) - 111.195) < 0.01)
  }

  @Test(arguments: [
    ("Poland", 52.2, 21.0, true), ("Poland", 49.84, 24.03, false), ("Russia", 43.1, 131.9, true),
    ("Russia", 66.0, -172.0, true), ("Russia", 66.0, 179.9, true), ("Russia", 66.5, 180, true),
    ("Ukraine", 44.95, 34.1, true), ("Russia", 44.95, 34.1, false), ("Fiji", -17.8, 178.0, true),
    ("South Africa", -29.5, 28.3, false), ("Lesotho", -29.5, 28.3, true), ("Italy", 43.94, 12.45, false),
    ("United States", 48.99, -110.0, true), ("Canada", 49.01, -110.0, true),
    ("United States", 64.8, -147.7, true), ("Antarctica", -90.0, 0.0, true), ("Antarctica", -89.0, 180, true),
    ("Indonesia", -6.2, 106.8, true), ("France", 48.86, 2.35, true), ("France", 51.5, -0.1, false),
    ("Black Sea", 43.0, 34.0, true), ("Texas", 31.0, -99.0, true), ("Texas", 36.0, -98.0, false),
    ("Lake Victoria", -1.0, 33.0, true), ("Middle East", 33.3, 44.4, true), ("Middle East", 48.8, 2.3, false),
  ])
  func outlinesHoldWhatTheyShould(_ name: String, _ latitude: Double, _ longitude: Double, _ inside: Bool)
    throws
  {
    let id = try place(name)
    let point = at(Float(latitude), Float(longitude))
    #expect(gazetteer.isInside(point, id) == inside)
    #expect((gazetteer.distance(from: point, to: id) == 0) == inside)
  }

  @Test func distancesToOutlines() throws {
    // Lviv is about 70 km from the nearest Polish ground, Kyiv about 430.
    let poland = try place("Poland")
    let lviv = gazetteer.distance(from: gazetteer.point(try place("Lviv")), to: poland)
    #expect(lviv > 55 && lviv < 80, "\(lviv)")
    let kyiv = gazetteer.distance(from: gazetteer.point(try place("Kyiv")), to: poland)
    #expect(kyiv > 420 && kyiv < 470, "\(kyiv)")
    // Across the antimeridian: 1° of longitude east of Fiji's cut is near, not a world away.
    let fiji = try place("Fiji")
    #expect(gazetteer.distance(from: at(-17, -179.5), to: fiji) < 80)
    #expect(gazetteer.distance(from: at(-17, 179.5), to: fiji) < 80)
    // The cut of the Chukchi peninsula along 180° is no border.
    let russia = try #require(gazetteer.outline(of: try place("Russia")))
    #expect(russia.distanceToBorder(at(66.9, 180)) > 50)
    // Wrangel Island's north and the pole itself.
    let pole = gazetteer.distance(from: at(90, 0), to: try place("Greenland"))
    #expect(pole > 650 && pole < 760, "\(pole)")
    #expect(gazetteer.distance(from: at(-90, 77), to: try place("Antarctica")) == 0)
  }

  @Test func nearAgreesWithDistance() throws {
    var generator = Generator(state: 11)
    for name in [
      "Poland", "Russia", "Indonesia", "Fiji", "Danube", "Black Sea", "Balkans", "Antarctica", "Kyiv",
    ] {
      let id = try place(name)
      let centre = gazetteer.point(id)
      for _ in 0..<150 {
        let point = at(
          max(-90, min(90, centre.latitude + .random(in: -30...30, using: &generator))),
          .random(in: -180...180, using: &generator))
        let exact = gazetteer.distance(from: point, to: id)
        #expect(exact >= 0)
        for limit in [0, 10, 100, 1000, 5000] as [Double] where abs(exact - limit) > 0.001 {
          #expect(gazetteer.isNear(point, id, within: limit) == (exact <= limit), "\(name) \(point) \(limit)")
        }
      }
    }
  }

  @Test func capitalsLieInOrByTheirCountries() throws {
    var checked = 0
    for row in 0..<Int32(gazetteer.count) {
      let id = PlaceID(rawValue: row)
      guard gazetteer.kind(id) == .country, let capital = gazetteer.capital(of: id) else { continue }
      guard gazetteer[id].hasOutline else { continue }
      // Island states whose capital's island the outlines leave out.
      if gazetteer.population(id) < 200_000 { continue }
      checked += 1
      let far = gazetteer.distance(from: gazetteer.point(capital), to: id)
      #expect(far < 25, "\(gazetteer.name(id)) \(gazetteer.name(capital)) \(far)")
    }
    #expect(checked > 150)
  }

  @Test func hostileCoordinates() throws {
    let poland = try place("Poland")
    for value in [Float.nan, .infinity, -.infinity, 1e30, -91, 500] {
      #expect(!gazetteer.isInside(at(value, 20), poland))
      _ = gazetteer.isInside(at(50, value), poland)
      _ = gazetteer.distance(from: at(value, value), to: poland)
      _ = gazetteer.isNear(at(50, value), poland, within: 100)
    }
    #expect(gazetteer.distance(from: at(0, 0), to: PlaceID(rawValue: -5)) == .infinity)
    #expect(!gazetteer.isNear(at(0, 0), PlaceID(rawValue: .max), within: 1e9))
    #expect(gazetteer[PlaceID(rawValue: .min)].name.isEmpty)
  }
}
