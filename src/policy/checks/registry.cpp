// SPDX-License-Identifier: Apache-2.0
#include "policy/checks/characters.h"
#include "policy/checks/check.h"
#include "policy/checks/hashes.h"
#include "policy/checks/hosts.h"
#include "policy/checks/keywords.h"
#include "policy/checks/lists.h"
#include "policy/checks/nonces.h"
#include "policy/checks/other_grammars.h"
#include "policy/checks/ports_and_paths.h"
#include "policy/checks/quotes.h"
#include "policy/checks/schemes.h"

namespace cspkit::checks {
namespace {

// The order matters: each check may rely on it that the mistakes above it are not there.
constexpr TokenCheck kSourceChecks[] = {
    check_non_ascii,
    check_control,
    check_comma,
    check_missing_quotes,
    check_wrong_quotes,
    check_unbalanced_quote,
    check_missing_space,
    check_effect,
    check_nonce,
    check_hash,
    check_quoted_source,
    check_bare_scheme,
    check_keyword,
    check_placeholder,
    check_backslash,
    check_scheme,
    check_path_without_host,
    check_credentials,
    check_host,
    check_address,
    check_port,
    check_path,
    check_ancestor_path,
    check_star_forms,
    check_invalid_source,
};

constexpr TokenCheck kSandboxChecks[] = {check_non_ascii, check_control, check_comma,
                                         check_sandbox_token};
constexpr TokenCheck kAddressChecks[] = {check_non_ascii, check_control, check_report_uri};
constexpr TokenCheck kNameChecks[] = {check_non_ascii, check_control};
constexpr TokenCheck kSinkChecks[] = {check_non_ascii, check_control, check_comma,
                                      check_trusted_types_sink};
constexpr TokenCheck kPolicyNameChecks[] = {check_non_ascii, check_control, check_comma,
                                            check_trusted_types_policy};

constexpr ListCheck kSourceListChecks[] = {check_empty_source_list, check_none_with_others,
                                           check_duplicates};
constexpr ListCheck kSandboxListChecks[] = {check_duplicates};
constexpr ListCheck kAddressListChecks[] = {check_missing_value, check_duplicates};
constexpr ListCheck kEndpointChecks[] = {check_missing_value, check_report_to};
constexpr ListCheck kWebrtcChecks[] = {check_missing_value, check_webrtc};
constexpr ListCheck kSinkListChecks[] = {check_missing_value, check_duplicates};
constexpr ListCheck kPolicyListChecks[] = {check_none_with_others, check_duplicates};
constexpr ListCheck kValuelessChecks[] = {check_value_ignored};

}  // namespace

std::span<const TokenCheck> token_checks(ValueGrammar grammar) noexcept {
  switch (grammar) {
    case ValueGrammar::source_list:
    case ValueGrammar::ancestor_source_list: return kSourceChecks;
    case ValueGrammar::sandbox_tokens: return kSandboxChecks;
    case ValueGrammar::uri_references: return kAddressChecks;
    case ValueGrammar::token:
    case ValueGrammar::webrtc: return kNameChecks;
    case ValueGrammar::trusted_types_sink: return kSinkChecks;
    case ValueGrammar::trusted_types_policies: return kPolicyNameChecks;
    case ValueGrammar::none:
    case ValueGrammar::unchecked: return {};
  }
  return {};
}

std::span<const ListCheck> list_checks(ValueGrammar grammar) noexcept {
  switch (grammar) {
    case ValueGrammar::source_list:
    case ValueGrammar::ancestor_source_list: return kSourceListChecks;
    case ValueGrammar::sandbox_tokens: return kSandboxListChecks;
    case ValueGrammar::uri_references: return kAddressListChecks;
    case ValueGrammar::token: return kEndpointChecks;
    case ValueGrammar::webrtc: return kWebrtcChecks;
    case ValueGrammar::trusted_types_sink: return kSinkListChecks;
    case ValueGrammar::trusted_types_policies: return kPolicyListChecks;
    case ValueGrammar::none: return kValuelessChecks;
    case ValueGrammar::unchecked: return {};
  }
  return {};
}

}  // namespace cspkit::checks
