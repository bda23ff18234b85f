#include "predict/xgboost_library.hpp"

#include <dlfcn.h>
#include <fmt/core.h>

#include "rfmseg/error.hpp"

namespace rfmseg {

XgboostLibrary::XgboostLibrary() : library_(dlopen(RFMSEG_XGBOOST, RTLD_NOW | RTLD_LOCAL)) {}

XgboostLibrary::Symbol XgboostLibrary::find(const char* name) const {
  void* address = library_ == nullptr ? nullptr : dlsym(library_, name);
  if (address == nullptr) {
    throw DataError(fmt::format("{} cannot be loaded: {} (hint: install libxgboost0)",
                                RFMSEG_XGBOOST, dlerror()));
  }
  return {address};
}

const XgboostLibrary& XgboostLibrary::get() {
  static const XgboostLibrary library;
  return library;
}

void XgboostLibrary::check(int status) const {
  if (status != 0) throw Error(fmt::format("xgboost: {}", last_error()));
}

}  // namespace rfmseg
