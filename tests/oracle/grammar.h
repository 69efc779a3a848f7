// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

/// The grammar of source expressions, one function a production. Each tells whether the whole of
/// its argument matches, and hands back the parts that the matching algorithms speak of. Source:
/// https://w3c.github.io/webappsec-csp/#framework-directive-source-list
namespace cspkit::oracle {

/// A host-source, taken apart. An absent path-part and an empty one are the same to every
/// algorithm.
struct HostSource {
  std::optional<std::string> scheme_part;
  std::string host_part;
  std::optional<std::string> port_part;
  std::string path_part;
};

struct HashSource {
  std::string hash_algorithm;
  std::string base64_value;
};

/// The scheme-part, where `expression` is a scheme-source.
std::optional<std::string> scheme_source(const std::string& expression);
std::optional<HostSource> host_source(const std::string& expression);
/// The base64-value part, where `expression` is a nonce-source.
std::optional<std::string> nonce_source(const std::string& expression);
std::optional<HashSource> hash_source(const std::string& expression);
/// Whether `expression` is that keyword-source, quotes included. ABNF strings ignore ASCII case.
bool is_keyword_source(const std::string& expression, const std::string& keyword);

bool is_scheme_part(const std::string& text);
bool is_host_part(const std::string& text);
bool is_port_part(const std::string& text);
bool is_path_part(const std::string& text);
bool is_base64_value(const std::string& text);

/// Source: https://w3c.github.io/trusted-types/dist/spec/#tt-policy-name
bool is_tt_policy_name(const std::string& text);

}  // namespace cspkit::oracle
