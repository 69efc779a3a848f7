// SPDX-License-Identifier: Apache-2.0
#include "oracle/integrations.h"

#include <algorithm>

#include "oracle/grammar.h"

namespace cspkit::oracle {

namespace {

/// #report-violation, as far as a decision sees it: the violation is noted, and an enforced policy
/// turns the result into "Blocked".
void report_violation(Answer& answer, const CspList& csp_list, const Policy& policy,
                      const std::string& effective_directive, const std::string& source_directive) {
  const auto index = static_cast<std::size_t>(&policy - csp_list.policies.data());
  answer.violations.push_back({index, policy.disposition, effective_directive, source_directive});
  if (policy.disposition == "enforce") answer.blocked = true;
}

/// https://w3c.github.io/webappsec-csp/#does-resource-hint-violate-policy; nullptr for "Does Not
/// Violate".
const Directive* does_resource_hint_violate_policy(const FetchRequest& request,
                                                   const Policy& policy,
                                                   const Origin& self_origin) {
  static const Strings names = {"child-src",  "connect-src",     "font-src",  "frame-src",
                                "img-src",    "manifest-src",    "media-src", "object-src",
                                "script-src", "script-src-elem", "style-src", "style-src-elem",
                                "worker-src"};
  // 1.
  const Directive* default_directive = policy.directive("default-src");
  // 2.
  if (default_directive == nullptr) return nullptr;
  // 3.
  for (const Directive& directive : policy.directive_set) {
    // 3.1.
    // Spec issue: the list of names leaves default-src out, so that `default-src 'self'` alone
    // would forbid every hint; what default-src lets in is let in here.
    const bool listed = std::find(names.begin(), names.end(), directive.name) != names.end();
    if (!listed && directive.name != "default-src") continue;
    // 3.2. (Its value is a source list.)
    // 3.3.
    const Match result = match_url_to_source_list(request.current_url, directive.value, self_origin,
                                                  request.redirect_count);
    // 3.4.
    // Spec issue: the text compares with "Allowed", which the matching algorithm never returns;
    // "Matches" is meant.
    if (result == Match::matches) return nullptr;
  }
  // 4.
  return default_directive;
}

/// https://w3c.github.io/webappsec-csp/#does-request-violate-policy; nullptr for "Does Not
/// Violate".
const Directive* does_request_violate_policy(const FetchRequest& request, const Policy& policy,
                                             const Origin& self_origin) {
  // 1.
  if (request.initiator == "prefetch") {
    return does_resource_hint_violate_policy(request, policy, self_origin);
  }
  // 2.
  const Directive* violates = nullptr;
  // 3.
  for (const Directive& directive : policy.directive_set) {
    // 3.1. and 3.2.
    if (pre_request_check(directive, request, policy, self_origin) == Decision::blocked) {
      violates = &directive;
    }
  }
  // 4.
  return violates;
}

/// A violation of a request names the request's effective directive
/// (#create-violation-for-request).
std::string name_for(const FetchRequest& request) {
  return effective_directive_for_a_request(request).value_or("");
}

}  // namespace

// https://w3c.github.io/webappsec-csp/#report-for-request and #should-block-request. Fetch runs the
// one and then the other; here one walk keeps the violations in the order of the policies.
Answer should_block_request(const CspList& csp_list, const FetchRequest& request) {
  // 1. and 2.
  Answer answer;
  // 3.
  for (const Policy& policy : csp_list.policies) {
    // 3.2.
    const Directive* violates = does_request_violate_policy(request, policy, csp_list.self_origin);
    // 3.3.
    if (violates != nullptr) {
      report_violation(answer, csp_list, policy, name_for(request), violates->name);
    }
  }
  // 4.
  return answer;
}

// https://w3c.github.io/webappsec-csp/#should-block-response
Answer should_block_response(const CspList& csp_list, const FetchRequest& request,
                             const UrlView& response_url) {
  // 1. and 2.
  Answer answer;
  // 3.
  for (const Policy& policy : csp_list.policies) {
    // 3.1.
    for (const Directive& directive : policy.directive_set) {
      // 3.1.1.
      if (post_request_check(directive, request, response_url, policy, csp_list.self_origin) ==
          Decision::blocked) {
        report_violation(answer, csp_list, policy, name_for(request), directive.name);
      }
    }
  }
  // 4.
  return answer;
}

// https://w3c.github.io/webappsec-csp/#should-block-inline
Answer should_block_inline(const CspList& csp_list, const Element& element, const std::string& type,
                           const std::string& source) {
  // 1. and 2.
  Answer answer;
  // 3.
  for (const Policy& policy : csp_list.policies) {
    // 3.1.
    for (const Directive& directive : policy.directive_set) {
      // 3.1.1.
      if (inline_check(directive, element, type, policy, source) == Decision::allowed) continue;
      // 3.1.2. to 3.1.8.
      report_violation(answer, csp_list, policy, effective_directive_for_inline_check(type),
                       directive.name);
    }
  }
  // 4.
  return answer;
}

// https://w3c.github.io/webappsec-csp/#should-block-navigation-request
Answer should_block_navigation_request(const CspList& csp_list, const FetchRequest& request,
                                       const std::string& type) {
  // 1.
  Answer answer;
  // 2.
  for (const Policy& policy : csp_list.policies) {
    // 2.1.
    for (const Directive& directive : policy.directive_set) {
      // 2.1.1.
      if (pre_navigation_check(directive, request, type, csp_list.self_origin) ==
          Decision::allowed) {
        continue;
      }
      // 2.1.2. to 2.1.5.
      report_violation(answer, csp_list, policy, directive.name, directive.name);
    }
  }
  // 3. A javascript: URL that is allowed so far is an inline script:
  if (!answer.blocked && request.current_url.scheme == "javascript") {
    const Element null_element;
    // 3.1.
    for (const Policy& policy : csp_list.policies) {
      // 3.1.1.
      for (const Directive& directive : policy.directive_set) {
        // 3.1.1.1.
        const std::string directive_name = effective_directive_for_inline_check("navigation");
        // 3.1.1.2.
        if (inline_check(directive, null_element, "navigation", policy,
                         std::string(request.current_url.href)) == Decision::allowed) {
          continue;
        }
        // 3.1.1.3. to 3.1.1.6.
        report_violation(answer, csp_list, policy, directive_name, directive.name);
      }
    }
  }
  // 4.
  return answer;
}

// https://w3c.github.io/webappsec-csp/#should-block-navigation-response
Answer should_block_navigation_response(const CspList& csp_list, const UrlView& response_url,
                                        const std::vector<Url>& ancestors) {
  // 1.
  Answer answer;
  // 2.
  for (const Policy& policy : csp_list.policies) {
    // 2.1.
    for (const Directive& directive : policy.directive_set) {
      // 2.1.1.
      if (navigation_response_check(directive, response_url, ancestors, csp_list.self_origin) ==
          Decision::allowed) {
        continue;
      }
      // 2.1.2. to 2.1.5.
      report_violation(answer, csp_list, policy, directive.name, directive.name);
    }
  }
  // 3. (No directive has a check of type "source".)
  // 4.
  return answer;
}

// https://w3c.github.io/webappsec-csp/#should-block-rtc-connection
Answer should_block_rtc_connection(const CspList& csp_list) {
  // 1.
  Answer answer;
  // 2.
  for (const Policy& policy : csp_list.policies) {
    // 2.1.
    for (const Directive& directive : policy.directive_set) {
      // 2.1.1.
      if (webrtc_pre_connect_check(directive) == Decision::allowed) continue;
      // 2.1.2. to 2.1.5.
      report_violation(answer, csp_list, policy, directive.name, directive.name);
    }
  }
  // 3.
  return answer;
}

namespace {

bool contains(const Strings& source_list, const std::string& keyword) {
  for (const std::string& expression : source_list) {
    if (is_ascii_case_insensitive_match(expression, keyword)) return true;
  }
  return false;
}

/// The list that rules over eval and WebAssembly: script-src's, else default-src's.
const Directive* script_or_default(const Policy& policy) {
  if (policy.directive("script-src") != nullptr) return policy.directive("script-src");
  return policy.directive("default-src");
}

/// https://w3c.github.io/trusted-types/dist/spec/#does-sink-require-trusted-types, for enforced
/// policies only.
bool does_sink_type_require_trusted_types(const CspList& csp_list, const std::string& sink_group) {
  // 1.
  for (const Policy& policy : csp_list.policies) {
    // 1.1. and 1.2.
    const Directive* directive = policy.directive("require-trusted-types-for");
    if (directive == nullptr) continue;
    // 1.3.
    if (!contains(directive->value, "'" + sink_group + "'")) continue;
    // 1.4. and 1.5.
    if (policy.disposition == "enforce") return true;
  }
  // 2.
  return false;
}

}  // namespace

// https://w3c.github.io/webappsec-csp/#can-compile-strings
Answer can_compile_strings(const CspList& csp_list) {
  // 1. and 2. (Whether Trusted Types let the string through is asked of
  //    #should-block-sink-type-mismatch, on its own.)
  Answer answer;
  // 5.
  for (const Policy& policy : csp_list.policies) {
    // 5.1. and 5.2.
    const Directive* directive = script_or_default(policy);
    // 5.3.
    if (directive != nullptr) {
      // 5.3.1.
      const bool trusted_types_required = does_sink_type_require_trusted_types(csp_list, "script");
      // 5.3.2.
      if (trusted_types_required && contains(directive->value, "'trusted-types-eval'")) continue;
      // 5.3.3.
      if (contains(directive->value, "'unsafe-eval'")) continue;
      // 5.3.4. to 5.3.8.
      report_violation(answer, csp_list, policy, "script-src", directive->name);
    }
  }
  // 6.
  return answer;
}

// https://w3c.github.io/webappsec-csp/#can-compile-wasm-bytes
Answer can_compile_wasm_bytes(const CspList& csp_list) {
  // 1. and 2.
  Answer answer;
  // 3.
  for (const Policy& policy : csp_list.policies) {
    // 3.1. and 3.2.
    const Directive* directive = script_or_default(policy);
    // 3.3.
    if (directive != nullptr && !contains(directive->value, "'unsafe-eval'") &&
        !contains(directive->value, "'wasm-unsafe-eval'")) {
      // 3.3.1. to 3.3.4.
      report_violation(answer, csp_list, policy, "script-src", directive->name);
    }
  }
  // 4.
  return answer;
}

// https://w3c.github.io/webappsec-csp/#allow-base-for-document
Answer allow_base_for_document(const CspList& csp_list, const UrlView& base) {
  // 1.
  Answer answer;
  // 2.
  for (const Policy& policy : csp_list.policies) {
    // 2.1. and 2.2.
    const Directive* directive = policy.directive("base-uri");
    // 2.3.
    if (directive == nullptr) continue;
    // 2.4.
    if (match_url_to_source_list(base, directive->value, csp_list.self_origin, 0) ==
        Match::does_not_match) {
      // 2.4.1. to 2.4.3.
      report_violation(answer, csp_list, policy, "base-uri", "base-uri");
      // 2.4.4. An enforced policy ends it: those behind it report nothing.
      if (policy.disposition == "enforce") return answer;
    }
  }
  // 3.
  return answer;
}

// https://w3c.github.io/trusted-types/dist/spec/#should-block-create-policy
Answer should_block_create_policy(const CspList& csp_list, const std::string& policy_name,
                                  const Strings& created_policy_names) {
  // 1.
  Answer answer;
  // 2.
  for (const Policy& policy : csp_list.policies) {
    // 2.1.
    bool create_violation = false;
    // 2.2. and 2.3.
    const Directive* directive = policy.directive("trusted-types");
    if (directive == nullptr) continue;
    // 2.4. Nothing but 'none'. (Said twice, it still holds nothing else.)
    bool only_none = !directive->value.empty();
    for (const std::string& expression : directive->value) {
      if (!is_ascii_case_insensitive_match(expression, "'none'")) only_none = false;
    }
    if (only_none) create_violation = true;
    // 2.5. A second policy of that name.
    const bool created = std::find(created_policy_names.begin(), created_policy_names.end(),
                                   policy_name) != created_policy_names.end();
    if (created && !contains(directive->value, "'allow-duplicates'")) create_violation = true;
    // 2.6. A name that the value does not hold.
    bool named = false;
    bool wildcard = false;
    for (const std::string& expression : directive->value) {
      if (is_tt_policy_name(expression) && expression == policy_name) named = true;
      if (expression == "*") wildcard = true;
    }
    if (!named && !wildcard) create_violation = true;
    // 2.7.
    if (!create_violation) continue;
    // 2.8. to 2.12.
    report_violation(answer, csp_list, policy, "trusted-types", "trusted-types");
  }
  // 3.
  return answer;
}

// https://w3c.github.io/trusted-types/dist/spec/#should-block-sink-type-mismatch
Answer should_block_sink_type_mismatch(const CspList& csp_list, const std::string& sink_group) {
  // 1. to 3.
  Answer answer;
  // 4.
  for (const Policy& policy : csp_list.policies) {
    // 4.1. and 4.2.
    const Directive* directive = policy.directive("require-trusted-types-for");
    if (directive == nullptr) continue;
    // 4.3.
    if (!contains(directive->value, "'" + sink_group + "'")) continue;
    // 4.4. to 4.9.
    report_violation(answer, csp_list, policy, "require-trusted-types-for",
                     "require-trusted-types-for");
  }
  // 5.
  return answer;
}

namespace {

/// The tokens that keep a flag from being set, flag by flag.
/// Source: https://html.spec.whatwg.org/multipage/browsers.html#parse-a-sandboxing-directive
struct SandboxedFlag {
  const char* name;
  Strings unless;
};

const std::vector<SandboxedFlag>& sandboxed_flags() {
  static const std::vector<SandboxedFlag> flags = {
      {"navigation", {}},
      {"auxiliary-navigation", {"allow-popups"}},
      {"top-level-navigation-without-user-activation", {"allow-top-navigation"}},
      {"origin", {"allow-same-origin"}},
      {"forms", {"allow-forms"}},
      {"pointer-lock", {"allow-pointer-lock"}},
      {"scripts", {"allow-scripts"}},
      {"document-domain", {}},
      {"propagates-to-auxiliary-contexts", {"allow-popups-to-escape-sandbox"}},
      {"orientation-lock", {"allow-orientation-lock"}},
      {"presentation", {"allow-presentation"}},
  };
  return flags;
}

bool is_sandboxed(const Directive& directive, const SandboxedFlag& flag) {
  for (const std::string& token : directive.value) {
    for (const std::string& relief : flag.unless) {
      if (is_ascii_case_insensitive_match(token, relief)) return false;
    }
  }
  return true;
}

}  // namespace

// https://html.spec.whatwg.org/multipage/browsers.html#csp-derived-sandboxing-flags
// https://w3c.github.io/webappsec-csp/#sandbox-init
std::optional<Answer> forbids_effect(const CspList& csp_list, const std::string& effect) {
  const Strings asked = effect == "worker" ? Strings{"scripts", "origin"} : Strings{effect};
  Answer answer;
  for (const std::string& name : asked) {
    const SandboxedFlag* flag = nullptr;
    for (const SandboxedFlag& known : sandboxed_flags()) {
      if (known.name == name) flag = &known;
    }
    if (flag == nullptr) return std::nullopt;
    for (const Policy& policy : csp_list.policies) {
      const Directive* directive = policy.directive("sandbox");
      if (policy.disposition != "enforce" || directive == nullptr) continue;
      if (!answer.blocked && is_sandboxed(*directive, *flag)) {
        answer.blocked = true;
        answer.violations.push_back({0, "enforce", "sandbox", "sandbox"});
      }
    }
  }
  return answer;
}

}  // namespace cspkit::oracle
