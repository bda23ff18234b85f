# Writes OUTPUT, a C++ source with the text of the style sheet INPUT and its SHA-256 in base 64.
#   cmake -D OUTPUT=style.cpp -D INPUT=style.css -P EmbedStyle.cmake
file(READ "${INPUT}" text)
file(SHA256 "${INPUT}" hex)

set(alphabet "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
string(APPEND hex "00")  # 32 bytes are ten threes and two: their last letter is padding
set(base64 "")
foreach(at RANGE 0 60 6)
  string(SUBSTRING "${hex}" ${at} 6 digits)
  math(EXPR three_bytes "0x${digits}")
  foreach(shift 18 12 6 0)
    math(EXPR letter "(${three_bytes} >> ${shift}) & 63")
    string(SUBSTRING "${alphabet}" ${letter} 1 letter)
    string(APPEND base64 "${letter}")
  endforeach()
endforeach()
string(SUBSTRING "${base64}" 0 43 base64)
string(APPEND base64 "=")

file(WRITE "${OUTPUT}" "// Generated from src/report/html/style.css by cmake/EmbedStyle.cmake.
#include \"report/html/style.hpp\"

namespace rfmseg::html {

std::string_view style() {
  return R\"css(${text})css\";
}

std::string_view style_sha256() {
  return \"${base64}\";
}

}  // namespace rfmseg::html
")
