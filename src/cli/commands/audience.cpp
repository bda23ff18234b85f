#include "rfmseg/report/audience.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/audience_columns.hpp"
#include "cli/commands/commands.hpp"
#include "cli/customers.hpp"
#include "cli/log.hpp"
#include "cli/options/carry_option.hpp"
#include "cli/options/checks.hpp"
#include "cli/options/group_options.hpp"
#include "cli/options/model_options.hpp"
#include "cli/options/output_options.hpp"
#include "cli/options/scheme_options.hpp"
#include "cli/options/store_options.hpp"
#include "cli/output.hpp"
#include "fold.hpp"
#include "nearest.hpp"
#include "plural.hpp"
#include "rfm/carried_columns.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/model/model.hpp"
#include "rfmseg/rfm/measure.hpp"
#include "rfmseg/segment/segment_keys.hpp"
#include "rfmseg/segment/segmentation.hpp"
#include "text.hpp"

namespace rfmseg::cli {
namespace {

struct AudienceOptions {
  InputOptions input;
  SchemeOptions scheme;
  GroupOptions group;
  std::string model;
  std::string output = "-";
  bool csv_safe = false;
  std::vector<std::string> segments;
  std::string platform;
  ContactColumns contact;
};

Platform platform_of(const std::string& name) {
  return std::ranges::find(kPlatforms, name, &std::pair<std::string_view, Platform>::first)->second;
}

/// The segment of every customer: its index in `names`.
struct CustomerSegments {
  std::vector<std::string> names;
  std::vector<std::size_t> segment_of;
};

CustomerSegments segments_of_file(const TextColumn& cells, const Scheme& scheme) {
  CustomerSegments segments;
  // A segment such as At Risk may have no customers.
  for (const SegmentRule& rule : scheme.segments) segments.names.push_back(rule.name);
  std::map<std::string_view, std::size_t> index;
  for (std::size_t i = 0; i < segments.names.size(); ++i) index.emplace(segments.names[i], i);
  for (const std::string_view cell : cells) {
    const auto [found, is_new] = index.emplace(cell, segments.names.size());
    segments.segment_of.push_back(found->second);
    if (is_new) segments.names.emplace_back(cell);
  }
  return segments;
}

CustomerSegments segments_of(const Segmentation& segmentation) {
  CustomerSegments segments;
  for (const SegmentRule& rule : segmentation.scheme.segments) segments.names.push_back(rule.name);
  segments.names.push_back(segmentation.scheme.unmatched.name);
  segments.segment_of.assign(segmentation.segment.begin(), segmentation.segment.end());
  return segments;
}

/// The index of the segment that `word` is the name or the key of.
std::size_t find_segment(const std::string& word, const std::vector<std::string>& names) {
  const std::vector<std::string> keys = segment_keys(names);
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == word) return i;
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!names[i].empty() && (keys[i] == word || same_folded(names[i], word))) return i;
  }
  std::vector<std::string> known = names;
  std::erase(known, "");
  const std::vector<std::string_view> views(known.begin(), known.end());
  throw UsageError(fmt::format("--segment {}: there is no such segment{}; there are {}",
                               printable(word), did_you_mean_in_brackets(word, views),
                               listed(known)));
}

std::vector<std::size_t> customers_in(const std::vector<std::string>& wanted,
                                      const CustomerSegments& segments) {
  std::vector<bool> is_wanted(segments.names.size());
  for (const std::string& word : wanted) is_wanted[find_segment(word, segments.names)] = true;
  std::vector<std::size_t> customers;
  for (std::size_t i = 0; i < segments.segment_of.size(); ++i) {
    if (is_wanted[segments.segment_of[i]]) customers.push_back(i);
  }
  return customers;
}

void log_counts(const AudienceCounts& counts, std::size_t customers, const std::string& platform) {
  if (customers == 0) {
    log_warning("no customers in this audience: the file has only a header");
    return;
  }
  log_info(fmt::format("{} of {} for {}", plural(counts.written, "address"),
                       plural(customers, "customer"), platform));
  if (counts.without_email > 0) {
    log_warning(
        fmt::format("{} without an e-mail address", plural(counts.without_email, "customer")));
  }
  if (counts.invalid_email > 0) {
    log_warning(fmt::format("{} with an invalid e-mail address; the first: '{}'",
                            plural(counts.invalid_email, "customer"),
                            printable(counts.first_invalid)));
  }
  if (counts.repeated_email > 0) {
    log_info(fmt::format("{} with the address of another one, which is written once",
                         plural(counts.repeated_email, "customer")));
  }
  if (counts.other_countries > 0) {
    log_warning(fmt::format("{} whose country has no known code of two letters, which {} requires",
                            plural(counts.other_countries, "customer"), platform));
  }
  if (counts.padded_zips > 0) {
    log_warning(
        fmt::format("{} whose ZIP code had lost the zeros at its beginning; they are "
                    "added again",
                    plural(counts.padded_zips, "customer")));
  }
  if (counts.invalid_zips > 0) {
    log_warning(
        fmt::format("{} in the US whose postal code is not a ZIP code, and is left blank; "
                    "the first: '{}'",
                    plural(counts.invalid_zips, "customer"), printable(counts.first_invalid_zip)));
  }
}

