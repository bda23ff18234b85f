#pragma once

#include "rfmseg/store/store.hpp"
#include "store/database.hpp"

namespace rfmseg {

struct Store::State {
  Database database;
};

}  // namespace rfmseg
