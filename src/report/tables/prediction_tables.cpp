#include "report/tables/prediction_tables.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <utility>
#include <vector>

#include "report/number_text.hpp"
#include "rfmseg/segment/segment_keys.hpp"

namespace rfmseg {
namespace {

using Kind = ResultTable::Kind;

std::string range_text(const Estimate& of, int decimals) {
  return fmt::format("{} to {}", mean_text(of.low, decimals), mean_text(of.high, decimals));
}

}  // namespace

ResultTable contest_table(const Contest& contest) {
  const std::vector<ModelTrial>& models = contest.models;
  const std::vector<PredictionMeasure>& measures = measures_of(contest.target);
  ResultTable table(models.size());
  table.add({"model", "", Kind::text, kInFiles}, models, &ModelTrial::name);
  table.add({"title", "Model", Kind::text, kForPeople, 0, contest.chosen}, models,
            &ModelTrial::title);
  for (std::size_t k = 0; k < measures.size(); ++k) {
    const PredictionMeasure& measure = measures[k];
    const std::string name(measure.name);
    table.add({name, std::string(measure.title), Kind::figure, kEverywhere, measure.decimals},
              models, [&](const ModelTrial& model) { return model.measures[k].value; });
    table.add({name + "_low", "", Kind::figure, kInFiles}, models,
              [&](const ModelTrial& model) { return model.measures[k].low; });
    table.add({name + "_high", "", Kind::figure, kInFiles}, models,
              [&](const ModelTrial& model) { return model.measures[k].high; });
    if (k > 0) continue;
    table.add({"", "95% interval", Kind::count, kForPeople}, models, [&](const ModelTrial& model) {
      return range_text(model.measures[k], measure.decimals);
    });
    table.add({"behind", "Behind", Kind::figure, kEverywhere, measure.decimals}, models,
              [](const ModelTrial& model) { return model.behind.value; });
    table.add({"behind_low", "", Kind::figure, kInFiles}, models,
              [](const ModelTrial& model) { return model.behind.low; });
    table.add({"behind_high", "", Kind::figure, kInFiles}, models,
              [](const ModelTrial& model) { return model.behind.high; });
    table.add({"", "95% interval", Kind::count, kForPeople}, [&](std::size_t i) {
      return i == contest.best ? std::string("(best)")
                               : range_text(models[i].behind, measure.decimals);
    });
  }
  table.add({"parameters", "Parameters"}, models, &ModelTrial::parameters);
  return table;
}

ResultTable importance_table(const Contest& contest) {
  const std::vector<FeatureImportance>& all = contest.importance;
  const PredictionMeasure& measure = measures_of(contest.target).front();
  ResultTable table(all.size());
  table.add({"feature", "Feature"}, all, &FeatureImportance::name);
  table.add({"loss", fmt::format("Loss of {}", measure.title), Kind::figure, kEverywhere,
             measure.decimals + 1},
            all, &FeatureImportance::loss);
  return table;
}

ResultTable tree_table(const Contest& contest) {
  std::vector<TreeNode> leaves;
  std::ranges::copy_if(contest.tree, std::back_inserter(leaves), &TreeNode::is_leaf);
  ResultTable table(leaves.size());
  table.add({"condition", "If"}, leaves, &TreeNode::condition);
  table.add({"customers", "Customers", Kind::count}, leaves, &TreeNode::customers);
  table.add({"came_back", "", Kind::count, kInFiles}, leaves, &TreeNode::returned);
  table.add({"", "Came back", Kind::share, kForPeople}, leaves, [](const TreeNode& leaf) {
    return Share{static_cast<double>(leaf.returned), static_cast<double>(leaf.customers)};
  });
  return table;
}

ResultTable lasso_table(const Contest& contest) {
  const LassoPath& path = contest.lasso;
  ResultTable table(path.shares.size());
  table.add({"penalty_share", "Penalty", Kind::figure}, path.shares,
            [](double share) { return share; });
  for (std::size_t f = 0; f < path.weights.size(); ++f) {
    table.add({contest.features[f], contest.features[f], Kind::figure, kEverywhere, 2},
              path.weights[f], [](double weight) { return weight; });
  }
  return table;
}

ResultTable calibration_table(const Contest& contest) {
  const std::vector<CalibrationBin>& bins = contest.calibration;
  ResultTable table(bins.size());
  table.add({"customers", "Customers", Kind::count}, bins, &CalibrationBin::customers);
  table.add({"predicted", "Predicted", Kind::share}, bins, [](const CalibrationBin& bin) {
    return Share{bin.predicted, 1};
  });
  table.add({"actual", "Came back", Kind::share}, bins, [](const CalibrationBin& bin) {
    return Share{bin.actual.value, 1};
  });
  table.add({"actual_low", "", Kind::figure, kInFiles}, bins,
            [](const CalibrationBin& bin) { return bin.actual.low; });
  table.add({"actual_high", "", Kind::figure, kInFiles}, bins,
            [](const CalibrationBin& bin) { return bin.actual.high; });
  table.add({"", "95% interval", Kind::count, kForPeople}, bins, [](const CalibrationBin& bin) {
    return fmt::format("{:.1f}-{:.1f}%", 100 * bin.actual.low, 100 * bin.actual.high);
  });
  return table;
}

ResultTable confusion_table(const ConfusionMatrix& confusion) {
  struct Line {
    const char* name;
    std::int64_t back, away;
  };
  const std::array<Line, 2> lines = {
      Line{"came back", confusion.true_positive, confusion.false_negative},
      Line{"did not", confusion.false_positive, confusion.true_negative}};
  ResultTable table(lines.size());
  table.add({"actual", "Customers who"}, lines, &Line::name);
  table.add({"predicted_back", "Predicted to", Kind::count}, lines, &Line::back);
  table.add({"predicted_away", "Predicted not to", Kind::count}, lines, &Line::away);
  return table;
}

ResultTable score_table(const PredictionModel& model, const Predictions& predictions,
                        std::size_t first, std::size_t count) {
  const IdColumn& ids = predictions.ids;
  const std::size_t rows = std::min(count, ids.size() - std::min(first, ids.size()));
  ResultTable table(rows);
  table.add({"customer_id", "customer_id"}, [&](std::size_t i) { return ids[first + i]; });
  for (std::size_t m = 0; m < model.models.size(); ++m) {
    const std::vector<double>& values = predictions.values[m];
    if (model.models[m].target == PredictionTarget::returns) {
      table.add({"probability", "probability", Kind::share}, [&](std::size_t i) {
        return Share{values[first + i], 1};
      });
    } else {
      table.add({"expected_spend", "expected_spend", Kind::mean_money},
                [&](std::size_t i) { return values[first + i]; });
    }
  }
  return table;
}

ResultTable drift_table(const Predictions& predictions) {
  ResultTable table(predictions.drift.size());
  table.add({"feature", "Feature"}, predictions.drift, &FeatureDrift::name);
  table.add({"stability", "Population stability index", Kind::figure, kEverywhere, 3},
            predictions.drift, &FeatureDrift::stability);
  return table;
}

ResultTable rule_table(const GroupRules& rules) {
  const std::vector<GroupRule>& all = rules.rules;
  ResultTable table(all.size());
  table.add({"condition", "If"}, all, &GroupRule::condition);
  table.add({"group", "Then"}, all,
            [&](const GroupRule& rule) { return rules.groups[rule.group]; });
  table.add({"customers", "Customers", Kind::count}, all, &GroupRule::customers);
  table.add({"right", "", Kind::count, kInFiles}, all, &GroupRule::right);
  table.add({"", "Right", Kind::share, kForPeople}, all, [](const GroupRule& rule) {
    return Share{static_cast<double>(rule.right), static_cast<double>(rule.customers)};
  });
  return table;
}

ResultTable confusion_table(const GroupRules& rules) {
  const std::size_t size = rules.groups.size();
  std::vector<std::vector<std::int64_t>> counts(size, std::vector<std::int64_t>(size));
  for (std::size_t i = 0; i < rules.actual.size(); ++i) {
    ++counts[rules.actual[i]][rules.predicted[i]];
  }
  ResultTable table(size);
  const std::string title(to_string(rules.kind));
  table.add({title, title == "segment" ? "Segment" : "Cluster"},
            [&](std::size_t g) { return rules.groups[g]; });
  table.add({"customers", "Customers", Kind::count}, [&](std::size_t g) {
    std::int64_t sum = 0;
    for (const std::int64_t one : counts[g]) sum += one;
    return sum;
  });
  table.add({"right", "Right", Kind::count}, [&](std::size_t g) { return counts[g][g]; });
  // Which other group the rules take it for most often.
  table.add({"taken_for", "Most often confused with"}, [&](std::size_t g) {
    std::size_t most = size;
    for (std::size_t p = 0; p < size; ++p) {
      const bool is_more = most == size ? counts[g][p] > 0 : counts[g][p] > counts[g][most];
      if (p != g && is_more) most = p;
    }
    return most == size ? std::string() : rules.groups[most];
  });
  return table;
}

ResultTable group_table(const GroupRules& rules, std::size_t first, std::size_t count) {
  const std::size_t rows = std::min(count, rules.ids.size() - std::min(first, rules.ids.size()));
  ResultTable table(rows);
  const std::string kind(to_string(rules.kind));
  table.add({"customer_id", "customer_id"}, [&](std::size_t i) { return rules.ids[first + i]; });
  const std::vector<std::string> keys = segment_keys(rules.groups);
  const auto add = [&](const std::string& name, const std::vector<std::size_t>& groups) {
    table.add({name, name}, [&](std::size_t i) { return rules.groups[groups[first + i]]; });
    if (rules.kind != GroupKind::segment) return;
    table.add({name + "_key", "", Kind::text, kInFiles},
              [&](std::size_t i) { return keys[groups[first + i]]; });
  };
  add(kind, rules.actual);
  add(kind + "_by_rules", rules.predicted);
  return table;
}

std::string sample_sentence(const Contest& contest) {
  const auto judged = static_cast<std::int64_t>(contest.actual.size());
  const std::string who = judged == contest.customers ? "Each customer"
                                                      : fmt::format("Each of {}, drawn at random,",
                                                                    counted(judged, "customer"));
  return fmt::format(
      "Of {} at {}, {} ({}) bought again by {}. Models learn from the data before that date to "
      "predict what customers did after it. {} is predicted by models that have not seen that "
      "customer: in {} folds (seed {}), with parameters chosen within the other folds.",
      counted(contest.customers, "customer"), as_of_text(contest.split),
      count_text(contest.returned),
      percent_text(static_cast<double>(contest.returned), static_cast<double>(contest.customers)),
      as_of_text(contest.end), who, contest.folds, contest.seed);
}

std::string winner_sentence(const Contest& contest) {
  const PredictionMeasure& measure = measures_of(contest.target).front();
  const ModelTrial& best = contest.models[contest.best];
  const ModelTrial& chosen = contest.models[contest.chosen];
  const auto number = [&](double value) { return mean_text(value, measure.decimals); };
  std::string text = fmt::format("{} has the best {}: {} ({}).", best.title, measure.title,
                                 number(best.measures.front().value),
                                 range_text(best.measures.front(), measure.decimals));
  if (contest.chosen != contest.best) {
    text += fmt::format(" {} is {} behind ({}), which is {} than chance", chosen.title,
                        number(chosen.behind.value), range_text(chosen.behind, measure.decimals),
                        chosen.is_worse() ? "more" : "no more");
    text += contest.asked ? "; it was requested." : ", and is simpler, so it is chosen.";
  } else if (contest.asked) {
    text += " It was requested.";
  } else {
    text += contest.chosen == 0 ? " It is also the simplest, so it is chosen."
                                : " Simpler models are worse by more than chance, so it is chosen.";
  }
  if (contest.chosen == 0 && !contest.asked) {
    text += contest.target == PredictionTarget::returns
                ? " These data do not predict who comes back."
                : " These data do not predict who spends more.";
  }
  if (contest.target == PredictionTarget::spend) {
    text += fmt::format(" Its predictions add up to {} of the actual spend.",
                        percent_text(chosen.measures.back().value, 1));
  }
  return text;
}

std::string prediction_sentence(const PredictionModel& model, const Predictions& predictions,
                                std::size_t index) {
  double sum = 0;
  for (const double one : predictions.values[index]) sum += one;
  const TargetModel& used = model.models[index];
  const auto days =
      std::chrono::round<std::chrono::days>(predictions.until - predictions.as_of).count();
  const std::string who = counted(static_cast<std::int64_t>(predictions.ids.size()), "customer");
  if (used.target == PredictionTarget::returns) {
    return fmt::format("{} expects {} of {} at {} to buy in the next {}.", used.title,
                       mean_text(sum, 0), who, as_of_text(predictions.as_of), counted(days, "day"));
  }
  return fmt::format("{} expects {} at {} to spend {} in the next {}.", used.title, who,
                     as_of_text(predictions.as_of), mean_text(sum, 2), counted(days, "day"));
}

std::string missing_sentence(const Contest& contest) {
  std::string text;
  for (const auto& [name, why] : contest.missing) {
    text += fmt::format("{}Not fitted: {} ({}).", text.empty() ? "" : " ", name, why);
  }
  return text;
}

std::string rules_sentence(const GroupRules& rules) {
  const auto [share, low, high] = rules.accuracy;
  return fmt::format(
      "{} for the {}s of {} at {}. Rules found without a customer predict the customer's {} in {} "
      "of all cases ({:.1f}-{:.1f}%), {} of each {} on average; always predicting the largest "
      "would be right in {} ({} folds, seed {}).",
      counted(static_cast<std::int64_t>(rules.rules.size()), "rule"), to_string(rules.kind),
      counted(static_cast<std::int64_t>(rules.ids.size()), "customer"), as_of_text(rules.as_of),
      to_string(rules.kind), percent_text(share, 1), 100 * low, 100 * high,
      percent_text(rules.balanced_accuracy, 1), to_string(rules.kind),
      percent_text(rules.largest_share, 1), rules.folds, rules.seed);
}

}  // namespace rfmseg
