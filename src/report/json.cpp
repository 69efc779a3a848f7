// SPDX-License-Identifier: Apache-2.0
#include "report/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/ascii.h"
#include "cspkit/limits.h"
#include "report/console.h"

namespace cspkit {
namespace report {
namespace {

namespace json = boost::json;

/// Key and value are known by several spellings: `blocked-uri`, `blockedURI`, `blockedURL`, `blocked_uri`.
std::string folded(std::string_view key) {
  std::string plain;
  for (const char c : key) {
    if (c != '-' && c != '_') plain += ascii_lower(c);
  }
  if (plain.ends_with("url")) plain.back() = 'i';
  return plain;
}

/// The fields of a violation, by their folded names.
class Fields {
 public:
  explicit Fields(const json::object& object) : object_(&object) {}

  [[nodiscard]] const json::value* find(std::string_view name) const {
    for (const auto& member : *object_) {
      if (folded(member.key()) == name) return &member.value();
    }
    return nullptr;
  }
  [[nodiscard]] bool has(std::string_view name) const { return find(name) != nullptr; }

  /// Empty where it is missing, null, or no text.
  [[nodiscard]] std::string text(std::string_view name) const {
    const json::value* const value = find(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
  }
  /// 0 where it is missing or no whole number; numbers may stand as text.
  [[nodiscard]] std::uint32_t number(std::string_view name) const {
    const json::value* const value = find(name);
    if (value == nullptr) return 0;
    std::uint32_t number = 0;
    if (value->is_string()) {
      const std::string_view digits = strip_ascii_whitespace(value->get_string());
      const auto [end, error] =
          std::from_chars(digits.data(), digits.data() + digits.size(), number);
      return error == std::errc() && end == digits.data() + digits.size() ? number : 0;
    }
    boost::system::error_code error;
    number = value->to_number<std::uint32_t>(error);
    return error ? 0 : number;
  }

 private:
  const json::object* object_;
};

bool holds_violation(const Fields& fields) {
  return fields.has("effectivedirective") || fields.has("violateddirective") ||
         (fields.has("blockeduri") && fields.has("documenturi"));
}

std::optional<Disposition> disposition_of(std::string_view text) {
  if (equals_ignoring_ascii_case(text, "enforce")) return Disposition::enforce;
  if (equals_ignoring_ascii_case(text, "report") || equals_ignoring_ascii_case(text, "reporting")) {
    return Disposition::report;
  }
  return std::nullopt;
}

std::optional<Browser> browser_of(std::string_view user_agent) {
  const auto names = [&](std::string_view product) {
    return user_agent.find(product) != user_agent.npos;
  };
  if (names("Firefox/")) return Browser::firefox;
  if (names("Chrome/") || names("Chromium/")) return Browser::chromium;
  if (names("AppleWebKit/")) return Browser::webkit;
  return std::nullopt;
}

struct Keyword {
  std::string_view text;
  BlockedKind kind;
};
constexpr auto kKeywords = std::to_array<Keyword>({
    {"inline", BlockedKind::inline_block},
    {"eval", BlockedKind::eval},
    {"wasm-eval", BlockedKind::wasm_eval},
    {"trusted-types-policy", BlockedKind::trusted_types_policy},
    {"trusted-types-sink", BlockedKind::trusted_types_sink},
    {"javascript", BlockedKind::javascript_url},
});

void take_blocked(std::string text, ReportedViolation& violation) {
  for (const Keyword& keyword : kKeywords) {
    if (text == keyword.text) {
      violation.blocked = keyword.kind;
      return;
    }
  }
  // Firefox once left inline blocks empty, or called them `self`.
  const bool may_be_inline = violation.effective_directive.starts_with("script-src") ||
                             violation.effective_directive.starts_with("style-src");
  if (may_be_inline && (text.empty() || text == "self")) {
    violation.blocked = BlockedKind::inline_block;
  } else if (!text.empty()) {
    violation.blocked = BlockedKind::url;
    violation.blocked_url = std::move(text);
  }
}

ReportEntry violation_of(const json::object& object, ReportShape shape,
                         std::string_view user_agent = {}) {
  const Fields fields(object);
  ReportEntry entry;
  entry.kind = ReportEntry::Kind::violation;
  ReportedViolation& violation = entry.violation;
  violation.shape = shape;
  violation.user_agent = user_agent.empty() ? fields.text("useragent") : std::string(user_agent);
  violation.browser = browser_of(violation.user_agent);
  violation.disposition = disposition_of(fields.text("disposition"));
  violation.violated_directive = fields.text("violateddirective");
  violation.effective_directive = name_of_directive(fields.text("effectivedirective"));
  if (violation.effective_directive.empty()) {
    violation.effective_directive = name_of_directive(violation.violated_directive);
  }
  violation.original_policy = fields.text("originalpolicy");
  violation.document_url = fields.text("documenturi");
  violation.referrer = fields.text("referrer");
  violation.source_file = fields.text("sourcefile");
  violation.line_number = fields.number("linenumber");
  violation.column_number = fields.number("columnnumber");
  violation.status_code = fields.number("statuscode");
  violation.sample = fields.text("sample");
  if (violation.sample.empty()) violation.sample = fields.text("scriptsample");
  take_blocked(fields.text("blockeduri"), violation);
  return entry;
}

class Reader {
 public:
  explicit Reader(std::vector<ReportEntry>& entries) : entries_(entries) {}

