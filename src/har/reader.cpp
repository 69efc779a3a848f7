// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/json_walk.h"
#include "cspkit/base64.h"
#include "cspkit/har.h"
#include "cspkit/limits.h"

namespace cspkit {
namespace {

constexpr std::size_t kMaxDepth = 256;
constexpr std::size_t kWordBytes = 4u << 10;

/// The strings of an entry that are read, by their keys.
enum class Text : std::uint8_t {
  other,
  page,
  method,
  url,
  request_name,
  request_value,
  response_name,
  response_value,
  redirect_url,
  mime_type,
  body,
  body_encoding,
  resource_type,
  initiator,
  initiator_url,
};

struct Row {
  std::string_view keys;  ///< below the entry
  Text text;
  std::size_t longest;  ///< bytes that are kept
};

// Base 64 takes four bytes for three, and perhaps a line break here and there.
constexpr std::size_t kMaxWrittenBody = limits::kMaxHarBodyBytes / 3 * 4 + (1u << 20);

constexpr Row kRows[] = {
    {"pageref", Text::page, kWordBytes},
    {"request.method", Text::method, kWordBytes},
    {"request.url", Text::url, limits::kMaxUrlBytes},
    {"request.headers.[].name", Text::request_name, kWordBytes},
    {"request.headers.[].value", Text::request_value, limits::kMaxPolicyBytes},
    {"response.headers.[].name", Text::response_name, kWordBytes},
    {"response.headers.[].value", Text::response_value, limits::kMaxPolicyBytes},
    {"response.redirectURL", Text::redirect_url, limits::kMaxUrlBytes},
    {"response.content.mimeType", Text::mime_type, kWordBytes},
    {"response.content.text", Text::body, kMaxWrittenBody},
    {"response.content.encoding", Text::body_encoding, kWordBytes},
    {"_resourceType", Text::resource_type, kWordBytes},
    {"_initiator.type", Text::initiator, kWordBytes},
    {"_initiator.url", Text::initiator_url, limits::kMaxUrlBytes},
};

constexpr std::size_t kEntryDepth = 3;  // log, entries, []

bool in_entry(const JsonPath& path) {
  return path.size() >= kEntryDepth && path[0] == "log" && path[1] == "entries" && path[2] == "[]";
}

/// Whether the path is that of an entry and then these keys, with points between them.
bool is(const JsonPath& path, std::string_view keys) {
  // From the end, since it is the last keys that differ.
  for (std::size_t i = path.size(); i-- > kEntryDepth;) {
    if (!keys.ends_with(path[i])) return false;
    keys.remove_suffix(path[i].size());
    if (keys.empty() != (i == kEntryDepth)) return false;
    if (keys.empty()) return true;
    if (!keys.ends_with('.')) return false;
    keys.remove_suffix(1);
  }
  return false;
}

const Row* find_row(const JsonPath& path) {
  const auto* const found =
      std::ranges::find_if(kRows, [&](const Row& row) { return is(path, row.keys); });
  return found == std::end(kRows) ? nullptr : found;
}

HarPlace to_place(const JsonPlace& place) { return {place.line, place.column, place.offset}; }

class Visitor : public JsonVisitor {
 public:
  Visitor(HarOptions options, std::function<void(HarEntry&&)> take)
      : options_(options), take_(std::move(take)) {}

  std::size_t longest(const JsonPath& path) override {
    if (error || !in_entry(path)) return 0;
    const Row* const row = find_row(path);
    if (row == nullptr) return 0;
    if (row->text == Text::body) {
      // A type that stands behind the body comes too late to spare it.
      const bool wanted =
          options_.bodies == HarBodies::html && (entry_.mime_type.empty() || entry_.is_html());
      if (!wanted) entry_.body_state = HarBodyState::not_wanted;
      return wanted ? row->longest : 0;
    }
    return row->longest;
  }

  void string(const JsonPath& path, JsonString value) override {
    if (error) return;
    begin(value.place);
    const Row* const row = find_row(path);
    switch (row == nullptr ? Text::other : row->text) {
      case Text::other: break;
      case Text::page: entry_.page = std::move(value.text); break;
      case Text::method: entry_.method = std::move(value.text); break;
      case Text::url:
        entry_.url = std::move(value.text);
        entry_.url_complete = value.complete;
        break;
      case Text::request_name:
      case Text::response_name:
        field_.name = std::move(value.text);
        field_.place = to_place(value.place);
        break;
      case Text::request_value:
      case Text::response_value:
        field_.value = std::move(value.text);
        if (!value.complete) {
          fail(value.place, fmt::format("a header field is longer than the limit of {} bytes; "
                                        "shorten it",
                                        limits::kMaxPolicyBytes));
        }
        break;
      case Text::redirect_url: entry_.redirect_url = std::move(value.text); break;
      case Text::mime_type: entry_.mime_type = std::move(value.text); break;
      case Text::body:
        entry_.body = std::move(value.text);
        entry_.body_state = value.complete ? HarBodyState::text : HarBodyState::too_long;
        break;
      case Text::body_encoding: encoding_ = std::move(value.text); break;
      case Text::resource_type: entry_.resource_type = std::move(value.text); break;
      case Text::initiator: entry_.initiator = std::move(value.text); break;
      case Text::initiator_url: entry_.initiator_url = std::move(value.text); break;
    }
  }

