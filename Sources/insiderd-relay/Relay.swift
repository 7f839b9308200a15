import AsyncHTTPClient

@main
struct Relay {
  static func main() {}
}
