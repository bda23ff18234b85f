#pragma once

#include <stdexcept>
#include <string>

namespace rfmseg {

/// What every failure of the library derives from; `what()` is fit to show a user as it is.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The data, or the file it is in, is at fault. The command line exits with 1.
class DataError : public Error {
 public:
  using Error::Error;
};

/// What was asked for cannot be done: an option, a scheme file, a column mapping. Exits with 2.
class UsageError : public Error {
 public:
  using Error::Error;
};

/// The user asked to stop (see interrupt.hpp). Exits with 130.
class Interrupted : public Error {
 public:
  Interrupted() : Error("interrupted") {}
};

}  // namespace rfmseg
