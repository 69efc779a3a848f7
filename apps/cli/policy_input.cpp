// SPDX-License-Identifier: Apache-2.0
#include "policy_input.h"

#include <cspkit/diagnostics.h>
#include <cspkit/limits.h>
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "config_input.h"
#include "fetch/fetch.h"
#include "table.h"

namespace cspkit::cli {
namespace {

constexpr std::size_t kMaxHeaderFileBytes = 16u << 20;

void require_size(const PolicyText& policy) {
  if (policy.text.size() <= limits::kMaxPolicyBytes) return;
  throw InputError(
      fmt::format("{}: a policy of {} bytes is larger than the limit of {} bytes; shorten it",
                  policy.name, policy.text.size(), limits::kMaxPolicyBytes));
}

void require_parsed(const PolicyText& policy, const Diagnostic& diagnostic) {
  if (is_refusal(diagnostic)) {
    throw InputError(fmt::format("{}: {}", policy.name, diagnostic.message));
  }
}

PolicyText file_policy(const std::string& file, Disposition disposition) {
  TextFile read = read_text_file(file, limits::kMaxPolicyBytes);
  PolicyText policy{std::string(input_name(file)), std::move(read.text), disposition};
  if (file != "-") {
    policy.file = file;
    policy.offset = read.begin;
  }
  return policy;
}

// A text, `@FILE`, or `-`.
PolicyText policy_argument(const std::string& value, Disposition disposition) {
  if (value == "-") return file_policy(value, disposition);
  if (value.starts_with('@')) return file_policy(value.substr(1), disposition);
  return {"", value, disposition};
}

// Texts of the command line have no file to be named for: `policy`, or `input 2` where there are more.
void name_inline_texts(std::vector<PolicyText>& texts) {
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (!texts[i].name.empty()) continue;
    texts[i].name = texts.size() == 1 ? "policy" : fmt::format("input {}", i + 1);
  }
}

void add_headers(PolicyInput& input, std::string_view file) {
  const std::string name(input_name(file));
  const TextFile read = read_text_file(file, kMaxHeaderFileBytes);
  ResponseHeaders headers = read_header_file(read.text, name);
  for (HeaderPolicy& header : headers.policies) {
    if (header.offset) *header.offset += read.begin;
    input.texts.push_back({fmt::format("{} line {}", name, header.line), std::move(header.value),
                           header.disposition, Delivery::header,
                           file == "-" ? std::string() : std::string(file), header.offset});
  }
  input.fields.insert(input.fields.end(), std::make_move_iterator(headers.others.begin()),
                      std::make_move_iterator(headers.others.end()));
}

void add_meta_policies(std::vector<PolicyText>& texts, ConfigReading reading,
                       std::string_view name) {
  for (FoundPolicy& found : reading.policies) {
    texts.push_back({fmt::format("{} line {}", name, found.place.line), std::move(found.value),
                     found.disposition, found.delivery});
  }
}

// A HAR file may hold many documents, and policies of several pages do not add up: the first one counts.
void add_har_policies(std::vector<PolicyText>& texts, std::string_view file) {
  ConfigReading reading = read_config_file(file, ConfigFormat::har);
  for (FoundPolicy& found : reading.policies) {
    if (found.context != reading.policies.front().context) break;
    texts.push_back({fmt::format("{} {}", input_name(file), found.context), std::move(found.value),
                     found.disposition, found.delivery});
  }
}

/// What `--url` gives: the page's policies and fields, and its URL where the page of another `--url` has not been it.
void add_url(PolicyInput& input, std::string_view url, Fetcher& fetcher) {
  FetchedPage page = fetcher.get(url);
  const std::string name = page.url.href();
  const bool html = page.is_html();
  for (ResponseField& field : page.fields) {
    if (const auto disposition = policy_field(field.name)) {
      input.texts.push_back({fmt::format("{} {}", name, field.name), std::move(field.value),
                             *disposition, Delivery::header});
    } else {
      input.fields.push_back(std::move(field));
    }
  }
  if (html) {
    add_meta_policies(input.texts, read_config_text(page.body, ConfigFormat::html, name), name);
  }
  if (!input.fetched_url) input.fetched_url = name;
}

// Reads a site manifest; its first mistake is the error.
SiteManifest read_site(std::string_view file) {
  const std::string text = read_file(file, limits::kMaxCatalogBytes);
  auto manifest = parse_site_manifest(text, input_name(file));
  if (manifest) return *std::move(manifest);
  const auto& issues = manifest.error();
  const std::string more =
      issues.size() == 1 ? "" : fmt::format(" (the first of {} mistakes)", issues.size());
  throw InputError(issues.front().to_string() + more);
}

void add_site_policies(std::vector<PolicyText>& texts, const SiteManifest& site,
                       std::string_view file) {
  for (std::size_t i = 0; i < site.policies.size(); ++i) {
    const ManifestPolicy& policy = site.policies[i];
    const std::string number = site.policies.size() == 1 ? "" : fmt::format(" {}", i + 1);
    texts.push_back({fmt::format("{} policy{}", input_name(file), number), policy.value,
                     policy.disposition, policy.delivery});
  }
}

bool gives_policy(const Given& given) {
  return given.flag.empty() || given.flag == "policy" || given.flag == "report-only" ||
         given.flag == "policy-file" || given.flag == "header-file" || given.flag == "html" ||
         given.flag == "url" || given.flag == "har" || given.flag == "site";
}

}  // namespace

