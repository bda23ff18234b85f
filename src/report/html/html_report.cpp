#include "rfmseg/report/html_report.hpp"

#include <fmt/core.h>

#include "report/analysis_sections.hpp"
#include "report/figures/best_customers.hpp"
#include "report/html/html_page.hpp"
#include "report/html/outlook_sections.hpp"
#include "report/html/sections.hpp"
#include "report/number_text.hpp"

namespace rfmseg {
namespace {

using html::Card;
using html::Page;
using html::Section;

std::vector<Card> cards(const Analysis& analysis) {
  std::vector<Card> cards = {
      {"Customers", count_text(static_cast<std::int64_t>(analysis.table.size()))}};
  const Amount revenue = analysis.revenue();
  if (analysis.transactions) {
    cards.push_back(
        {"Orders", count_text(static_cast<std::int64_t>(analysis.transactions->orders))});
  }
  cards.push_back({"Revenue", exact_money_text(revenue) + currency_text(analysis.transactions)});
  if (analysis.transactions) {
    const TransactionSummary& transactions = *analysis.transactions;
    cards.push_back({"Period", fmt::format("{} to {}", to_date_string(transactions.first_purchase),
                                           to_date_string(transactions.last_purchase))});
  }
  if (analysis.table.as_of) cards.push_back({"As of", as_of_text(*analysis.table.as_of)});
  if (const auto concentration = figures::concentration(analysis.table)) {
    const Share share{concentration->best[20].revenue.to_double(), revenue.to_double()};
    cards.push_back({"Revenue from the top 20%", percent_text(share)});
  }
  return cards;
}

std::string subtitle(const Analysis& analysis, const HtmlOptions& options) {
  if (analysis.transactions) return options.source;
  return options.source + (options.source.empty() ? "" : ": ") +
         "customers as they were measured before";
}

}  // namespace

void write_html(const Analysis& analysis, const HtmlOptions& options, std::ostream& out) {
  Page page{"Customer segments", subtitle(analysis, options), cards(analysis), {}};
  const auto add_checks = [&](const std::vector<Message>& warnings) {
    for (const Message& warning : warnings) {
      page.checks.push_back(fmt::format("Check: {}.", warning.text()));
    }
  };
  if (analysis.transactions) {
    for (const SourceFile& file : analysis.transactions->files) add_checks(file.warnings);
    add_checks(analysis.transactions->warnings);
  }
  add_checks(analysis.warnings);
  const auto add = [&](std::vector<Section> sections) {
    for (Section& section : sections) {
      if (section.figures.empty() && section.tables.empty()) continue;
      page.sections.push_back(std::move(section));
    }
  };
  add({html::segment_section(analysis), html::revenue_section(analysis)});
  add(html::outlook_sections(analysis.outlook));
  add({html::distribution_section(analysis), html::cluster_section(analysis),
       html::k_choice_section(analysis, options), html::ledger_section(analysis),
       html::provenance_section(analysis, options)});
  render(page, out);
}

}  // namespace rfmseg
