// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>

#include "browser/observer.h"
#include "browser/recorder.h"
#include "browser/told.h"
#include "browser/value.h"
#include "fetch/content_type.h"
#include "style.h"

namespace cspkit::cli {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostReports = 20'000;
constexpr std::size_t kMostSampleCharacters = 40;  // of a report

}  // namespace

void PageRecorder::on_report(const Session& session, const Params& params) {
  const json::array& words = array_at(params, "args");
  if (words.size() != 2 || !words[0].is_object() || !words[1].is_object() ||
      text_at(words[0].get_object(), "value") != kObserverMark) {
    return;
  }
  const auto context = session.context_frames.find(number_at(params, "executionContextId", -1));
  Document* const document =
      document_of(context == session.context_frames.end() ? session.frame : context->second);
  if (document == nullptr || !document->scan) return;
  boost::system::error_code error;
  const json::value report = json::parse(text_at(words[1].get_object(), "value"), error);
  // A page can write such a line too, and say what it likes: it says it of itself.
  if (!error && report.is_object()) add_report(*document, report.get_object());
}

void PageRecorder::add_report(Document& document, const Params& report) {
  const std::string_view uri = text_at(report, "uri");
  const std::string_view directive = text_at(report, "directive");
  const bool here = without_fragment(text_at(report, "file")) == document.url;
  const std::uint32_t line = here ? line_at(report, "line", 0) : 0;
  if (uri == "inline") {
    add_inline(document, report);
  } else if (uri == "eval") {
    document.scan->add(SeenUse{.kind = UseKind::eval, .line = line});
  } else if (uri == "wasm-eval") {
    document.scan->add(SeenUse{.kind = UseKind::wasm, .line = line});
  } else if (directive == "base-uri") {
    document.scan->add(SeenUse{.kind = UseKind::base_uri, .url = uri, .line = line});
  } else if (directive == "form-action") {
    document.scan->add(SeenUse{.kind = UseKind::form_action, .url = uri, .line = line});
  } else if (document.reported.size() < kMostReports) {
    document.reported[reported_url(uri)].emplace(directive);
  }
}

void PageRecorder::add_inline(Document& document, const Params& report) {
  const std::string_view directive = text_at(report, "directive");
  std::string_view source = text_at(report, "source");
  const std::string_view sample = text_at(report, "sample");
  if (source.empty()) {
    if (sample.size() >= kMostSampleCharacters) {
      notes_.push_back(fmt::format(
          "{}: an inline block was gone before it could be read whole, so that its hash is not "
          "known; it begins: {}",
          printable(document.url), printable(sample)));
      return;
    }
    source = sample;
  }
  if (source.empty() || document.inline_blocks.contains(std::string(source))) return;
  SeenInline block{.source = source, .parser_metadata = ParserMetadata::not_parser_inserted};
  if (directive == "script-src-attr") {
    block.type = InlineType::script_attribute;
  } else if (directive == "style-src-elem") {
    block.type = InlineType::style;
  } else if (directive == "style-src-attr") {
    block.type = InlineType::style_attribute;
  } else if (const std::size_t first = source.find_first_not_of(" \t\r\n");
             first != source.npos && is_field(source.substr(first, 11), "javascript:")) {
    block.type = InlineType::navigation;
  }
  const std::string_view nonce = text_at(report, "nonce");
  if (!nonce.empty()) block.nonce = nonce;
  document.scan->add(block);
  document.inline_blocks.insert(std::string(source));
}

}  // namespace cspkit::cli
