// SPDX-License-Identifier: Apache-2.0
#include <boost/json/array.hpp>

#include "externalize_output.h"

namespace cspkit::cli {
namespace {

boost::json::object place_json(const InlinePlace& place) {
  boost::json::object out{{"kind", inline_code_name(place.code)}, {"element", place.element}};
  if (!place.attribute.empty()) out["attribute"] = place.attribute;
  out["line"] = place.position.line;
  out["column"] = place.position.column;
  return out;
}

boost::json::array blocked_json(const std::vector<BlockedPiece>& items) {
  boost::json::array out;
  for (const BlockedPiece& item : items) {
    out.push_back({{"what", item.what},
                   {"directive", item.directive},
                   {"line", item.position.line},
                   {"column", item.position.column}});
  }
  return out;
}

}  // namespace

boost::json::object externalized_json(const ExternalizeReport& report) {
  boost::json::array files, moved, staying, hints;
  for (const ExternalFile& file : report.files) {
    files.push_back({{"name", file.name},
                     {"kind", file.kind == ExternalFileKind::script ? "script" : "style"},
                     {"bytes", file.content.size()}});
  }
  for (const MovedCode& one : report.moved) {
    boost::json::object row = place_json(one.place);
    row["file"] = one.file;
    moved.push_back(std::move(row));
  }
  for (const StayingCode& one : report.staying) {
    const StayReasonInfo& info = stay_reason_info(one.reason);
    boost::json::object row = place_json(one.place);
    row["reason"] = info.name;
    row["why"] = info.why;
    row["remedy"] = info.remedy;
    if (!one.hash.empty()) row["hash"] = one.hash;
    staying.push_back(std::move(row));
  }
  for (const HintedCode& one : report.hints) {
    boost::json::object row = place_json(one.place);
    row["line"] = one.line;
    row["hint"] = externalize_hint_info(one.hint).name;
    row["message"] = externalize_hint_info(one.hint).message;
    hints.push_back(std::move(row));
  }
  boost::json::object out{{"folder", report.folder},       {"page", report.page},
                          {"files", std::move(files)},     {"moved", std::move(moved)},
                          {"staying", std::move(staying)}, {"hints", std::move(hints)}};
  if (report.policy != nullptr) {
    out["policy"] = report.policy->text;
    out["blocked"] = blocked_json(report.policy->blocked);
    out["blocked_by_meta"] = blocked_json(report.policy->blocked_by_meta);
  }
  return out;
}

}  // namespace cspkit::cli
