import ArgumentParser

@main
struct Insiderd: ParsableCommand {}
