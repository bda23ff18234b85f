#include "csv/xlsx/xml_reader.hpp"

#include <expat.h>
#include <fmt/core.h>

#include <cstring>
#include <exception>
#include <memory>
#include <optional>
#include <thread>
#include <utility>

#include "csv/xlsx/ahead_queue.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/interrupt.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

constexpr int kDeepest = 100;
/// Bytes without an element or text: a tag that is as long, which expat keeps in memory.
constexpr std::size_t kLongestTag = std::size_t{4} << 20;
constexpr std::size_t kChunk = std::size_t{128} << 10;

const char* local_name(const char* name) {
  if (name[1] == '\0') return name;  // most names in sheets have one letter
  const char* colon = std::strchr(name, ':');
  return colon == nullptr ? name : colon + 1;
}

/// Passes the events of expat on. Exceptions may not cross its C code: they are kept for later.
class Events {
 public:
  Events(XML_Parser parser, XmlHandler& handler) : parser_(parser), handler_(handler) {
    XML_SetUserData(parser, this);
    XML_SetElementHandler(
        parser,
        [](void* self, const char* name, const char** attributes) {
          static_cast<Events*>(self)->begin(name, attributes);
        },
        [](void* self, const char* name) { static_cast<Events*>(self)->end(name); });
    XML_SetCharacterDataHandler(parser, [](void* self, const char* text, int size) {
      static_cast<Events*>(self)->text({text, static_cast<std::size_t>(size)});
    });
    XML_SetStartDoctypeDeclHandler(
        parser, [](void* self, const char*, const char*, const char*, int) {
          static_cast<Events*>(self)->refuse("has a document type, which workbooks never have");
        });
  }

  [[nodiscard]] std::size_t count() const { return count_; }
  /// Why the parser was stopped; empty if it was not.
  [[nodiscard]] const std::string& problem() const { return problem_; }
  void rethrow() const {
    if (failure_ != nullptr) std::rethrow_exception(failure_);
  }

 private:
  template <class Call>
  void pass_on(Call call) {
    ++count_;
    if (stopped_) return;  // expat may still report the end of an element
    try {
      call();
      if (handler_.done()) stop();
    } catch (...) {
      failure_ = std::current_exception();
      stop();
    }
  }
  void begin(const char* name, const char** attributes) {
    if (++depth_ > kDeepest) return refuse("has elements nested too deeply");
    pass_on([&] { handler_.begin(local_name(name), attributes); });
  }
  void end(const char* name) {
    --depth_;
    pass_on([&] { handler_.end(local_name(name)); });
  }
  void text(std::string_view text) {
    pass_on([&] { handler_.text(text); });
  }
  void refuse(const char* problem) {
    problem_ = problem;
    stop();
  }
  void stop() {
    if (stopped_) return;
    stopped_ = true;
    XML_StopParser(parser_, XML_FALSE);
  }

  XML_Parser parser_;
  XmlHandler& handler_;
  std::size_t count_ = 0;
  int depth_ = 0;
  bool stopped_ = false;
  std::string problem_;
  std::exception_ptr failure_;
};

/// The bytes of the open part of an archive, unpacked by a thread.
class UnpackedAhead {
 public:
  explicit UnpackedAhead(ZipArchive& archive) : thread_([this, &archive] { unpack(archive); }) {}
  ~UnpackedAhead() { queue_.want_no_more(); }
  UnpackedAhead(const UnpackedAhead&) = delete;
  UnpackedAhead& operator=(const UnpackedAhead&) = delete;

  /// The next bytes; none at the end. Valid until the next call.
  std::string_view next() {
    chunk_ = queue_.pop().value_or(Chunk{});
    return {chunk_.bytes.get(), chunk_.size};
  }

 private:
  struct Chunk {
    std::unique_ptr<char[]> bytes;
    std::size_t size = 0;
  };

  void unpack(ZipArchive& archive) {
    try {
      while (true) {
        Chunk chunk{std::make_unique_for_overwrite<char[]>(kChunk)};
        chunk.size = archive.read(chunk.bytes.get(), kChunk);
        if (chunk.size == 0) break;
        if (!queue_.push(std::move(chunk))) return;
      }
      queue_.end();
    } catch (...) {
      queue_.end(std::current_exception());
    }
  }

  AheadQueue<Chunk> queue_;
  Chunk chunk_;
  std::jthread thread_;  ///< ends before all that it uses
};

}  // namespace

const char* find_attribute(XmlAttributes attributes, std::string_view name) {
  for (; *attributes != nullptr; attributes += 2) {
    if (name == local_name(*attributes)) return attributes[1];
  }
  return nullptr;
}

void read_xml(ZipArchive& archive, const std::string& part, XmlHandler& handler, Unpack unpack) {
  const auto fail = [&](std::string_view problem) {
    throw DataError(
        ErrorKind::damaged_file, {archive.name()},
        fmt::format("its part {} {} (hint: open and save it in a spreadsheet program, or as CSV)",
                    printable(part), problem));
  };
  const std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> parser(XML_ParserCreate(nullptr),
                                                                       XML_ParserFree);
  if (parser == nullptr) throw std::bad_alloc();
  Events events(parser.get(), handler);
  archive.open(part);
  std::optional<UnpackedAhead> ahead;
  if (unpack == Unpack::ahead) ahead.emplace(archive);
  const auto buffer = std::make_unique_for_overwrite<char[]>(ahead ? 1 : kChunk);
  const auto next = [&] {
    if (ahead) return ahead->next();
    return std::string_view(buffer.get(), archive.read(buffer.get(), kChunk));
  };

  std::size_t quiet = 0;
  bool ended = false;
  while (!ended) {
    check_interrupt();
    const std::string_view bytes = next();
    ended = bytes.empty();
    const std::size_t before = events.count();
    const auto status = XML_Parse(parser.get(), bytes.data(), static_cast<int>(bytes.size()),
                                  ended ? XML_TRUE : XML_FALSE);
    events.rethrow();
    if (!events.problem().empty()) fail(events.problem());
    if (handler.done()) return;
    if (status != XML_STATUS_OK) {
      fail(fmt::format("is not well-formed XML: {} in line {}",
                       XML_ErrorString(XML_GetErrorCode(parser.get())),
                       XML_GetCurrentLineNumber(parser.get())));
    }
    quiet = events.count() == before ? quiet + bytes.size() : 0;
    if (quiet > kLongestTag) fail("has a tag or comment larger than 1 MB");
  }
}

}  // namespace rfmseg