std::vector<Flag> policy_flags() {
  std::vector<Flag> flags = {
      {.name = "policy",
       .value = "TEXT",
       .help = "a policy in header syntax (@FILE reads a file, - standard input)",
       .repeat = Repeat::many},
      {.name = "policy-file",
       .value = "FILE",
       .help = "a file that holds a policy in header syntax",
       .repeat = Repeat::many},
      {.name = "header-file",
       .value = "FILE",
       .help = "raw HTTP response headers; their policies count, report-only ones too",
       .repeat = Repeat::many},
      {.name = "html",
       .value = "FILE",
       .help = "an HTML page; the policies of its <meta> elements count",
       .repeat = Repeat::many},
      {.name = "url",
       .value = "URL",
       .help = "a page on the network; the policies of its response headers and <meta> elements",
       .repeat = Repeat::many},
      {.name = "har",
       .value = "FILE",
       .help = "a HAR file; the policies of its first document that has any count",
       .repeat = Repeat::many},
      {.name = "report-only",
       .value = "TEXT",
       .help = "a policy that reports and does not block",
       .repeat = Repeat::many},
      {.name = "site",
       .value = "FILE",
       .help = "a site manifest (YAML): the document URL, the site's policies and its vendors"},
  };
  return join_flags({std::move(flags), fetch_flags()});
}

Positional policy_positional() {
  return {.name = "POLICY",
          .help = "a policy in header syntax, @FILE, or - for standard input",
          .min = 0,
          .max = kAnyNumber};
}

Flag document_url_flag() {
  return {.name = "document-url",
          .value = "URL",
          .help = "the protected page, whose origin is 'self' (default https://example.com/)"};
}

Url read_document_url(const Args& args) {
  const std::string_view text = args.value("document-url").value_or(kDefaultDocumentUrl);
  auto url = Url::parse(text);
  if (!url) {
    throw UsageError(fmt::format("--document-url: '{}' is no URL: {}; write an absolute URL", text,
                                 url.error().message()));
  }
  return *std::move(url);
}

