// SPDX-License-Identifier: Apache-2.0
#include "eval_case.h"

#include <cspkit/violation.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "batch.h"
#include "policy_input.h"

namespace cspkit::cli {
namespace {

namespace json = boost::json;

template <class... F>
struct Overloaded : F... {
  using F::operator()...;
};
template <class... F>
Overloaded(F...) -> Overloaded<F...>;  // clang 14 does not deduce aggregates

Url require_url(const json::object& object, std::string_view key) {
  const std::string_view text = require_string(object, key);
  auto url = Url::parse(text);
  if (!url) {
    throw RowError(fmt::format("\"{}\" is no URL: {} at byte {}; write an absolute URL", key,
                               url.error().message(), url.error().offset));
  }
  return *std::move(url);
}

bool bool_or(const json::object& object, std::string_view key, bool fallback) {
  const json::value* const value = object.if_contains(key);
  if (value == nullptr || value->is_null()) return fallback;
  if (!value->is_bool())
    throw RowError(fmt::format("\"{}\" is no boolean; write true or false", key));
  return value->get_bool();
}

std::uint32_t count_or_zero(const json::object& object, std::string_view key) {
  const json::value* const value = object.if_contains(key);
  if (value == nullptr || value->is_null()) return 0;
  if (value->is_int64() && value->get_int64() >= 0) {
    return static_cast<std::uint32_t>(std::min<std::int64_t>(value->get_int64(), UINT32_MAX));
  }
  throw RowError(fmt::format("\"{}\" is no count; write a whole number from 0 on", key));
}

ParserMetadata parser_metadata(const json::object& object, bool fallback) {
  return bool_or(object, "parser_inserted", fallback) ? ParserMetadata::parser_inserted
                                                      : ParserMetadata::not_parser_inserted;
}

template <class Enum, class Find>
Enum require_name(const json::object& object, std::string_view key, Find&& find,
                  std::string_view known) {
  const std::string_view name = require_string(object, key);
  const std::optional<Enum> found = find(name);
  if (!found)
    throw RowError(
        fmt::format("\"{}\" is \"{}\", which is unknown; known are {}", key, name, known));
  return *found;
}

Initiator read_initiator(const json::object& object) {
  const std::string_view name = string_or(object, "initiator", "");
  if (name == "prefetch") return Initiator::prefetch;
  if (name == "prerender") return Initiator::prerender;
  return Initiator::other;
}

Check read_request(const json::object& object) {
  RequestCheck check{.url = require_url(object, "url"), .request = {}, .as_written = {}};
  Request& request = check.request;
  request.destination =
      require_name<Destination>(object, "destination", find_destination,
                                "Fetch's destinations, such as \"script\", \"image\" or \"\"");
  request.nonce = string_or(object, "nonce", "");
  request.integrity = string_or(object, "integrity", "");
  request.parser_metadata = parser_metadata(object, request.destination == Destination::script);
  request.redirect_count = count_or_zero(object, "redirect_count");
  request.initiator = read_initiator(object);
  if (bool_or(object, "webtransport_hashes", false))
    request.webtransport = WebTransport::with_hashes;
  return check;
}

Check read_inline(const json::object& object) {
  InlineCheck check;
  check.type = require_name<InlineType>(
      object, "type", find_inline_type,
      "script, script-attribute, style, style-attribute, navigation, speculation-rules");
  check.source = string_or(object, "source", "");
  check.hashes = string_or(object, "hash", "");
  if (const json::value* const nonce = object.if_contains("nonce");
      nonce != nullptr && !nonce->is_null()) {
    check.nonce = require_string(object, "nonce");
  }
  check.parser_metadata = parser_metadata(object, true);
  // What is hashed is the URL as it is serialized: #should-block-navigation-request.
  if (check.type == InlineType::navigation) {
    if (auto url = Url::parse(check.source)) return NavigationCheck{*std::move(url), check};
  }
  return check;
}

Check read_form_action(const json::object& object) {
  return FormActionCheck{require_url(object, "url"), count_or_zero(object, "redirect_count"),
                         string_or(object, "hash", "")};
}

const json::array& require_array(const json::object& object, std::string_view key) {
  const json::value* const value = object.if_contains(key);
  if (value == nullptr) throw RowError(fmt::format("\"{}\" is missing; add it", key));
  if (!value->is_array()) throw RowError(fmt::format("\"{}\" is no array; write a list", key));
  return value->get_array();
}

std::string_view require_element(const json::value& element, std::string_view key) {
  if (!element.is_string())
    throw RowError(fmt::format("\"{}\" holds something that is no string; write strings", key));
  return element.get_string();
}

Check read_frame_ancestors(const json::object& object) {
  FrameAncestorsCheck check;
  for (const json::value& element : require_array(object, "ancestors")) {
    const std::string_view text = require_element(element, "ancestors");
    auto url = Url::parse(text);
    if (!url)
      throw RowError(
          fmt::format("\"ancestors\" holds \"{}\", which is no URL; write absolute URLs", text));
    check.ancestors.push_back(*std::move(url));
  }
  return check;
}

Check read_trusted_types_policy(const json::object& object) {
  TrustedTypesPolicyCheck check{require_string(object, "name"), {}};
  if (object.contains("existing")) {
    for (const json::value& element : require_array(object, "existing")) {
      check.existing.push_back(require_element(element, "existing"));
    }
  }
  return check;
}

Check read_sandbox(const json::object& object) {
  return SandboxCheck{require_name<SandboxFlag>(
      object, "flag", find_sandbox_flag,
      "HTML's sandboxing flags, such as \"scripts\", \"forms\" or \"origin\"")};
}

struct KindRow {
  std::string_view kind;
  Check (*read)(const json::object&);
};

constexpr std::array<KindRow, 11> kKinds{{
    {"request", read_request},
    {"inline", read_inline},
    {"eval", [](const json::object&) -> Check { return EvalCheck{}; }},
    {"wasm", [](const json::object&) -> Check { return WasmCheck{}; }},
    {"form-action", read_form_action},
    {"frame-ancestors", read_frame_ancestors},
    {"base-uri",
     [](const json::object& object) -> Check { return BaseUriCheck{require_url(object, "url")}; }},
    {"webrtc", [](const json::object&) -> Check { return WebRtcCheck{}; }},
    {"trusted-types-policy", read_trusted_types_policy},
    {"trusted-types-sink",
     [](const json::object& object) -> Check {
       return TrustedTypesSinkCheck{string_or(object, "group", "script")};
     }},
    {"sandbox", read_sandbox},
}};

template <class Enum>
Enum choice(const json::object& object, std::string_view key, std::string_view first,
            std::string_view second) {
  const std::string_view name = string_or(object, key, first);
  if (name == first) return static_cast<Enum>(0);
  if (name == second) return static_cast<Enum>(1);
  throw RowError(fmt::format("\"{}\" is \"{}\"; write \"{}\" or \"{}\"", key, name, first, second));
}

}  // namespace

Disposition read_disposition(const json::object& policy) {
  return choice<Disposition>(policy, "disposition", "enforce", "report");
}

Delivery read_delivery(const json::object& policy) {
  return choice<Delivery>(policy, "delivery", "header", "meta");
}

namespace {

void add_policies(PolicyList& list, const json::object& row) {
  for (const json::value& element : require_array(row, "policies")) {
    if (!element.is_object())
      throw RowError("\"policies\" holds something that is no object; write {\"value\":…}");
    const json::object& policy = element.get_object();
    const auto added = list.add_header(require_string(policy, "value"), read_disposition(policy),
                                       read_delivery(policy));
    if (!added) {
      throw RowError(fmt::format("a policy goes beyond the limit {} ({} of at most {}); shorten it",
                                 added.error().limit, added.error().actual, added.error().maximum));
    }
  }
}

}  // namespace

Check read_check(const json::object& check) {
  const std::string_view kind = require_string(check, "kind");
  const auto row = std::ranges::find(kKinds, kind, &KindRow::kind);
  if (row != kKinds.end()) return row->read(check);
  std::string known;
  for (const KindRow& each : kKinds)
    known += fmt::format("{}{}", known.empty() ? "" : ", ", each.kind);
  throw RowError(fmt::format("\"kind\" is \"{}\", which is unknown; known are {}", kind, known));
}

EvalCase read_eval_case(const json::object& row) {
  EvalCase out(row.contains("document_url") ? require_url(row, "document_url")
                                            : *Url::parse(kDefaultDocumentUrl));
  add_policies(out.policies, row);
  const json::value* const check = row.if_contains("check");
  if (check == nullptr || !check->is_object()) {
    throw RowError("\"check\" is missing or no object; write {\"kind\":…}");
  }
  out.check = read_check(check->get_object());
  out.upgraded = upgrade_insecure_url(out.policies, out.check);
  return out;
}

namespace {

/// Whether the host is the machine itself, which needs no TLS to be trusted.
/// Source: https://w3c.github.io/webappsec-secure-contexts/#is-url-trustworthy
bool is_loopback(const UrlView& url) {
  return url.host == "localhost" || url.host.ends_with(".localhost") || url.host == "[::1]" ||
         (url.host_kind == HostKind::ipv4 && url.host.starts_with("127."));
}

std::optional<Url> upgraded(const Url& url) {
  const std::string_view scheme = url.view().scheme;
  if ((scheme != "http" && scheme != "ws") || is_loopback(url.view())) return std::nullopt;
  auto secure = Url::parse(fmt::format("{}s{}", scheme, url.href().substr(scheme.size())));
  return secure ? std::optional(*std::move(secure)) : std::nullopt;
}

}  // namespace

bool upgrade_insecure_url(const PolicyList& policies, Check& check) {
  const bool asked = std::ranges::any_of(policies.policies(), [](const CompiledPolicy& policy) {
    return policy.disposition() == Disposition::enforce &&
           policy.has(DirectiveId::upgrade_insecure_requests);
  });
  if (!asked) return false;
  const auto upgrade = [](Url& url) {
    auto secure = upgraded(url);
    if (secure) std::swap(url, *secure);
    return secure;
  };
  if (auto* const request = std::get_if<RequestCheck>(&check)) {
    request->as_written = upgrade(request->url);
    return request->as_written.has_value();
  }
  auto* const form = std::get_if<FormActionCheck>(&check);
  return form != nullptr && upgrade(form->url).has_value();
}

namespace {

std::vector<UrlView> views(const std::vector<Url>& urls) {
  std::vector<UrlView> out;
  for (const Url& url : urls) out.push_back(url.view());
  return out;
}

InlineCheck with_source(const NavigationCheck& check) {
  InlineCheck out = check.as_inline;
  out.source = check.url.view().href;
  return out;
}

/// Chromium asks about fetch() and its kin before it upgrades.
Request with_url(const RequestCheck& check, Browser as) {
  Request request = check.request;
  const bool early = as == Browser::chromium && request.destination == Destination::none;
  request.url = (early && check.as_written ? *check.as_written : check.url).view();
  return request;
}

}  // namespace

Verdict decide(const PolicyList& list, const Check& check, Browser as, ViolationSink sink) {
  return std::visit(
      Overloaded{
          [&](const RequestCheck& c) {
            return should_block_request(list, with_url(c, as), as, sink);
          },
          [&](const InlineCheck& c) { return should_block_inline(list, c, as, sink); },
          [&](const NavigationCheck& c) {
            return should_block_inline(list, with_source(c), as, sink);
          },
          [&](const EvalCheck&) { return can_compile_strings(list, as, sink); },
          [&](const WasmCheck&) { return can_compile_wasm_bytes(list, as, sink); },
          [&](const FormActionCheck& c) {
            return should_block_form_submission(list, c.url.view(), c.redirect_count, as, sink,
                                                c.hashes);
          },
          [&](const FrameAncestorsCheck& c) {
            return should_block_navigation_response(list, views(c.ancestors), as, sink);
          },
          [&](const BaseUriCheck& c) {
            return allow_base_for_document(list, c.url.view(), as, sink);
          },
          [&](const WebRtcCheck&) { return should_block_rtc_connection(list, as, sink); },
          [&](const TrustedTypesPolicyCheck& c) {
            return should_block_create_policy(list, c.name, c.existing, as, sink);
          },
          [&](const TrustedTypesSinkCheck& c) {
            return should_block_sink_type_mismatch(list, c.group, as, sink);
          },
          [&](const SandboxCheck& c) { return should_block_sandboxed(list, c.flag, as, sink); },
      },
      check);
}

Trace trace_case(const PolicyList& list, const Check& check, Browser as) {
  return std::visit(
      Overloaded{
          [&](const RequestCheck& c) { return trace_request(list, with_url(c, as), as); },
          [&](const InlineCheck& c) { return trace_inline(list, c, as); },
          [&](const NavigationCheck& c) { return trace_inline(list, with_source(c), as); },
          [&](const EvalCheck&) { return trace_compile_strings(list, as); },
          [&](const WasmCheck&) { return trace_compile_wasm(list, as); },
          [&](const FormActionCheck& c) {
            return trace_form_submission(list, c.url.view(), c.redirect_count, as);
          },
          [&](const FrameAncestorsCheck& c) {
            return trace_navigation_response(list, views(c.ancestors), as);
          },
          [&](const BaseUriCheck& c) { return trace_base(list, c.url.view(), as); },
          [&](const WebRtcCheck&) { return trace_rtc(list, as); },
          [&](const TrustedTypesPolicyCheck& c) {
            return trace_create_policy(list, c.name, c.existing, as);
          },
          [&](const TrustedTypesSinkCheck& c) { return trace_sink(list, c.group, as); },
          [](const SandboxCheck&) { return Trace(); },
      },
      check);
}

std::string describe(const Check& check) {
  return std::visit(
      Overloaded{
          [](const RequestCheck& c) {
            const std::string_view destination = destination_name(c.request.destination);
            return fmt::format("the request for {} ({})", c.url.href(),
                               destination.empty() ? "connect" : destination);
          },
          [](const InlineCheck& c) {
            return fmt::format("the inline {}", inline_type_name(c.type));
          },
          [](const NavigationCheck& c) {
            return fmt::format("the navigation to {}", c.url.href());
          },
          [](const EvalCheck&) { return std::string("eval()"); },
          [](const WasmCheck&) { return std::string("the compilation of WebAssembly"); },
          [](const FormActionCheck& c) {
            return fmt::format("the form submission to {}", c.url.href());
          },
          [](const FrameAncestorsCheck& c) {
            std::string out = "framing by";
            for (const Url& url : c.ancestors) out += " " + url.href();
            return out;
          },
          [](const BaseUriCheck& c) { return fmt::format("the base URL {}", c.url.href()); },
          [](const WebRtcCheck&) { return std::string("the WebRTC connection"); },
          [](const TrustedTypesPolicyCheck& c) {
            return fmt::format("the Trusted Types policy {}", c.name);
          },
          [](const TrustedTypesSinkCheck& c) {
            return fmt::format("the string at a {} sink", c.group);
          },
          [](const SandboxCheck& c) {
            return fmt::format("what the sandboxing flag '{}' stands for",
                               sandbox_flag_name(c.flag));
          },
      },
      check);
}

std::string blocked_uri(const Check& check, const Url& document_url) {
  return std::visit(
      Overloaded{
          [](const RequestCheck& c) { return strip_url_for_use_in_reports(c.url.view()); },
          [](const InlineCheck&) { return std::string("inline"); },
          [](const NavigationCheck&) { return std::string("inline"); },
          [](const EvalCheck&) { return std::string("eval"); },
          [](const WasmCheck&) { return std::string("wasm-eval"); },
          [](const FormActionCheck& c) { return strip_url_for_use_in_reports(c.url.view()); },
          // #should-block-navigation-response, step 2.1.3: the framed response itself.
          [&](const FrameAncestorsCheck&) {
            return strip_url_for_use_in_reports(document_url.view());
          },
          // #allow-base-for-document, step 4.2.
          [](const BaseUriCheck&) { return std::string("inline"); },
          [](const WebRtcCheck&) { return std::string(); },
          [](const TrustedTypesPolicyCheck&) { return std::string("trusted-types-policy"); },
          [](const TrustedTypesSinkCheck&) { return std::string("trusted-types-sink"); },
          [](const SandboxCheck&) { return std::string(); },
      },
      check);
}

}  // namespace cspkit::cli
