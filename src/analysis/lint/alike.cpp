// SPDX-License-Identifier: Apache-2.0
#include "analysis/lint/alike.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "cspkit/engine.h"
#include "policy/scan.h"
#include "policy/source_expression.h"

namespace cspkit::linting {
namespace {

constexpr std::size_t kMostSources = 400;

constexpr std::array kReaders = {Browser::specification, Browser::chromium, Browser::firefox,
                                 Browser::webkit};

/// Compared as text: what decides nothing that can be asked, or cannot be asked without knowing what was hashed.
constexpr std::array kComparedAsText = {DirectiveId::report_uri, DirectiveId::report_to,
                                        DirectiveId::upgrade_insecure_requests,
                                        DirectiveId::block_all_mixed_content};

/// What both texts name.
class Questions {
 public:
  Questions(std::string_view before, std::string_view after, Delivery delivery) {
    hosts_ = {"attacker.example", "example.com", "localhost", "127.0.0.1"};
    paths_ = {"/", "/a.js"};
    ports_ = {"", ":8443"};
    schemes_ = {"https", "http", "wss", "ws"};
    nonces_ = {""};
    for (const std::string_view text : {before, after}) collect(text, delivery);
  }

  [[nodiscard]] std::size_t sources() const { return tokens_.size(); }
  [[nodiscard]] const std::set<std::string>& nonces() const { return nonces_; }
  [[nodiscard]] const std::set<std::string>& names() const { return tokens_; }

  /// Each host with each scheme, and with the ports and paths that stand beside it.
  [[nodiscard]] std::vector<Url> urls() const {
    std::set<std::string> texts = {"data:,x", "blob:https://example.com/1", "about:blank",
                                   "filesystem:https://example.com/temporary/a", "custom-scheme:x"};
    for (const std::string& scheme : schemes_) {
      for (const std::string& host : hosts_) {
        for (const std::string& port : ports_) {
          for (const std::string& path : paths_) {
            texts.insert(fmt::format("{}://{}{}{}", scheme, host, port, path));
            if (texts.size() > 20'000) break;
          }
        }
      }
    }
    std::vector<Url> urls;
    for (const std::string& text : texts) {
      if (auto url = Url::parse(text)) urls.push_back(*std::move(url));
    }
    return urls;
  }

 private:
  void collect(std::string_view text, Delivery delivery) {
    const Scan scan = scan_policies(text, delivery);
    for (const Span span : scan.tokens) {
      const std::string_view token = text_at(text, span);
      if (!tokens_.insert(std::string(token)).second || tokens_.size() > kMostSources) continue;
      const SourceExpression source = parse_source_expression(token);
      if (source.kind == SourceKind::nonce) nonces_.insert(std::string(source.value));
      if (source.kind == SourceKind::scheme || !source.scheme.empty()) {
        schemes_.insert(ascii_lower(source.scheme));
      }
      if (source.kind != SourceKind::host) continue;
      if (!source.host.empty()) {
        hosts_.insert(ascii_lower(source.host));
        hosts_.insert("sub." + ascii_lower(source.host));
      }
      if (source.port >= 0) ports_.insert(":" + std::to_string(source.port));
      if (!source.path.empty()) {
        paths_.insert(std::string(source.path));
        paths_.insert(std::string(source.path) + "b");
      }
    }
  }

  std::set<std::string> tokens_, hosts_, paths_, ports_, schemes_, nonces_;
};

/// The answers of two lists, compared question by question.
class Comparison {
 public:
  Comparison(const PolicyList& before, const PolicyList& after) : before_(before), after_(after) {}

  template <class Ask>
  void ask(Ask&& ask) {
    for (const Browser reader : kReaders) {
      if (alike_) alike_ = ask(before_, reader).blocked() == ask(after_, reader).blocked();
    }
  }
  [[nodiscard]] bool alike() const { return alike_; }

