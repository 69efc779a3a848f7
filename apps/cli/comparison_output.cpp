// SPDX-License-Identifier: Apache-2.0
#include "comparison_output.h"

#include <cspkit/limits.h>
#include <fmt/format.h>

#include <algorithm>
#include <boost/json/array.hpp>

#include "table.h"

namespace cspkit::cli {
namespace {

namespace json = boost::json;

void add_request(const PolicyCase& asked, json::object& out) {
  const bool script = asked.destination == Destination::script;
  const bool parsed = asked.parser_metadata == ParserMetadata::parser_inserted;
  out.emplace("url", asked.url);
  out.emplace("destination", destination_name(asked.destination));
  if (!asked.nonce.empty()) out.emplace("nonce", asked.nonce);
  if (!asked.integrity.empty()) out.emplace("integrity", asked.integrity);
  if (parsed != script) out.emplace("parser_inserted", parsed);
  if (asked.initiator == Initiator::prefetch) out.emplace("initiator", "prefetch");
  if (asked.webtransport == WebTransport::with_hashes) out.emplace("webtransport_hashes", true);
  if (asked.redirect_count != 0) out.emplace("redirect_count", asked.redirect_count);
}

void add_inline(const PolicyCase& asked, json::object& out) {
  out.emplace("type", inline_type_name(asked.inline_type));
  if (asked.hashes.empty()) {
    out.emplace("source", asked.source);
  } else {
    out.emplace("hash", asked.hashes);
  }
  if (!asked.nonce.empty()) out.emplace("nonce", asked.nonce);
  if (asked.parser_metadata == ParserMetadata::not_parser_inserted)
    out.emplace("parser_inserted", false);
}

json::array to_json(const std::vector<Witness>& witnesses, const json::storage_ptr& storage) {
  json::array out(storage);
  for (const Witness& witness : witnesses) {
    json::object each(storage);
    each.emplace("check", to_check(witness, storage));
    each.emplace("directive", directive_name(witness.directive));
    each.emplace("allowed_by", witness.allowed_by
                                   ? json::value(directive_name(*witness.allowed_by), storage)
                                   : json::value(nullptr));
    each.emplace("matched", witness.allowed_source.empty()
                                ? json::value(nullptr)
                                : json::value(witness.allowed_source, storage));
    out.emplace_back(std::move(each));
  }
  return out;
}

std::string_view plural(Destination destination) {
  switch (destination) {
    case Destination::script: return "scripts";
    case Destination::style: return "stylesheets";
    case Destination::image: return "images";
    case Destination::font: return "fonts";
    case Destination::none: return "connections";
    case Destination::video: return "media";
    case Destination::object: return "plugins";
    case Destination::iframe: return "frames";
    case Destination::worker: return "workers";
    case Destination::manifest: return "manifests";
    default: return destination_name(destination);
  }
}

std::string_view plural(InlineType type) {
  switch (type) {
    case InlineType::script: return "inline scripts";
    case InlineType::script_attribute: return "event handlers";
    case InlineType::style: return "inline styles";
    case InlineType::style_attribute: return "style attributes";
    case InlineType::navigation: return "javascript: URLs";
    case InlineType::speculation_rules: return "speculation rules";
  }
  return "";
}

/// What is newly allowed or blocked, in a word or two.
std::string subject(const Witness& witness) {
  switch (witness.kind) {
    case CaseKind::request:
      if (witness.initiator == Initiator::prefetch) return "prefetches";
      return std::string(plural(witness.destination));
    case CaseKind::inline_block: return std::string(plural(witness.inline_type));
    case CaseKind::eval: return "eval()";
    case CaseKind::wasm: return "WebAssembly";
    case CaseKind::form_action: return "forms";
    case CaseKind::frame_ancestors: return "framing";
    case CaseKind::base_uri: return "base URLs";
    case CaseKind::webrtc: return "WebRTC";
    case CaseKind::trusted_types_policy: return "Trusted Types policies";
    case CaseKind::trusted_types_sink: return "strings at script sinks";
    case CaseKind::sandbox: return std::string(sandbox_flag_name(witness.flag));
  }
  return "";
}

/// The case, as concrete as can be said in a line.
std::string example(const Witness& witness) {
  std::string out;
  switch (witness.kind) {
    case CaseKind::request:
    case CaseKind::form_action:
    case CaseKind::base_uri: out = witness.url; break;
    case CaseKind::frame_ancestors: out = "by " + witness.url; break;
    case CaseKind::trusted_types_policy: out = "named \"" + witness.name + "\""; break;
    default: break;
  }
  const auto add = [&](const std::string& what) { out += (out.empty() ? "" : ", ") + what; };
  if (!witness.nonce.empty()) add("with the nonce " + witness.nonce);
  if (!witness.integrity.empty()) add("with integrity " + witness.integrity);
  if (!witness.hashes.empty()) add("whose hash is " + witness.hashes);
  if (witness.redirect_count != 0) add("after a redirect");
  if (witness.webtransport == WebTransport::with_hashes) add("a WebTransport with hashes");
  if (witness.exists) add("a second time");
  const bool inserted = witness.parser_metadata == ParserMetadata::not_parser_inserted;
  const bool script =
      witness.kind == CaseKind::inline_block || witness.destination == Destination::script;
  if (inserted && script &&
      (witness.kind == CaseKind::inline_block || witness.kind == CaseKind::request))
    add("inserted by another script");
  return out;
}

/// What lets a group's cases pass: `script-src https://cdn.test`.
std::string permission(const Witness& witness) {
  if (!witness.allowed_by) return fmt::format("{} is not set", directive_name(witness.directive));
  std::string out(directive_name(*witness.allowed_by));
  if (!witness.allowed_source.empty()) out += " " + witness.allowed_source;
  return out;
}

struct Group {
  std::string permission;
  std::vector<std::string> subjects;
  std::string first;  ///< the first case's example
};

std::vector<Group> group(const std::vector<Witness>& witnesses) {
  std::vector<Group> out;
  for (const Witness& witness : witnesses) {
    const std::string by = permission(witness);
    auto found = std::ranges::find(out, by, &Group::permission);
    if (found == out.end()) {
      out.push_back({by, {}, example(witness)});
      found = out.end() - 1;
    }
    if (found->first.empty()) found->first = example(witness);
    const std::string what = subject(witness);
    if (std::ranges::find(found->subjects, what) == found->subjects.end())
      found->subjects.push_back(what);
  }
  return out;
}

void print_groups(std::string_view heading, char mark, const std::vector<Witness>& witnesses,
                  bool more, Context& context) {
  if (witnesses.empty()) return;
  const Style& style = context.out_style;
  context.out.print("{}\n", style.bold(heading));
  for (const Group& each : group(witnesses)) {
    const std::string line = fmt::format("{} {}", mark, printable(each.permission));
    context.out.print("  {}\n", mark == '+' ? style.bad(line) : style.good(line));
    std::string what;
    for (const std::string& subject : each.subjects) what += (what.empty() ? "" : ", ") + subject;
    context.out.print("      {}\n", wrap(what, context.out.columns() - 6, 6));
    if (!each.first.empty())
      context.out.print("      {}\n", style.dim("such as " + printable(each.first)));
  }
  if (more) context.out.print("  … and more than these {}\n", limits::kMaxWitnesses);
  context.out.write("\n");
}

std::string_view verdict(const Comparison& comparison) {
  if (comparison.proof == Proof::limit_reached)
    return "not proven: the policies go beyond the limit kMaxComparisonSteps; compare them part by "
           "part";
  switch (comparison.relation) {
    case PolicyRelation::equal: return "equal: A and B allow the same";
    case PolicyRelation::stricter: return "stricter: B allows nothing that A blocks";
    case PolicyRelation::looser: return "looser: B allows what A blocks, and blocks nothing more";
    case PolicyRelation::incomparable: break;
  }
  return "incomparable: B allows some of what A blocks, and blocks some of what A allows";
}

/// Whether A and B differ in their nonces, as two responses of one page do.
bool nonces_differ(const Comparison& comparison) {
  const auto by_nonce = [](const Witness& witness) { return !witness.nonce.empty(); };
  return std::ranges::any_of(comparison.newly_allowed, by_nonce) &&
         std::ranges::any_of(comparison.newly_blocked, by_nonce);
}

void print_note(std::string_view text, Context& context) {
  context.out.print("{} {}\n", context.out_style.info("note:"),
                    wrap(text, context.out.columns() - 6, 6));
}

}  // namespace

json::object to_check(const PolicyCase& asked, const json::storage_ptr& storage) {
  json::object out(storage);
  out.emplace("kind", case_kind_name(asked.kind));
  switch (asked.kind) {
    case CaseKind::request: add_request(asked, out); break;
    case CaseKind::inline_block: add_inline(asked, out); break;
    case CaseKind::form_action:
      out.emplace("url", asked.url);
      if (!asked.hashes.empty()) out.emplace("hash", asked.hashes);
      if (asked.redirect_count != 0) out.emplace("redirect_count", asked.redirect_count);
      break;
    case CaseKind::base_uri: out.emplace("url", asked.url); break;
    case CaseKind::frame_ancestors:
      out.emplace("ancestors", json::array({json::value(asked.url, storage)}, storage));
      break;
    case CaseKind::trusted_types_policy:
      out.emplace("name", asked.name);
      if (asked.exists)
        out.emplace("existing", json::array({json::value(asked.name, storage)}, storage));
      break;
    case CaseKind::trusted_types_sink: out.emplace("group", "script"); break;
    case CaseKind::sandbox: out.emplace("flag", sandbox_flag_name(asked.flag)); break;
    default: break;
  }
  return out;
}

void add_comparison(const Comparison& comparison, json::object& answer) {
  const json::storage_ptr& storage = answer.storage();
  answer.emplace("relation", relation_name(comparison.relation));
  answer.emplace("newly_allowed", to_json(comparison.newly_allowed, storage));
  answer.emplace("newly_blocked", to_json(comparison.newly_blocked, storage));
  answer.emplace("a_subsumes_b", comparison.a_subsumes_b);
  answer.emplace("b_subsumes_a", comparison.b_subsumes_a);
  answer.emplace("proven", comparison.proof == Proof::complete);
  json::array beside(storage);
  for (const DirectiveId id : comparison.not_judged) beside.emplace_back(directive_name(id));
  answer.emplace("not_judged", std::move(beside));
  answer.emplace("report_only", comparison.report_only);
}

void print_comparison(const Comparison& comparison, Context& context) {
  print_groups("B newly allows", '+', comparison.newly_allowed, comparison.more_allowed, context);
  print_groups("B newly blocks", '-', comparison.newly_blocked, comparison.more_blocked, context);
  if (nonces_differ(comparison)) {
    print_note(
        "the nonces differ. Two responses of one page always do; write 'nonce-{nonce}' in both to "
        "compare the rest.",
        context);
  }
  if (!comparison.not_judged.empty()) {
    std::string names;
    for (const DirectiveId id : comparison.not_judged)
      names.append(names.empty() ? "" : ", ").append(directive_name(id));
    print_note(fmt::format("{} differ{} too; what is allowed does not turn on {}.", names,
                           comparison.not_judged.size() == 1 ? "s" : "",
                           comparison.not_judged.size() == 1 ? "it" : "them"),
               context);
  }
  if (comparison.report_only) {
    print_note("report-only policies block nothing, and are not compared.", context);
  }
  const Style& style = context.out_style;
  const std::string_view text = verdict(comparison);
  context.out.print("{}\n", comparison.a_subsumes_b ? style.good(text) : style.bad(text));
}

}  // namespace cspkit::cli