PolicyInput read_policy_input(const Args& args, Need need) {
  if (need == Need::policy && std::ranges::none_of(args.given(), gives_policy)) {
    throw UsageError(
        "no policy; give one as text, as @FILE, as - (standard input), or with --policy-file, "
        "--header-file, --html, --url, --har or --site");
  }
  PolicyInput input;
  std::vector<PolicyText>& texts = input.texts;
  std::optional<Fetcher> fetcher;
  for (const Given& given : args.given()) {
    if (given.flag.empty() || given.flag == "policy") {
      texts.push_back(policy_argument(given.value, Disposition::enforce));
    } else if (given.flag == "report-only") {
      texts.push_back(policy_argument(given.value, Disposition::report));
    } else if (given.flag == "policy-file") {
      texts.push_back(file_policy(given.value, Disposition::enforce));
    } else if (given.flag == "header-file") {
      add_headers(input, given.value);
    } else if (given.flag == "html") {
      add_meta_policies(texts, read_config_file(given.value, ConfigFormat::html),
                        input_name(given.value));
    } else if (given.flag == "url") {
      if (!fetcher) fetcher.emplace(fetch_options(args));
      add_url(input, given.value, *fetcher);
    } else if (given.flag == "har") {
      add_har_policies(texts, given.value);
    } else if (given.flag == "site") {
      input.site = read_site(given.value);
      add_site_policies(texts, *input.site, given.value);
    }
  }
  name_inline_texts(texts);
  for (const PolicyText& text : texts) require_size(text);
  input.document_url = input.site ? input.site->document_url
                                  : input.fetched_url.value_or(std::string(kDefaultDocumentUrl));
  if (args.defines("document-url")) {
    if (const auto url = args.value("document-url")) input.document_url = *url;
  }
  return input;
}

PolicyText read_policy_argument(const std::string& value, std::string_view name) {
  PolicyText text = policy_argument(value, Disposition::enforce);
  if (text.name.empty()) text.name = name;
  require_size(text);
  return text;
}

bool gives_policy_by_flag(const Args& args) {
  return std::ranges::any_of(
      args.given(), [](const Given& given) { return !given.flag.empty() && gives_policy(given); });
}

std::vector<PolicyText> read_policy_texts(const Args& args) {
  return read_policy_input(args).texts;
}

void require_no_policies(const Args& args, std::string_view beside) {
  const auto given = std::ranges::find_if(args.given(), gives_policy);
  if (given == args.given().end()) return;
  const std::string what =
      given->flag.empty() ? fmt::format("'{}'", given->value) : fmt::format("--{}", given->flag);
  throw UsageError(fmt::format("{} beside {}; the rows bring their own policies", what, beside));
}

bool is_refusal(const Diagnostic& diagnostic) { return diagnostic.code == "limit-exceeded"; }

void tell_mistakes(const PolicyText& text, Context& context) {
  constexpr std::size_t kMost = 3;
  const bool read_from_somewhere = !text.file.empty() || text.name == input_name("-");
  const DiagnosticRenderer renderer(text.text, {.name = text.name});
  std::size_t count = 0;
  for (const Diagnostic& diagnostic :
       parse_policies(text.text, text.disposition, text.delivery).diagnostics) {
    require_parsed(text, diagnostic);
    const bool told = diagnostic.severity == Severity::error ||
                      (diagnostic.code == "empty-policy" && read_from_somewhere);
    if (!told || ++count > kMost) continue;
    std::string place = text.name;
    for (const RenderedLine& line : renderer.render(diagnostic)) {
      for (const Piece& piece : line.pieces) {
        if (piece.kind == PieceKind::location) place = piece.text;
      }
    }
    const std::string line = fmt::format("{}: {}: {}", place, context.err_style.warning("warning"),
                                         printable(diagnostic.message));
    context.err.print("{}\n", wrap(line, context.err.columns() - 2, 2));
  }
  if (count > kMost) {
    context.err.print("{}: {} more of the kind; cspkit parse shows them all\n", text.name,
                      count - kMost);
  }
  context.err.flush();
}

std::vector<Policy> parse_policy_texts(const std::vector<PolicyText>& texts) {
  std::vector<Policy> policies;
  for (const PolicyText& text : texts) {
    ParsedPolicies parsed = parse_policies(text.text, text.disposition, text.delivery);
    for (const Diagnostic& diagnostic : parsed.diagnostics) require_parsed(text, diagnostic);
    policies.insert(policies.end(), std::make_move_iterator(parsed.policies.begin()),
                    std::make_move_iterator(parsed.policies.end()));
  }
  return policies;
}

}  // namespace cspkit::cli
