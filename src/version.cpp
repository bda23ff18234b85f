#include "rfmseg/version.hpp"

namespace rfmseg {

std::string_view version() {
  return RFMSEG_VERSION;
}

}  // namespace rfmseg
