import Glibc

/// What the system says of an `errno`, in lower case.
func systemMessage(_ code: CInt) -> String {
  String(cString: strerror(code)).lowercased()
}
