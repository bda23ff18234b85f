#include "csv/field_index.hpp"

#include <algorithm>
#include <utility>

#include "csv/bit_pass.hpp"
#include "csv/count.hpp"
#include "csv/exact_pass.hpp"
#include "csv/index_step.hpp"
#include "csv/quoted_lines.hpp"

namespace rfmseg {
namespace {

Outcome store(IndexPass pass, std::string_view text, char delimiter, const RecordShape& shape,
              Stored to) {
  std::optional<Outcome> outcome;
  if (pass != IndexPass::exact) outcome = store_by_bits(pass, text, delimiter, to);
  if (outcome && !are_faultless(text, delimiter, shape, to, *outcome)) {
    outcome.reset();
  }
  return outcome ? *std::move(outcome) : store_exactly(text, delimiter, shape, to);
}

}  // namespace

void FieldIndex::build(std::string_view text, char delimiter, const RecordShape& shape) {
  if (ends_ == nullptr || capacity_ < text.size()) {
    capacity_ = text.size();
    const std::size_t room = 1 + capacity_ + kIndexStep;
    ends_ = std::make_unique_for_overwrite<Offset[]>(room);
    stops_ = std::make_unique_for_overwrite<Offset[]>(room);
    quotes_ = std::make_unique_for_overwrite<Offset[]>(room);
  }
  ends_[0] = kNone;
  Outcome outcome =
      store(pass_, text, delimiter, shape, {ends_.get() + 1, stops_.get(), quotes_.get()});
  const Stored stored = outcome.stored;
  backslashes_from_ = outcome.backslashes_from;
  quoted_rows_ = std::move(outcome.quoted_rows);
  *stored.quote = kNone;
  open_quote_.reset();
  if (outcome.inside_quotes) {
    const Offset* open = stored.quote - 1;
    while (*open > 0 && text[*open - 1] == '"') --open;  // the second of two
    open_quote_ = *open;
  }
  const Offset* end = stored.end;
  while (end[-1] != kNone && text[end[-1]] != '\n') --end;
  end_count_ = static_cast<std::size_t>(end - ends_.get()) - 1;
  const std::size_t indexed = backslashes_from_.value_or(text.size());
  lines_ = outcome.newlines - count_of(text.substr(whole(), indexed - whole()), '\n');
}

void FieldIndex::truncate(std::string_view text, std::size_t size) {
  lines_ -= count_of(text.substr(size, whole() - size), '\n');
  const auto kept = std::ranges::lower_bound(ends(), size);
  end_count_ = static_cast<std::size_t>(kept - ends().begin());
}

}  // namespace rfmseg
