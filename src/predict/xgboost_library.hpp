#pragma once

#include <xgboost/c_api.h>

#include <string>

namespace rfmseg {

/// XGBoost, loaded when it is first needed: linked, it would add 5 ms to the start of every
/// command.
class XgboostLibrary {
  struct Symbol {
    void* address;
    template <class Function>
    operator Function*() const {  // NOLINT(google-explicit-constructor)
      return reinterpret_cast<Function*>(address);
    }
  };

  void* library_;
  [[nodiscard]] Symbol find(const char* name) const;
  XgboostLibrary();

 public:
  /// Throws DataError if it is not installed.
  static const XgboostLibrary& get();

  /// Throws Error with XGBoost's message if a call's status is not 0.
  void check(int status) const;

  decltype(&XGBGetLastError) last_error = find("XGBGetLastError");
  decltype(&XGDMatrixCreateFromMat) make_table = find("XGDMatrixCreateFromMat");
  decltype(&XGDMatrixSetFloatInfo) set_values = find("XGDMatrixSetFloatInfo");
  decltype(&XGDMatrixFree) free_table = find("XGDMatrixFree");
  decltype(&XGBoosterCreate) make_booster = find("XGBoosterCreate");
  decltype(&XGBoosterSetParam) set_parameter = find("XGBoosterSetParam");
  decltype(&XGBoosterUpdateOneIter) grow = find("XGBoosterUpdateOneIter");
  decltype(&XGBoosterPredictFromDMatrix) predict = find("XGBoosterPredictFromDMatrix");
  decltype(&XGBoosterSaveModelToBuffer) save = find("XGBoosterSaveModelToBuffer");
  decltype(&XGBoosterFree) free_booster = find("XGBoosterFree");
};

}  // namespace rfmseg
