#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "rfmseg/report/audience.hpp"
#include "rfmseg/rfm/customer_table.hpp"
#include "rfmseg/segment/segmentation.hpp"

namespace rfmseg::cli {

/// Columns by what they have of a customer.
using ContactColumns = std::map<ContactField, std::string>;

/// The names of all contact fields.
[[nodiscard]] std::vector<std::string> contact_words();

/// Parses `FIELD=COLUMN,...`; throws UsageError for other text.
[[nodiscard]] ContactColumns parse_contact(std::string_view option, const std::string& text);

/// The columns that the platform has a use for: those that were named, or found by their names.
/// `header` is that of the files, empty for a store; `source` is their name. Throws UsageError for
/// a named column that is not there, DataError for two of one name.
[[nodiscard]] ContactColumns find_contacts(const std::vector<std::string>& header,
                                           const ContactColumns& named, Platform platform,
                                           const std::string& source);

/// The columns to be read: contacts, then those that were asked for, are not among them, and are
/// not measured. Throws UsageError if one was asked for twice.
[[nodiscard]] std::vector<std::string> carried_names(const ContactColumns& contacts,
                                                     const std::vector<std::string>& asked);

/// The values of the columns. Without a column of addresses ids are taken, if most are addresses;
/// DataError if not.
[[nodiscard]] Contacts contacts_of(const CustomerTable& table, const ContactColumns& columns,
                                   const std::string& source,
                                   const std::vector<std::string>& header);

/// The cells of the columns that were asked for: those of the input, or as `segment` writes them.
/// `segmentation` is null if the customers have segments from before. Throws UsageError for a
/// column that neither has.
[[nodiscard]] std::vector<NamedCells> more_columns(const CustomerTable& table,
                                                   const Segmentation* segmentation,
                                                   const std::vector<std::string>& asked);

}  // namespace rfmseg::cli
