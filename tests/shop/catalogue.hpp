#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace rfmseg::shop {

/// Prices are in thousandths of the currency unit.
struct Product {
  std::string_view code;
  std::string_view description;
  std::int32_t price;
  std::int32_t summer_price;  // from the second price list on
  std::int32_t pack;          // what the trade buys at a time

  constexpr Product(std::string_view code_, std::string_view description_, std::int32_t price_,
                    std::int32_t pack_, std::int32_t summer_price_ = 0)
      : code(code_),
        description(description_),
        price(price_),
        summer_price(summer_price_ == 0 ? price_ : summer_price_),
        pack(pack_) {}
};

/// The best sellers first: the shop draws low positions more often.
inline constexpr auto kCatalogue = std::to_array<Product>({
    {"30107", "TEA TOWEL HARBOUR GULLS", 2950, 6},
    {"30112A", "PAPER LANTERN MOON WHITE", 1250, 12, 1450},
    {"30112B", "PAPER LANTERN MOON AMBER", 1250, 12, 1450},
    {"41020", "TIN MUG, SPECKLED BLUE", 2100, 12},
    {"41021", "TIN MUG, SPECKLED RED", 2100, 12},
    {"52230", "BEESWAX CANDLE PAIR", 1650, 12},
    {"30744", "JUTE SHOPPER PEAR ORCHARD", 1950, 10},
    {"30745", "JUTE SHOPPER FOX AND FERN", 1950, 10, 2080},
    {"62018", "BUNTING LINEN STRIPES", 4650, 4},
    {"41533", "EGG CUP HEN AND CHICK", 850, 24},
    {"73311", "WRAPPING SHEET WINTER BERRIES", 420, 25},
    {"73312", "WRAPPING SHEET PAPER BOATS", 420, 25},
    {"20906", "PICTURE FRAME 7\" DRIFTWOOD", 3750, 6},
    {"20907", "PICTURE FRAME 9\" DRIFTWOOD", 4950, 4},
    {"52247", "TEALIGHTS COTTON FLOWER, BOX OF 30", 2550, 12},
    {"84410", "DOORSTOP SLEEPY BADGER", 5950, 2, 6250},
    {"41610", "STORAGE JAR OATS", 3350, 6},
    {"41611", "STORAGE JAR SUGAR", 3350, 6},
    {"41612", "STORAGE JAR COFFEE", 3350, 6},
    {"73405", "GIFT TAGS LINOCUT HARES", 650, 24},
    {"62040", "CUSHION COVER WILLOW GREEN", 6950, 2},
    {"20330", "WALL HOOK CAST IRON SWALLOW", 1450, 12},
    {"20331", "WALL HOOK CAST IRON ACORN", 1450, 12},
    {"95002", "SEED PACKET COTTAGE MIX", 385, 48, 395},
    {"95003", "SEED PACKET BEE MEADOW", 385, 48, 395},
    {"30801", "APRON BAKER'S STRIPE", 7950, 2},
    {"41702", "CAKE TIN NEST OF 3, ROSEHIP", 8950, 2},
    {"73510", "NOTEBOOK MARBLED COVER", 1850, 12},
    {"73511", "NOTEBOOK PRESSED FERNS", 1850, 12},
    {"84425", "WOODEN PUZZLE LIGHTHOUSE", 2250, 8},
    {"84426", "WOODEN PUZZLE STEAM TRAIN", 2250, 8},
    {"52260", "INCENSE CONES CEDAR", 790, 24},
    {"20415", "MAGNET SET OF 6, TINY TEAPOTS", 1675, 12},
    {"95020", "HERB LABELS SLATE, SET OF 5", 2450, 6},
    {"62055", "PEG BAG WASHING DAY", 3450, 4},
    {"41805", "MILK JUG SMALL SPONGEWARE", 4250, 4},
    {"41806", "MILK JUG LARGE SPONGEWARE", 6450, 2},
    {"73600", "CARD ROBIN ON SPADE", 365, 36},
    {"73601", "CARD SNOWY POST BOX", 365, 36},
    {"73602", "CARD BIRTHDAY BICYCLE", 365, 36},
    {"30905", "OVEN GLOVE PLUM CHECK", 3850, 4},
    {"20510", "PEGBOARD CLOCK SUNFLOWER", 9950, 1, 10500},
    {"84501", "SKIPPING ROPE BEECH HANDLES", 1950, 8},
    {"84502", "SPINNING TOP CIRCUS", 1350, 12},
    {"84503", "FINGER PUPPET OWL", 595, 24},
    {"84504", "FINGER PUPPET HEDGEHOG", 595, 24},
    {"52301", "SOAP BAR OATMEAL", 1150, 12},
    {"52302", "SOAP BAR SEA SALT", 1150, 12},
    {"52303", "BATH SALTS LAVENDER", 2850, 6},
    {"95041", "WATERING CAN ENAMEL, CREAM", 11950, 1},
    {"95042", "BIRD FEEDER COPPER ROOF", 8450, 2},
    {"95043", "PLANT POT 4\" TERRACOTTA RIM", 1255, 12},
    {"95044", "PLANT POT 6\" TERRACOTTA RIM", 1955, 8},
    {"62071", "THROW LAMBSWOOL HEATHER", 24950, 1},
    {"62072", "HOT WATER BOTTLE COVER FLEECE", 5450, 3},
    {"20602", "KEY RACK LITTLE HOUSES", 4850, 3},
    {"20603", "LETTER RACK LITTLE HOUSES", 5850, 2},
    {"73705", "RIBBON SPOOL GINGHAM, 10M", 1095, 12},
    {"73706", "WASHI TAPE SET OF 4", 2175, 8},
    {"41910", "COOKIE CUTTER STAR", 465, 24},
    {"41911", "COOKIE CUTTER GOOSE", 465, 24},
    {"41912", "ROLLING PIN EMBOSSED SNOWFLAKE", 6250, 3},
    {"84610", "MUSIC BOX CAROUSEL", 7450, 2},
    {"84611", "KITE \"SEA DRAGON\"", 8250, 2},
    {"84612", "TIN ROBOT CLOCKWORK", 4450, 4},
    {"30950", "NAPKINS INDIGO LEAF, PACK OF 20", 1195, 12},
    {"20704", "MIRROR PORTHOLE BRASS 12\"", 19950, 1, 18500},
    {"20705", "CANDLESTICK TURNED ELM", 5250, 4},
    {"52350", "ROOM SPRAY FIG AND CASSIS", 4375, 6},
    {"95060", "GARDEN TWINE IN TIN", 2650, 6},
    {"95061", "KNEELER PAD WELLINGTON BOOTS", 5150, 2},
    {"62090", "PATCHWORK QUILT SINGLE", 39950, 1},
    {"73801", "ADVENT CALENDAR TOY SHOP", 2950, 6},
    {"73802", "BAUBLE GLASS PINE CONE", 875, 24},
    {"73803", "BAUBLE GLASS MUSHROOM", 875, 24},
    {"73804", "STOCKING FELT REINDEER", 3650, 4},
    {"84700", "DOLLS HOUSE FOUR ROOMS", 54950, 1},
    {"20801", "UMBRELLA STAND ZINC HERON", 29950, 1},
    {"95080", "SUNDIAL \"CARPE DIEM\" STONE", 34500, 1},
    {"41990", "TEAPOT FOR ONE, STACKING", 9250, 2},
});

}  // namespace rfmseg::shop
