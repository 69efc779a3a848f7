// SPDX-License-Identifier: Apache-2.0
#include "oracle/policy.h"

namespace cspkit::oracle {

const Directive* Policy::directive(const std::string& name) const {
  for (const Directive& directive : directive_set) {
    if (directive.name == name) return &directive;
  }
  return nullptr;
}

// https://w3c.github.io/webappsec-csp/#parse-serialized-policy
Policy parse_serialized_policy(const std::string& serialized, const std::string& source,
                               const std::string& disposition) {
  // 1. Isomorphic decoding: bytes over 0x7F become code points over U+007F, so that step 3.2 sees
  //    the same thing whether it looks at bytes or at code points.

  // 2. A new policy with an empty directive set.
  Policy policy;
  policy.source = source;
  policy.disposition = disposition;

  // 3. For each token between semicolons:
  for (const std::string& piece : strictly_split(serialized, ';')) {
    // 3.1. Without the whitespace around it.
    const std::string token = strip_leading_and_trailing_ascii_whitespace(piece);

    // 3.2. Nothing in it, or something that is not ASCII: the next one.
    if (token.empty() || !is_ascii_string(token)) continue;

    // 3.3. The name is what stands before the first whitespace…
    Strings words = split_on_ascii_whitespace(token);
    // 3.4. …in lower case.
    const std::string directive_name = ascii_lowercase(words[0]);

    // 3.5. Only the first directive of a name counts.
    if (policy.directive(directive_name) != nullptr) continue;

    // 3.6. The rest, split on whitespace, is the value.
    // Spec issue: step 3.6 splits all of token, the name included; what is meant is what follows
    // it.
    words.erase(words.begin());

    // 3.7. and 3.8. The directive, appended.
    // Spec issue: #framework-directives calls a value a set, and step 3.6 makes it a list. Nothing
    // hangs on it but `webrtc 'allow' 'allow'`, which is one item as a set and two as a list.
    policy.directive_set.push_back(Directive{directive_name, words});
  }

  // 4.
  return policy;
}

std::vector<Policy> deliver_policies(const std::string& value, const std::string& source,
                                     const std::string& disposition) {
  if (source == "meta") {
    // HTML's pragma directive: the whole of the attribute is one serialized policy, and three
    // directives are removed from what comes out.
    Policy policy = parse_serialized_policy(value, source, disposition);
    std::vector<Directive> kept;
    for (const Directive& directive : policy.directive_set) {
      if (directive.name == "report-uri" || directive.name == "frame-ancestors" ||
          directive.name == "sandbox") {
        continue;
      }
      kept.push_back(directive);
    }
    policy.directive_set = kept;
    // #meta-element: the report-only form is not supported in a <meta>, so there is no such policy.
    if (disposition == "report") policy.directive_set.clear();
    return {policy};
  }
  std::vector<Policy> policies;
  for (const std::string& token : strictly_split(value, ',')) {
    policies.push_back(parse_serialized_policy(token, source, disposition));
  }
  return policies;
}

}  // namespace cspkit::oracle
