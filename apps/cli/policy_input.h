// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/catalog.h>
#include <cspkit/policy.h>
#include <cspkit/url.h>

#include <optional>
#include <string>
#include <vector>

#include "command.h"
#include "header_file.h"

namespace cspkit::cli {

/// One text that holds policies, and where it came from.
struct PolicyText {
  std::string name;  ///< for messages: `policy`, `input 2`, `policy.txt`, `headers.txt line 3`
  std::string text;
  Disposition disposition = Disposition::enforce;
  Delivery delivery = Delivery::header;
  std::string file = {};  ///< the file that holds it; empty where none does
  std::optional<std::size_t> offset =
      {};  ///< where it begins in `file`, if it stands there as it is
};

/// `--policy`, `--policy-file`, `--header-file`, `--html`, `--url`, `--har`, `--report-only`, `--site`: the ways to give a
/// policy; and fetch_flags(), which say how `--url` fetches.
[[nodiscard]] std::vector<Flag> policy_flags();

/// `[POLICY…]`, for commands whose positionals are policies: a text, `@FILE`, or `-` for standard input.
[[nodiscard]] Positional policy_positional();

/// `--document-url`.
[[nodiscard]] Flag document_url_flag();
inline constexpr std::string_view kDefaultDocumentUrl = "https://example.com/";

/// What `--document-url` gives, else the default. Throws UsageError where it is no URL.
[[nodiscard]] Url read_document_url(const Args& args);

/// What the policy flags of a command line give.
struct PolicyInput {
  std::vector<PolicyText> texts;     ///< in the order in which they were given
  std::optional<SiteManifest> site;  ///< the manifest of `--site`; its policies are among `texts`
  std::vector<ResponseField>
      fields;  ///< the other fields of the responses of `--header-file` and `--url`
  std::optional<std::string> fetched_url;  ///< of the first `--url`, redirects followed
  std::string document_url;  ///< `--document-url`, else the manifest's, `fetched_url`, the default
};

enum class Need { policy, nothing };

/// Reads every policy of the command line. Positionals count as policies, so the command's positional is
/// policy_positional() or none. Throws InputError; where a policy is needed and no flag could give one, throws
/// UsageError that lists the ways. Headers without a policy are no error: the list is empty then.
[[nodiscard]] PolicyInput read_policy_input(const Args& args, Need need = Need::policy);

/// Whether a flag gives a policy; positionals do not count.
[[nodiscard]] bool gives_policy_by_flag(const Args& args);

/// The texts alone.
[[nodiscard]] std::vector<PolicyText> read_policy_texts(const Args& args);

/// One argument that is a policy: a text, `@FILE`, or `-` for standard input. `name` is what messages
/// call a text of the command line. Throws InputError.
[[nodiscard]] PolicyText read_policy_argument(const std::string& value, std::string_view name);

/// Throws UsageError where a policy is given beside `--batch`, whose rows bring their own.
void require_no_policies(const Args& args, std::string_view beside);

/// Whether the parser refused the text because of a limit, so that nothing of it was read.
[[nodiscard]] bool is_refusal(const Diagnostic& diagnostic);

/// The policies of all the texts, parsed, in order. Throws InputError where a text is refused.
[[nodiscard]] std::vector<Policy> parse_policy_texts(const std::vector<PolicyText>& texts);

/// For commands that are about something else than mistakes in policies: the first few places where the text does not do
/// what it says, each a line on standard error. Throws InputError where the text is refused.
void tell_mistakes(const PolicyText& text, Context& context);

}  // namespace cspkit::cli