  void read(const json::value& value) {
    if (value.is_array()) {
      for (const json::value& each : value.get_array()) read(each);
    } else if (value.is_object()) {
      read_object(value.get_object());
    }
  }

 private:
  void read_object(const json::object& object) {
    const Fields fields(object);
    if (const json::value* const report = fields.find("cspreport"); report && report->is_object()) {
      // An empty envelope is a report that tells nothing.
      entries_.push_back(
          violation_of(report->get_object(), ReportShape::report_uri, fields.text("useragent")));
      return;
    }
    const json::value* const body = fields.find("body");
    const std::string type = fields.text("type");
    if (body != nullptr && body->is_object() &&
        (type == "csp-violation" || holds_violation(Fields(body->get_object())))) {
      entries_.push_back(
          violation_of(body->get_object(), ReportShape::reporting_api, fields.text("useragent")));
      return;
    }
    if (holds_violation(fields)) {
      const bool hyphens = object.contains("violated-directive") ||
                           object.contains("effective-directive") || object.contains("blocked-uri");
      entries_.push_back(violation_of(object, hyphens ? ReportShape::bare : ReportShape::event));
      return;
    }
    if (body != nullptr && !type.empty()) {
      ReportEntry other;
      other.kind = ReportEntry::Kind::other;
      other.text = type;
      entries_.push_back(std::move(other));
      return;
    }
    // Logs of collectors and of automated browsers: the report, or the message, lies within.
    for (const auto& member : object) {
      if (member.value().is_string()) {
        read_text(member.key(), member.value().get_string());
      } else {
        read(member.value());
      }
    }
  }

  void read_text(std::string_view key, std::string_view text) {
    constexpr auto kKeys =
        std::to_array<std::string_view>({"message", "text", "msg", "log", "description"});
    if (std::ranges::find(kKeys, key) == kKeys.end()) return;
    ReportEntry entry = read_console_message(text);
    if (entry.kind != ReportEntry::Kind::unknown) entries_.push_back(std::move(entry));
  }

  std::vector<ReportEntry>& entries_;
};

}  // namespace

std::string without_half_pairs(std::string_view text) {
  constexpr std::size_t kEscape = std::string_view("\\uD83D").size();
  // Whether an escape stands at `at` whose second hexadecimal digit is one of these; its first is a D.
  const auto is_half = [&](std::size_t at, std::string_view digits) {
    return at + kEscape <= text.size() && text[at] == '\\' && text[at + 1] == 'u' &&
           ascii_lower(text[at + 2]) == 'd' &&
           digits.find(ascii_lower(text[at + 3])) != digits.npos;
  };
  std::string mended(text);
  for (std::size_t at = text.find('\\'); at < text.size(); at = text.find('\\', at)) {
    const bool leads = is_half(at, "89ab");
    if (leads && is_half(at + kEscape, "cdef")) {
      at += 2 * kEscape;
    } else if (leads || is_half(at, "cdef")) {
      mended.replace(at, kEscape, "\\ufffd");
      at += kEscape;
    } else {
      at += 2;
    }
  }
  return mended;
}

boost::json::parse_options json_options() {
  json::parse_options options;
  options.max_depth = limits::kMaxReportDepth;
  options.allow_invalid_utf8 = true;  // samples may be cut within a character
  return options;
}

std::vector<ReportEntry> entries_of(const boost::json::value& value, std::string_view text) {
  std::vector<ReportEntry> entries;
  Reader(entries).read(value);
  if (entries.empty()) {
    ReportEntry unknown;
    unknown.text = text.substr(0, kToldBytes);
    entries.push_back(std::move(unknown));
  }
  return entries;
}

}  // namespace report

tl::expected<std::vector<ReportEntry>, ReportError> read_report_body(std::string_view body) {
  if (body.size() > limits::kMaxReportBytes) {
    return tl::unexpected(ReportError{
        limits::kMaxReportBytes, fmt::format("over kMaxReportBytes ({} bytes); send fewer at once",
                                             limits::kMaxReportBytes)});
  }
  const std::string mended = report::without_half_pairs(body);
  body = mended;
  boost::json::stream_parser parser({}, report::json_options());
  boost::system::error_code error;
  std::size_t at = parser.write_some(body.data(), body.size(), error);
  if (!error && !parser.done()) parser.finish(error);
  if (!error) {
    while (at < body.size() && is_ascii_whitespace(body[at])) ++at;
    if (at < body.size()) error = boost::json::error::extra_data;
  }
  if (error) {
    return tl::unexpected(ReportError{
        at, fmt::format("no JSON: {}; give it as the browser sent it", error.message())});
  }
  return report::entries_of(parser.release(), body);
}

}  // namespace cspkit
