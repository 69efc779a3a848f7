// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

/// One question about policies, as `cspkit eval --batch` reads it, and its JSON.
namespace cspkit::oracle {

struct CasePolicy {
  std::string value;
  std::string disposition = "enforce";  ///< or "report"
  std::string delivery = "header";      ///< or "meta"
};

/// What is asked. The fields that a kind does not use keep their defaults.
struct Check {
  std::string
      kind;  ///< as `check.kind`; and "response": `url` was asked for, `response_url` answered

  std::string url;                   ///< request, response, form-action, base-uri
  std::string response_url;          ///< response
  std::string destination;           ///< request, response
  std::optional<std::string> nonce;  ///< request, response, inline
  std::string integrity;             ///< request, response
  bool parser_inserted = false;      ///< request, response, inline
  unsigned redirect_count = 0;       ///< request, response, form-action
  std::string initiator;             ///< request, response
  bool webtransport_hashes = false;  ///< request, response

  std::string type;    ///< inline: script, script-attribute, style, style-attribute, navigation
  std::string source;  ///< inline, eval, wasm

  std::vector<std::string> ancestors;  ///< frame-ancestors

  std::string name;                   ///< trusted-types-policy
  std::vector<std::string> existing;  ///< trusted-types-policy
  std::string group;                  ///< trusted-types-sink
  std::string effect;                 ///< sandbox: `worker`, or the flag of sandbox_effect.h
};

struct Case {
  std::string id;
  std::vector<CasePolicy> policies;
  std::string document_url = "https://example.com/";
  Check check;
};

/// Reads a case from one JSON text; fields that a case does not know are ignored. The error says
/// what is wrong.
tl::expected<Case, std::string> read_case(std::string_view json);

/// The case as one line of JSON, without a line feed.
std::string write_case(const Case& one);

/// Fetch's parser metadata where a case does not tell: only scripts are taken for markup.
bool default_parser_inserted(const std::string& kind, const std::string& destination);

}  // namespace cspkit::oracle
