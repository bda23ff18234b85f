#pragma once

/// \file
/// The settings that messages name, and the names that programs have for them.

#include <array>
#include <functional>
#include <string>
#include <string_view>

namespace rfmseg {

/// The settings that messages name. Each is a field of an options struct; the comment says which.
enum class Setting {
  columns,          ///< LoadOptions::columns
  date_format,      ///< LoadOptions::date_format
  decimal,          ///< LoadOptions::decimal
  zone,             ///< LoadOptions::zone
  layout,           ///< LayoutOptions::layout
  measure,          ///< LayoutOptions::goods
  amount,           ///< LayoutOptions::amount
  returned,         ///< LayoutOptions::returns
  once_an_order,    ///< LayoutOptions::once_an_order
  restate,          ///< LayoutOptions::restates_orders
  group_column,     ///< LoadOptions::group_column
  carried_columns,  ///< LoadOptions::carried_columns
  nobody,           ///< LoadOptions::nobody
  encoding,         ///< CsvOptions::encoding
  sheet,            ///< CsvOptions::sheet
  error_limit,      ///< CleaningOptions::error_limit
  as_of,            ///< CleaningRules::as_of
  from,             ///< CleaningRules::from
  keep,             ///< CleaningRules::filters
  drop,             ///< likewise
  currency,         ///< CleaningRules::currency
  returns,          ///< CleaningRules::net_returns
  scheme,           ///< the argument of load_scheme()
  features,         ///< FeatureOptions::features
  transform,        ///< FeatureOptions::transform
  winsorize,        ///< FeatureOptions::winsorize
  k,                ///< KMeansOptions::k
  starts,           ///< KMeansOptions::starts
  k_range,          ///< KSearch::least and KSearch::most
  k_criterion,      ///< KSearch::by
  condition,        ///< the text of a Condition
  horizon,          ///< ForecastOptions::horizon
  discount,         ///< ForecastOptions::discount
  draws,            ///< ForecastOptions::draws
  calibration_end,  ///< HistoryOptions::calibration_end
  lock_timeout,     ///< of a Store
  allow_gap,        ///< IngestRules::allows_gap
  table,            ///< SqlTable::name
  table_files,      ///< SqlTable::files
  text_columns,     ///< SqlTable::text
  create_table,     ///< SqlQuery::create_table
  incremental,      ///< SqlQuery::incremental
  model,            ///< SqlQuery::model
};
inline constexpr std::array kSettings = {Setting::columns,
                                         Setting::date_format,
                                         Setting::decimal,
                                         Setting::zone,
                                         Setting::layout,
                                         Setting::measure,
                                         Setting::amount,
                                         Setting::returned,
                                         Setting::once_an_order,
                                         Setting::restate,
                                         Setting::group_column,
                                         Setting::carried_columns,
                                         Setting::nobody,
                                         Setting::encoding,
                                         Setting::sheet,
                                         Setting::error_limit,
                                         Setting::as_of,
                                         Setting::from,
                                         Setting::keep,
                                         Setting::drop,
                                         Setting::currency,
                                         Setting::returns,
                                         Setting::scheme,
                                         Setting::features,
                                         Setting::transform,
                                         Setting::winsorize,
                                         Setting::k,
                                         Setting::starts,
                                         Setting::k_range,
                                         Setting::k_criterion,
                                         Setting::condition,
                                         Setting::horizon,
                                         Setting::discount,
                                         Setting::draws,
                                         Setting::calibration_end,
                                         Setting::lock_timeout,
                                         Setting::allow_gap,
                                         Setting::table,
                                         Setting::table_files,
                                         Setting::text_columns,
                                         Setting::create_table,
                                         Setting::incremental,
                                         Setting::model};

/// The library's own name for the setting: `date_format`.
[[nodiscard]] std::string_view to_string(Setting setting);

/// What a program calls a setting: an option, a key of a file, a field of a form.
using SettingNames = std::function<std::string(Setting)>;

/// The SettingNames of a program without its own: to_string().
[[nodiscard]] std::string library_name(Setting setting);

}  // namespace rfmseg
