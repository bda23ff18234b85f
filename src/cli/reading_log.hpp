#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "rfmseg/rfm/measure.hpp"

namespace rfmseg::cli {

// Messages about what was read.

/// The layouts that files were read by, which a store no longer lets choose.
void log_layouts(const std::vector<SourceFile>& files);
/// How each file was read, and what the user should know of it.
void log_files(const std::vector<SourceFile>& files);
/// How many rows count.
void log_kept(const Ledger& ledger);
/// What was read, kept and assumed; as warnings bad rows, and a last purchase that is not yet.
void log_reading(const TransactionSummary& transactions, std::size_t customers);
/// Warns of what a person should check, and puts the names of options into the messages.
void log_doubts(std::vector<Message>& doubts);
void log_bad_rows(const Ledger& ledger, const std::vector<Message>& first_errors);

}  // namespace rfmseg::cli
