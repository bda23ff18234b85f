#pragma once

/// \file
/// Customers as the advertising and mailing platforms take them: the columns that a platform names,
/// values normalised as it asks, and hashed with SHA-256 if it asks. docs/audiences.md has the
/// sources.
///
///     rfmseg::Contacts contacts;
///     contacts[rfmseg::ContactField::email] = emails;  // parallel to the customers
///     const auto rows = rfmseg::make_row_writer(rfmseg::Format::csv, {}, std::cout);
///     rfmseg::write_audience(rfmseg::Platform::meta, contacts, customers, {}, *rows);

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rfmseg/report/row_writer.hpp"

namespace rfmseg {

/// What reads the file.
enum class Platform { google_ads, meta, klaviyo, mailchimp, plain };
/// All platforms by name: `google-ads`.
inline constexpr std::array<std::pair<std::string_view, Platform>, 5> kPlatforms = {
    {{"google-ads", Platform::google_ads},
     {"meta", Platform::meta},
     {"klaviyo", Platform::klaviyo},
     {"mailchimp", Platform::mailchimp},
     {"plain", Platform::plain}}};

/// What is known of a customer as a person.
enum class ContactField { email, first_name, last_name, country, postal_code };
/// All fields by name: `first_name`.
inline constexpr std::array<std::pair<std::string_view, ContactField>, 5> kContactFields = {
    {{"email", ContactField::email},
     {"first_name", ContactField::first_name},
     {"last_name", ContactField::last_name},
     {"country", ContactField::country},
     {"postal_code", ContactField::postal_code}}};

/// The values of each field that is known, parallel to the customers.
using Contacts = std::map<ContactField, std::vector<std::string>>;

/// The fields of which the platform has columns; all but the e-mail address may be unknown.
[[nodiscard]] std::vector<ContactField> fields_of(Platform platform);
/// Whether the platform gets other columns, too.
[[nodiscard]] bool takes_more_columns(Platform platform);

/// The position of the column with a usual name of the field; nothing if there is none.
[[nodiscard]] std::optional<std::size_t> find_contact_column(const std::vector<std::string>& header,
                                                             ContactField field);

/// Without white space around it, an apostrophe before it, and capitals of ASCII; nothing if it is
/// not an e-mail address. The part before the @ has the characters of ASCII that mail systems
/// accept without quotes; the domain may have letters of any language.
[[nodiscard]] std::optional<std::string> normal_email(std::string_view text);

/// What a file of an audience has, and what it does not.
struct AudienceCounts {
  std::size_t written = 0;
  std::size_t without_email = 0;
  std::size_t invalid_email = 0;
  std::size_t repeated_email = 0;  ///< of customers with the address of one before
  std::string first_invalid{};
  // Of written customers:
  std::size_t other_countries = 0;  ///< those whose country is not known
  std::size_t padded_zips = 0;      ///< those whose ZIP code of the US had lost zeros
  std::size_t invalid_zips = 0;     ///< those whose ZIP code of the US is another text
  std::string first_invalid_zip{};
};

/// Another column: its name, and its cells, parallel to the customers.
using NamedCells = std::pair<std::string, std::vector<std::string>>;

/// Writes a row for each of these customers (indices) that has an e-mail address; each address
/// once. `contacts` has the addresses. `more` are written as they are; empty unless the platform
/// takes_more_columns().
AudienceCounts write_audience(Platform platform, const Contacts& contacts,
                              std::span<const std::size_t> customers,
                              const std::vector<NamedCells>& more, RowWriter& rows);

}  // namespace rfmseg
