#include "load/zone_names.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace rfmseg {
namespace {

struct Zone {
  std::string_view name;
  int minutes;
};

/// By name.
constexpr std::array kZones = {
    Zone{"ACDT", 630},  Zone{"ACST", 570},  Zone{"ADT", -180}, Zone{"AEDT", 660}, Zone{"AEST", 600},
    Zone{"AKDT", -480}, Zone{"AKST", -540}, Zone{"ART", -180}, Zone{"AST", -240}, Zone{"AWST", 480},
    Zone{"BRT", -180},  Zone{"BST", 60},    Zone{"CAT", 120},  Zone{"CDT", -300}, Zone{"CEST", 120},
    Zone{"CET", 60},    Zone{"CST", -360},  Zone{"EAT", 180},  Zone{"EDT", -240}, Zone{"EEST", 180},
    Zone{"EET", 120},   Zone{"EST", -300},  Zone{"GMT", 0},    Zone{"GST", 240},  Zone{"HKT", 480},
    Zone{"HST", -600},  Zone{"ICT", 420},   Zone{"IST", 330},  Zone{"JST", 540},  Zone{"KST", 540},
    Zone{"MDT", -360},  Zone{"MEST", 120},  Zone{"MESZ", 120}, Zone{"MET", 60},   Zone{"MEZ", 60},
    Zone{"MSK", 180},   Zone{"MST", -420},  Zone{"NDT", -150}, Zone{"NPT", 345},  Zone{"NST", -210},
    Zone{"NZDT", 780},  Zone{"NZST", 720},  Zone{"PDT", -420}, Zone{"PHT", 480},  Zone{"PKT", 300},
    Zone{"PST", -480},  Zone{"SAST", 120},  Zone{"SGT", 480},  Zone{"TRT", 180},  Zone{"UTC", 0},
    Zone{"WAT", 60},    Zone{"WEST", 60},   Zone{"WET", 0},    Zone{"WIB", 420},
};
static_assert(std::ranges::is_sorted(kZones, {}, &Zone::name));

}  // namespace

std::optional<int> zone_offset(std::string_view name) {
  constexpr std::size_t kLongest = 4;
  if (name.size() > kLongest) return std::nullopt;
  std::string wanted(name);
  for (char& c : wanted) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  const auto* const zone =
      std::ranges::lower_bound(kZones, std::string_view(wanted), {}, &Zone::name);
  if (zone == kZones.end() || zone->name != wanted) return std::nullopt;
  return zone->minutes;
}

}  // namespace rfmseg
