// SPDX-License-Identifier: Apache-2.0
#include "finding_writer.h"

#include <bit>
#include <cstdint>

#include "policy_json.h"

namespace cspkit::cli {
namespace {

/// Whether they are one text of the library's tables, which stay where they are.
bool same(std::string_view a, std::string_view b) {
  return a.data() == b.data() && a.size() == b.size();
}

/// A place for findings whose tables' texts these are.
std::size_t place_of(const Finding& finding) {
  constexpr std::uint64_t kOdd = 0x9E37'79B9'7F4A'7C15;
  const auto bits = [](std::string_view text) -> std::uint64_t {
    return reinterpret_cast<std::uintptr_t>(text.data());
  };
  const std::uint64_t mixed = bits(finding.id) ^ std::rotl(bits(finding.reference), 21) ^
                              std::rotl(bits(finding.peer_severity), 42) ^
                              static_cast<std::uint64_t>(finding.severity);
  return mixed * kOdd >> 32;
}

void write_text_or_null(std::string_view text, JsonWriter& document) {
  text.empty() ? document.value(nullptr) : document.value(text);
}

constexpr std::string_view kNoFix = R"("fix":null,)";

void write_fix(const Fix& fix, JsonWriter& document) {
  document.member("fix", fix.description);
  document.key("edits");
  document.begin_array();
  for (const Edit& edit : fix.edits) {
    document.begin_object();
    document.key("span");
    document.begin_array();
    document.value(edit.span.begin);
    document.value(edit.span.end);
    document.end_array();
    document.member("replacement", edit.replacement);
    document.end_object();
  }
  document.end_array();
  document.member("safe", fix.safety == FixSafety::safe);
}

}  // namespace

bool FindingWriter::Frame::fits(const Finding& finding) const {
  return same(id, finding.id) && same(reference, finding.reference) && same(page, finding.page) &&
         same(peer_severity, finding.peer_severity) && severity == finding.severity;
}

const FindingWriter::Frame& FindingWriter::frame_of(const Finding& finding) {
  Frame& frame = frames_[place_of(finding) % kFrames];
  if (!frame.to_directive.empty() && frame.fits(finding)) return frame;
  frame.id = finding.id;
  frame.reference = finding.reference;
  frame.page = finding.page;
  frame.peer_severity = finding.peer_severity;
  frame.severity = finding.severity;

  part_.clear();
  part_.member("id", finding.id);
  part_.member("severity", to_string(finding.severity));
  part_.key("directive");
  frame.to_directive = part_.text();
  frame.ascii = part_.is_ascii();

  part_.clear();
  if (!finding.peer_severity.empty()) part_.member("peer_severity", finding.peer_severity);
  part_.key("message");
  frame.to_message = part_.text();
  frame.ascii = frame.ascii && part_.is_ascii();

  part_.clear();
  part_.member("fix", nullptr);
  part_.member("reference", finding.reference);
  part_.member("page", finding.page);
  part_.key("span");
  part_.begin_array();
  frame.to_span = part_.text();
  frame.ascii = frame.ascii && part_.is_ascii();
  return frame;
}

void FindingWriter::write(const Finding& finding, Disposition disposition, JsonWriter& document) {
  const Frame& frame = frame_of(finding);
  document.lead_in(frame.to_directive, frame.ascii);
  write_text_or_null(finding.directive, document);
  document.key("value");
  write_text_or_null(finding.value, document);
  document.lead_in(frame.to_message, frame.ascii);
  document.value(finding.message);
  std::string_view to_span = frame.to_span;
  if (finding.fix) {
    write_fix(*finding.fix, document);
    to_span.remove_prefix(kNoFix.size());
  }
  document.lead_in(to_span, frame.ascii);
  document.value(finding.span.begin);
  document.value(finding.span.end);
  document.end_array();
  document.member("policy", finding.policy);
  document.member("disposition", Plain{disposition_name(disposition)});
}

}  // namespace cspkit::cli
