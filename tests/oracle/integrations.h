// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "oracle/directives.h"
#include "oracle/oracle.h"

/// What other specifications call: the text's "Integrations", base-uri, and Trusted Types.
/// Source: https://w3c.github.io/webappsec-csp/#integrations
namespace cspkit::oracle {

/// https://w3c.github.io/webappsec-csp/#csp-list
struct CspList {
  std::vector<Policy> policies;
  Origin self_origin;
};

Answer should_block_request(const CspList& csp_list, const FetchRequest& request);
Answer should_block_response(const CspList& csp_list, const FetchRequest& request,
                             const UrlView& response_url);
Answer should_block_inline(const CspList& csp_list, const Element& element, const std::string& type,
                           const std::string& source);
Answer should_block_navigation_request(const CspList& csp_list, const FetchRequest& request,
                                       const std::string& type);
Answer should_block_navigation_response(const CspList& csp_list, const UrlView& response_url,
                                        const std::vector<Url>& ancestors);
Answer should_block_rtc_connection(const CspList& csp_list);
Answer can_compile_strings(const CspList& csp_list);
Answer can_compile_wasm_bytes(const CspList& csp_list);
Answer allow_base_for_document(const CspList& csp_list, const UrlView& base);
Answer should_block_create_policy(const CspList& csp_list, const std::string& policy_name,
                                  const Strings& created_policy_names);
Answer should_block_sink_type_mismatch(const CspList& csp_list, const std::string& sink_group);
/// Whether what a page tries is among what its policies' sandbox directives forbid. `effect` is the name of one of HTML's
/// flags, or `worker`; nullopt where it is neither.
std::optional<Answer> forbids_effect(const CspList& csp_list, const std::string& effect);

}  // namespace cspkit::oracle
