import Filings
import Testing

@Suite struct CanonicalFormTests {
  @Test func `the same filing has the same form, whatever it came in`() throws {
    let bare = try read(Fixture.document())
    let others = [
      Fixture.submission(Fixture.document()),
      Fixture.document().replacing("\n", with: "\r\n"),
      Fixture.document().replacing("    ", with: "\t"),
      Fixture.document().replacing(">\n", with: ">"),
      Fixture.document().replacing("<value>8802</value>", with: "<value> 8802.00 </value>"),
      "\u{FEFF}" + Fixture.document(),
    ]
    for other in others { #expect(try read(other).canonicalForm == bare.canonicalForm) }
  }

  @Test(arguments: [
    ("8802", "8803"), ("Common Stock", "Common  Stock"), ("X0306", "X0508"), ("Quill Ada B", "Quill Ada C"),
    ("<isDirector>1</isDirector>", ""), ("2012-09-06", "2012-09-07"),
  ])
  func `another fact gives another form`(old: String, new: String) throws {
    let text = Fixture.document()
    #expect(try read(text).canonicalForm != read(text.replacing(old, with: new)).canonicalForm)
  }

  @Test func `a filing survives its canonical form`() throws {
    var random = SeededGenerator(seed: 16)
    for _ in 0..<500 {
      let filing = Filing.random(using: &random)
      let form = filing.canonicalForm
      #expect(Filing(canonicalForm: form, provenance: filing.provenance) == filing)
      #expect(form == filing.canonicalForm)
    }
  }

  @Test func `a damaged form is none`() throws {
    var random = SeededGenerator(seed: 5)
    let filing = Filing.random(using: &random)
    let form = filing.canonicalForm
    for count in 0..<form.count {
      #expect(Filing(canonicalForm: Array(form.prefix(count)), provenance: filing.provenance) == nil)
    }
    for index in form.indices {
      var damaged = form
      damaged[index] ^= 1 << UInt8.random(in: 0...7, using: &random)
      #expect(Filing(canonicalForm: damaged, provenance: filing.provenance) == nil)
    }
    #expect(Filing(canonicalForm: form + [0], provenance: filing.provenance) == nil)
  }
}
