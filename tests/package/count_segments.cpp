#include <cstdio>
#include <exception>
#include <rfmseg/csv/input_files.hpp>
#include <rfmseg/rfm/measure.hpp>
#include <rfmseg/segment/scheme.hpp>
#include <rfmseg/segment/segmentation.hpp>
#include <string>
#include <vector>

// How many customers each segment has: `Champions,27`.
int main(int, char** arguments) {
  try {
    const rfmseg::Scheme scheme = rfmseg::load_scheme("classic");
    rfmseg::InputFiles files({arguments + 1, arguments + 2}, {});
    const rfmseg::Customers customers = rfmseg::load_customers(files, {.metrics = scheme.metrics});
    const rfmseg::Segmentation segmentation = rfmseg::segment_customers(customers.table, scheme);
    for (const rfmseg::SegmentSummary& each :
         rfmseg::summarise_segments(customers.table, segmentation)) {
      std::printf("%s,%lld\n", segmentation.rule(each.segment).name.c_str(),
                  static_cast<long long>(each.customers));
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