/// Throws DataError if there are customers, but no address to be written.
void require_addresses(const AudienceCounts& counts, std::size_t customers,
                       const std::string& source) {
  if (counts.written > 0 || customers == 0) return;
  std::string why;
  if (counts.without_email > 0) why = fmt::format(": {} without one", counts.without_email);
  if (counts.invalid_email > 0) {
    why += fmt::format("{} {} with other text such as '{}'", why.empty() ? ":" : ",",
                       counts.invalid_email, printable(counts.first_invalid));
  }
  throw DataError(ErrorKind::no_data, {source},
                  fmt::format("no e-mail address of {}{} (hint: --contact email=NAME)",
                              plural(customers, "customer"), why));
}

void check_audience(const AudienceOptions& options, Platform platform) {
  for (const std::string& word : options.segments) {
    if (trimmed(word).empty()) {
      throw UsageError("--segment: a name is empty (hint: rfmseg scheme show has the names)");
    }
  }
  if (!options.input.cleaning.load.carried_columns.empty() && !takes_more_columns(platform)) {
    throw UsageError(
        fmt::format("--carry: {} takes no other columns (hint: --for plain)", options.platform));
  }
}

void run_audience(const AudienceOptions& options, const Invocation& invocation,
                  RunSummary& summary) {
  const Platform platform = platform_of(options.platform);
  check_audience(options, platform);
  std::optional<Model> model;
  if (!options.model.empty()) model = load_model(options.model);
  const Scheme scheme =
      model ? frozen_scheme(model->segments, options.model) : load_scheme(options.scheme);
  CustomerSource source(options.input, invocation, summary);
  Output output(options.output, summary);
  const std::vector<std::string> header = source.header();
  const std::vector<std::string>& asked = options.input.cleaning.load.carried_columns;
  const ContactColumns columns =
      find_contacts(header, options.contact, platform, source.description());
  MeasureOptions measure = measure_options(options.input, scheme.metrics, options.group.by);
  measure.cleaning.load.carried_columns = carried_names(columns, asked);
  const Customers customers = source.load(measure);
  const CustomerTable& table = customers.table;

  const TextColumn* const carried = carried_column(table, CustomerColumn::segment);
  const bool scores_anew = model || is_given(invocation, "--scheme") || !options.group.by.empty();
  std::optional<Segmentation> segmentation;
  if (carried == nullptr || scores_anew) {
    segmentation = segment_customers(table, scheme, options.group.min_group, options.input.threads);
  }
  const CustomerSegments segments =
      segmentation ? segments_of(*segmentation) : segments_of_file(*carried, scheme);
  const std::vector<std::size_t> chosen = customers_in(options.segments, segments);
  const Contacts contacts = contacts_of(table, columns, source.description(), header);
  const std::vector<NamedCells> more =
      more_columns(table, segmentation ? &*segmentation : nullptr, asked);
  const auto rows =
      make_row_writer(Format::csv, {.spreadsheet_safe = options.csv_safe}, output.stream());
  const AudienceCounts counts = write_audience(platform, contacts, chosen, more, *rows);
  require_addresses(counts, chosen.size(), source.description());
  log_counts(counts, chosen.size(), options.platform);
  output.finish();
  output.publish();
}

}  // namespace

Command audience_command() {
  const auto options = std::make_shared<AudienceOptions>();
  return {
      .name = "audience",
      .description = "Write the customers of segments as an upload file for an ad or mail platform",
      .options = joined(
          {declare_customers(options->input),
           in_group(
               "Audience",
               {Option("--segment", &options->segments, "NAME",
                       "A segment of the audience, by its name or key, e.g. 'At Risk' or at_risk "
                       "(repeatable)",
                       {.required = true, .named = Named::segment}),
                Option("--for", &options->platform, "google-ads|meta|klaviyo|mailchimp|plain",
                       "The platform: its columns, e-mail addresses normalised as it asks, and "
                       "hashed with SHA-256 for google-ads and meta",
                       {.required = true, .choices_only = true}),
                Option("--contact", parsed(&options->contact, parse_contact), "FIELD=COLUMN,...",
                       "Which columns have the e-mail address and what else the platform takes, "
                       "e.g. email=Mail; FIELD=none for a field that is not to be written "
                       "(fields: email, first_name, last_name, country, postal_code) [found by "
                       "their names; e-mail addresses may be the customer ids]",
                       {.named = Named::fields, .words = contact_words()})}),
           declare_output_path(options->output),
           in_group("Output", {Option("--csv-safe", &options->csv_safe, "",
                                      "Put an apostrophe before cells of CSV that spreadsheet "
                                      "programs take for formulas")}),
           declare_carry(options->input), declare_scheme(options->scheme),
           declare_groups(options->group),
           declare_model(options->model,
                         "Score by the cuts of this model, which rfmseg fit has "
                         "written, with its scheme, instead of finding new ones")}),
      .most_used = {"--segment", "--for", "--output"},
      .footer =
          "Examples:\n"
          "  rfmseg audience orders.csv --segment 'At Risk' --for meta -o at_risk.csv\n"
          "  rfmseg audience orders.csv --segment champions --segment loyal_customers --for "
          "klaviyo\n"
          "  rfmseg audience segments.csv --segment at_risk --for plain --contact email=Mail",
      .run = [options](const Invocation& invocation, RunSummary& summary) {
        run_audience(*options, invocation, summary);
      }};
}

}  // namespace rfmseg::cli
