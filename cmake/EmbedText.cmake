# Writes OUTPUT, a C++ source that defines the presets as raw string literals.
#   cmake -D OUTPUT=presets.cpp -D INPUTS="a.toml;b.toml" -P EmbedText.cmake
set(entries "")
foreach(input IN LISTS INPUTS)
  get_filename_component(name "${input}" NAME_WE)
  file(READ "${input}" text)
  string(APPEND entries "    {\"${name}\", R\"toml(${text})toml\"},\n")
endforeach()
file(WRITE "${OUTPUT}" "// Generated from data/schemes by cmake/EmbedText.cmake.
#include \"segment/presets.hpp\"

namespace rfmseg {

const std::vector<Preset>& presets() {
  static const std::vector<Preset> all = {
${entries}  };
  return all;
}

}  // namespace rfmseg
")
