#include "cli/options/customer_option.hpp"

namespace rfmseg::cli {

Options declare_customer(std::string& customer) {
  return {Option("--customer", &customer, "ID", "Customer id", {.required = true})};
}

}  // namespace rfmseg::cli
