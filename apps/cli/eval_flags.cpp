// SPDX-License-Identifier: Apache-2.0
#include "eval_flags.h"

#include <fmt/format.h>
#include <boost/json/parse.hpp>

#include <charconv>

#include "batch.h"

namespace cspkit::cli {
namespace {

namespace json = boost::json;

/// A flag that names a kind of check, and the field that its value fills.
struct KindFlag {
  std::string_view flag;
  std::string_view kind;
  std::string_view field;  ///< empty for switches
};

constexpr KindFlag kKindFlags[] = {
    {"request", "request", "url"},
    {"inline", "inline", "type"},
    {"eval", "eval", ""},
    {"wasm", "wasm", ""},
    {"form-action", "form-action", "url"},
    {"frame-ancestor", "frame-ancestors", "ancestors"},
    {"base-uri", "base-uri", "url"},
    {"webrtc", "webrtc", ""},
    {"trusted-types-policy", "trusted-types-policy", "name"},
    {"trusted-types-sink", "trusted-types-sink", "group"},
};

/// A flag that gives a detail, and the field it fills.
struct DetailFlag {
  std::string_view flag;
  std::string_view field;
};

constexpr DetailFlag kTextDetails[] = {
    {"destination", "destination"}, {"nonce", "nonce"},   {"integrity", "integrity"},
    {"initiator", "initiator"},     {"source", "source"},
};

json::array strings(const std::vector<std::string_view>& values) {
  json::array out;
  for (const std::string_view value : values) out.emplace_back(value);
  return out;
}

const KindFlag& the_kind(const Args& args) {
  const KindFlag* found = nullptr;
  for (const KindFlag& each : kKindFlags) {
    if (!args.has(each.flag)) continue;
    if (found != nullptr) {
      throw UsageError(
          fmt::format("--{} beside --{}; check one thing at a time", each.flag, found->flag));
    }
    found = &each;
  }
  if (found == nullptr) {
    throw UsageError(
        "nothing to check; name it, as with --request URL, --inline script, --eval or "
        "--frame-ancestor URL");
  }
  return *found;
}

/// The command line as the contract's check object, so that both ways share one reader.
json::object to_object(const Args& args) {
  const KindFlag& kind = the_kind(args);
  json::object out{{"kind", kind.kind}};
  if (kind.field == "ancestors") {
    out["ancestors"] = strings(args.values(kind.flag));
  } else if (!kind.field.empty()) {
    out[kind.field] = *args.value(kind.flag);
  }
  if (kind.kind == "request") out["destination"] = "";
  for (const DetailFlag& detail : kTextDetails) {
    if (const auto value = args.value(detail.flag)) out[detail.field] = *value;
  }
  if (const auto value = args.value("parser-inserted")) out["parser_inserted"] = *value == "yes";
  if (const auto value = args.value("redirects")) {
    std::int64_t count = -1;
    const auto parsed = std::from_chars(value->data(), value->data() + value->size(), count);
    if (parsed.ec != std::errc() || parsed.ptr != value->data() + value->size() || count < 0) {
      throw UsageError(
          fmt::format("--redirects: '{}' is no count; write a whole number from 0 on", *value));
    }
    out["redirect_count"] = count;
  }
  if (args.has("existing")) out["existing"] = strings(args.values("existing"));
  return out;
}

/// The reader's message begins with the field in double quotes; on a command line its flag says more.
std::string in_terms_of_flags(std::string_view message, const Args& args) {
  const std::size_t end = message.find('"', 1);
  if (!message.starts_with('"') || end == std::string_view::npos) return std::string(message);
  const std::string_view field = message.substr(1, end - 1);
  const KindFlag& kind = the_kind(args);
  std::string_view flag;
  if (field == kind.field) flag = kind.flag;
  for (const DetailFlag& detail : kTextDetails) {
    if (detail.field == field) flag = detail.flag;
  }
  return flag.empty() ? std::string(message) : fmt::format("--{}{}", flag, message.substr(end + 1));
}

}  // namespace

std::vector<Flag> check_flags() {
  return {
      {.name = "request",
       .value = "URL",
       .help = "check a request for URL (its current URL, after redirects)"},
      {.name = "destination",
       .value = "NAME",
       .help = "the request's destination: script, style, image, font, iframe, worker, …; leave it "
               "out for fetch() and its kin"},
      {.name = "nonce", .value = "VALUE", .help = "the nonce attribute of the element"},
      {.name = "integrity", .value = "METADATA", .help = "the integrity attribute of the element"},
      {.name = "parser-inserted",
       .value = "YES",
       .help =
           "whether the parser inserted the element (default: yes for scripts and inline blocks)",
       .choices = {"yes", "no"}},
      {.name = "redirects", .value = "N", .help = "how many redirects led to the URL (default 0)"},
      {.name = "initiator",
       .value = "NAME",
       .help = "prefetch, prerender, or anything else",
       .choices = {"prefetch", "prerender", "fetch"}},
      {.name = "inline",
       .value = "TYPE",
       .help = "check an inline block",
       .choices = {"script", "script-attribute", "style", "style-attribute", "navigation",
                   "speculation-rules"}},
      {.name = "source",
       .value = "TEXT",
       .help = "the inline block's content (for navigation, the javascript: URL)"},
      {.name = "eval", .help = "check eval() and its kin"},
      {.name = "wasm", .help = "check the compilation of WebAssembly"},
      {.name = "form-action", .value = "URL", .help = "check a form submission to URL"},
      {.name = "frame-ancestor",
       .value = "URL",
       .help = "check framing by URL; repeat it, nearest first",
       .repeat = Repeat::many},
      {.name = "base-uri", .value = "URL", .help = "check a base element's URL"},
      {.name = "webrtc", .help = "check a WebRTC connection"},
      {.name = "trusted-types-policy",
       .value = "NAME",
       .help = "check the creation of a Trusted Types policy"},
      {.name = "existing",
       .value = "NAME",
       .help = "a Trusted Types policy created before",
       .repeat = Repeat::many},
      {.name = "trusted-types-sink",
       .value = "GROUP",
       .help = "check a string that reaches a sink",
       .choices = {"script"}},
  };
}

Check check_from_flags(const Args& args, json::object& storage) {
  storage = to_object(args);
  try {
    return read_check(storage);
  } catch (const RowError& error) {
    throw UsageError(in_terms_of_flags(error.what(), args));
  }
}

}  // namespace cspkit::cli
