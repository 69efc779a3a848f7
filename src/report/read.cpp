// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "cspkit/limits.h"
#include "report/json.h"

namespace cspkit {
namespace {

namespace json = boost::json;

/// A JSON array or object at the head of a text, and how many bytes it takes.
struct Document {
  json::value value;
  std::size_t size = 0;
};
/// What consoles show under a message and what says nothing by itself: stack frames, and the second line of a message.
bool is_continuation(std::string_view line) {
  constexpr auto kBeginnings = std::to_array<std::string_view>(
      {"at ", "@", "Note that '", "The action has been blocked", "The request has been blocked",
       "The policy is report-only", "Source: ", "Understand this error", "(anonymous)",
       "Either the 'unsafe-inline'"});
  return std::ranges::any_of(kBeginnings,
                             [&](std::string_view text) { return line.starts_with(text); });
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::vector<ReportEntry> read() {
    while (!text_.empty()) {
      const char c = text_.front();
      if (c == '\n') ++line_;
      if (is_ascii_whitespace(c) || c == ',') {
        text_.remove_prefix(1);
      } else if ((c != '{' && c != '[') || !read_document(0)) {
        read_line();
      }
    }
    return std::move(entries_);
  }

 private:
  /// A JSON document that begins so many bytes further on.
  bool read_document(std::size_t offset) {
    auto document = document_at_head(text_.substr(offset));
    if (!document) return false;
    const std::string_view source = text_.substr(offset, document->size);
    // `[12]` or `[Error]` before a message is no report.
    const bool is_list = document->value.is_array();
    auto found = report::entries_of(document->value, source);
    const bool nothing = std::ranges::all_of(
        found, [](const ReportEntry& entry) { return entry.kind == ReportEntry::Kind::unknown; });
    if (nothing && (is_list || offset > 0) && source.find('{') == source.npos && !source.empty() &&
        source.size() > 2) {
      return false;
    }
    add(std::move(found));
    line_ += static_cast<std::size_t>(std::ranges::count(source, '\n'));
    text_.remove_prefix(offset + document->size);
    return true;
  }

  void read_line() {
    const std::size_t end = std::min(text_.find('\n'), text_.size());
    const std::string_view line = strip_ascii_whitespace(text_.substr(0, end));
    // A log line may have words before its report.
    const std::size_t brace = line.find('{');
    if (brace != line.npos && brace > 0 && line.substr(brace).find("irective") != line.npos &&
        line.data() == text_.data() && read_document(brace)) {
      return;
    }
    text_.remove_prefix(end);
    if (is_continuation(line)) {
      continue_last(line);
      return;
    }
    std::vector<ReportEntry> one;
    one.push_back(read_console_message(line));
    add(std::move(one));
  }

  void continue_last(std::string_view line) {
    if (entries_.empty() || entries_.back().kind != ReportEntry::Kind::violation) return;
    ReportedViolation& violation = entries_.back().violation;
    if (line.starts_with("The policy is report-only")) violation.disposition = Disposition::report;
    if (line.starts_with("Source: ")) {
      const std::string_view code = line.substr(std::string_view("Source: ").size());
      violation.sample = code;
      if (violation.blocked == BlockedKind::inline_block && code.starts_with("javascript:")) {
        violation.blocked = BlockedKind::javascript_url;
      }
    }
  }

  void add(std::vector<ReportEntry> found) {
    for (ReportEntry& entry : found) {
      entry.line = line_;
      entries_.push_back(std::move(entry));
    }
  }

  std::optional<Document> document_at_head(std::string_view text) {
    boost::system::error_code error;
    parser_.reset();
    const std::size_t taken = parser_.write_some(text.data(), text.size(), error);
    if (error || !parser_.done()) return std::nullopt;
    return Document{parser_.release(), taken};
  }

  std::string_view text_;
  json::stream_parser parser_{{}, report::json_options()};
  std::size_t line_ = 1;
  std::vector<ReportEntry> entries_;
};

}  // namespace

tl::expected<std::vector<ReportEntry>, ReportError> read_reports(std::string_view text) {
  if (text.size() > limits::kMaxReportBytes) {
    return tl::unexpected(ReportError{
        limits::kMaxReportBytes,
        fmt::format("over kMaxReportBytes ({} bytes); give it in parts", limits::kMaxReportBytes)});
  }
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::string mended = report::without_half_pairs(text);
  return Reader(mended).read();
}

}  // namespace cspkit
