extension ScannedPageReader {
  mutating func readDerivative(_ lines: Range<Int>) {
    for line in page.lines[lines] where line.hasDigit && TableRow.isUntold(line) {
      tell("transactions", line.text, "the row is not legible")
    }
  }
}
