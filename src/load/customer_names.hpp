#pragma once

#include <string>
#include <vector>

namespace rfmseg {

/// Whether the names of columns are those of a customer table: a number of orders, what they were
/// worth, and either when the last one was, or nothing that transactions have.
[[nodiscard]] bool has_customer_names(const std::vector<std::string>& header);

/// `last_purchase=NAME,frequency=NAME,monetary=NAME` for such a header.
[[nodiscard]] std::string customer_settings(const std::vector<std::string>& header);

}  // namespace rfmseg