 private:
  const PolicyList& before_;
  const PolicyList& after_;
  bool alike_ = true;
};

void ask_about_requests(Comparison& comparison, const std::vector<Url>& urls,
                        const std::set<std::string>& nonces) {
  for (const Url& owner : urls) {
    const UrlView url = owner.view();
    for (std::size_t i = 0; i < kDestinationCount && comparison.alike(); ++i) {
      const auto destination = static_cast<Destination>(i);
      if (!effective_directive_for_a_request(destination)) continue;
      for (const std::uint32_t redirects : {0u, 1u}) {
        comparison.ask([&](const PolicyList& list, Browser as) {
          return should_block_request(list,
                                      {.url = url,
                                       .destination = destination,
                                       .parser_metadata = ParserMetadata::parser_inserted,
                                       .redirect_count = redirects},
                                      as);
        });
      }
    }
    comparison.ask([&](const PolicyList& list, Browser as) {
      return should_block_form_submission(list, url, 0, as);
    });
    comparison.ask([&](const PolicyList& list, Browser as) {
      return should_block_navigation_response(list, {&url, 1}, as);
    });
    comparison.ask(
        [&](const PolicyList& list, Browser as) { return allow_base_for_document(list, url, as); });
  }
  const Url& any = urls.front();
  for (const std::string& nonce : nonces) {
    for (const Destination destination : {Destination::script, Destination::style}) {
      for (const auto metadata :
           {ParserMetadata::parser_inserted, ParserMetadata::not_parser_inserted}) {
        comparison.ask([&](const PolicyList& list, Browser as) {
          return should_block_request(list,
                                      {.url = any.view(),
                                       .destination = destination,
                                       .nonce = nonce,
                                       .parser_metadata = metadata},
                                      as);
        });
      }
    }
  }
}

void ask_about_code(Comparison& comparison, const std::set<std::string>& nonces,
                    const std::set<std::string>& names) {
  for (const InlineType type :
       {InlineType::script, InlineType::script_attribute, InlineType::style,
        InlineType::style_attribute, InlineType::navigation, InlineType::speculation_rules}) {
    for (const std::string& nonce : nonces) {
      const auto given = nonce.empty() ? std::nullopt : std::optional<std::string_view>(nonce);
      comparison.ask([&](const PolicyList& list, Browser as) {
        return should_block_inline(list, {.type = type, .source = "javascript:1", .nonce = given},
                                   as);
      });
    }
  }
  comparison.ask([](const PolicyList& list, Browser as) { return can_compile_strings(list, as); });
  comparison.ask(
      [](const PolicyList& list, Browser as) { return can_compile_wasm_bytes(list, as); });
  comparison.ask(
      [](const PolicyList& list, Browser as) { return should_block_rtc_connection(list, as); });
  comparison.ask([](const PolicyList& list, Browser as) {
    return should_block_sink_type_mismatch(list, "script", as);
  });
  for (const std::string& name : names) {
    const std::string_view existing[] = {name};
    comparison.ask([&](const PolicyList& list, Browser as) {
      return should_block_create_policy(list, name, {}, as);
    });
    comparison.ask([&](const PolicyList& list, Browser as) {
      return should_block_create_policy(list, name, existing, as);
    });
  }
}

/// Per policy: the hashes that scripts and styles have, and the values that are compared as text.
std::vector<std::set<std::string>> texts_of(const PolicyList& list) {
  std::vector<std::set<std::string>> all;
  for (const CompiledPolicy& policy : list.policies()) {
    if (policy.empty()) continue;
    std::set<std::string>& texts = all.emplace_back();
    for (const DirectiveId id : kComparedAsText) {
      if (!policy.has(id)) continue;
      const bool valued = directive_info(id).kind == DirectiveKind::reporting;
      texts.insert(std::string(directive_name(id)) + " " +
                   std::string(valued ? policy.value_of(id) : ""));
    }
    for (const DirectiveId id : {DirectiveId::script_src_elem, DirectiveId::script_src_attr,
                                 DirectiveId::style_src_elem, DirectiveId::style_src_attr}) {
      const auto governing = policy.governing_directive(id);
      if (!governing) continue;
      const std::string_view value = policy.value_of(*governing);
      const Scan scan = scan_policies(value, Delivery::meta);
      // A value has no name in front, so that its first token is scanned as one.
      const auto add = [&](Span span) {
        const std::string_view token = text_at(value, span);
        if (parse_source_expression(token).kind != SourceKind::hash) return;
        texts.insert(std::string(directive_name(id)) + " " + std::string(token));
      };
      for (const ScannedDirective& directive : scan.directives) add(directive.name);
      for (const Span token : scan.tokens) add(token);
    }
  }
  return all;
}

}  // namespace

bool decide_alike(std::string_view before, std::string_view after, Delivery delivery,
                  const Origin& self) {
  if (before == after) return true;
  const Questions questions(before, after, delivery);
  if (questions.sources() > kMostSources) return false;
  PolicyList old_list(self), new_list(self);
  if (!old_list.add_header(before, Disposition::enforce, delivery)) return false;
  if (!new_list.add_header(after, Disposition::enforce, delivery)) return false;
  if (texts_of(old_list) != texts_of(new_list)) return false;
  if (csp_derived_sandboxing_flags(old_list) != csp_derived_sandboxing_flags(new_list))
    return false;
  Comparison comparison(old_list, new_list);
  ask_about_code(comparison, questions.nonces(), questions.names());
  if (comparison.alike()) {
    ask_about_requests(comparison, questions.urls(), questions.nonces());
  }
  return comparison.alike();
}

}  // namespace cspkit::linting