  void number(const JsonPath& path, std::int64_t value) override {
    if (!in_entry(path)) return;
    if (is(path, "response.status")) entry_.status = value;
    if (is(path, "_initiator.lineNumber")) entry_.initiator_line = value;
  }

  void object_begin(const JsonPath& path) override {
    if (path.size() == kEntryDepth && in_entry(path)) in_entry_ = true;
  }

  void object_end(const JsonPath& path) override {
    if (error || !in_entry(path)) return;
    if (path.size() == kEntryDepth) {
      finish_entry();
    } else if (is(path, "request.headers.[]")) {
      finish_field(entry_.request_fields);
    } else if (is(path, "response.headers.[]")) {
      finish_field(entry_.response_fields);
    }
  }

  void array_end(const JsonPath& path) override {
    if (path.size() == 2 && path[0] == "log" && path[1] == "entries") entries_seen = true;
  }

  void fail(const JsonPlace& place, std::string message) {
    error = HarError{to_place(place), in_entry_ ? summary.entries + 1 : 0, std::move(message)};
  }

  HarSummary summary;
  std::optional<HarError> error;
  bool entries_seen = false;

 private:
  /// The first of an entry's strings tells where it stands, which is near enough to find it.
  void begin(const JsonPlace& place) {
    if (std::exchange(begun_, true)) return;
    entry_.place = to_place(place);
  }

  void finish_field(std::vector<HarField>& fields) {
    if (fields.size() == limits::kMaxHarFields) {
      fail({field_.place.line, field_.place.column, field_.place.offset},
           fmt::format("more than {} header fields; leave some out", limits::kMaxHarFields));
      return;
    }
    fields.push_back(std::exchange(field_, {}));
  }

  void finish_body() {
    if (entry_.body_state == HarBodyState::text) {
      if (entry_.body.empty()) {
        entry_.body_state = HarBodyState::absent;
      } else if (options_.bodies == HarBodies::none || !entry_.is_html()) {
        entry_.body_state = HarBodyState::not_wanted;
      } else if (encoding_ == "base64") {
        auto bytes = base64_decode(entry_.body);
        entry_.body_state = bytes ? HarBodyState::bytes : HarBodyState::malformed;
        entry_.body = std::move(bytes).value_or("");
      }
      if (entry_.body.size() > limits::kMaxHarBodyBytes) entry_.body_state = HarBodyState::too_long;
    }
    const bool kept =
        entry_.body_state == HarBodyState::text || entry_.body_state == HarBodyState::bytes;
    if (!kept) entry_.body = {};
  }

  void finish_entry() {
    finish_body();
    encoding_.clear();
    field_ = {};
    begun_ = in_entry_ = false;
    entry_.number = ++summary.entries;
    HarEntry entry = std::exchange(entry_, {});
    if (entry.url.empty()) {
      ++summary.without_url;
    } else {
      take_(std::move(entry));
    }
  }

  HarOptions options_;
  std::function<void(HarEntry&&)> take_;
  HarEntry entry_;
  HarField field_;
  std::string encoding_;
  bool in_entry_ = false;
  bool begun_ = false;  ///< a string of the entry has come
};

}  // namespace

struct HarReader::State {
  State(HarOptions options, std::function<void(HarEntry&&)> take)
      : visitor(options, std::move(take)) {}

  Visitor visitor;
  JsonWalk walk{visitor, kMaxDepth};
  std::string_view mark = "\xEF\xBB\xBF";  ///< what may be left of it
};

HarReader::HarReader(HarOptions options, std::function<void(HarEntry&&)> take)
    : state_(std::make_unique<State>(options, std::move(take))) {}
HarReader::~HarReader() = default;

bool HarReader::write(std::string_view piece) {
  // Some programs put a byte order mark in front.
  for (std::string_view& mark = state_->mark; !mark.empty() && !piece.empty();) {
    if (piece.front() != mark.front()) {
      mark = {};
      break;
    }
    mark.remove_prefix(1);
    piece.remove_prefix(1);
  }
  return state_->walk.write(piece) && !state_->visitor.error;
}

tl::expected<HarSummary, HarError> HarReader::finish() {
  Visitor& visitor = state_->visitor;
  if (!visitor.error && !state_->walk.finish()) {
    const JsonProblem& problem = *state_->walk.problem();
    visitor.fail(problem.place, problem.message);
  }
  if (!visitor.error && !visitor.entries_seen) {
    visitor.fail({},
                 "no log.entries in it, so that it is no HAR file; export one from the "
                 "browser's network panel");
  }
  if (visitor.error) return tl::unexpected(*visitor.error);
  return visitor.summary;
}

}  // namespace cspkit
