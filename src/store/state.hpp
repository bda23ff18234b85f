#pragma once

#include <chrono>
#include <string>

#include "rfmseg/store/store.hpp"
#include "store/database.hpp"

namespace rfmseg {

struct Store::State {
  State(const std::string& path, Access access, std::chrono::milliseconds lock_timeout)
      : database(path, access, lock_timeout) {}
  Database database;
};

}  // namespace rfmseg
