// SPDX-License-Identifier: Apache-2.0
#include "cspkit/convert.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.h"
#include "convert/targets.h"
#include "convert/value.h"
#include "policy/source_expression.h"

namespace cspkit {
namespace {

using namespace convert;

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

/// What no header field can carry, or nothing.
std::optional<std::string> refusal(std::span<const Field> fields) {
  if (fields.empty()) return "there is no policy to write; give one with a directive";
  for (const Field& field : fields) {
    for (const std::string& run : field.value.runs) {
      const auto found = std::ranges::find_if(run, is_control);
      if (found == run.end()) continue;
      return fmt::format(
          "the policy holds the control character 0x{:02X}, which no header can carry; remove it",
          static_cast<unsigned char>(*found));
    }
  }
  return std::nullopt;
}

const TargetForm* choose_form(const TargetInfo& target, std::string_view name, bool needs_nonce) {
  if (!name.empty()) {
    const auto found = std::ranges::find(target.forms, name, &TargetForm::name);
    return found == target.forms.end() ? nullptr : &*found;
  }
  if (needs_nonce) {
    const auto found = std::ranges::find(target.forms, true, &TargetForm::draws_nonce);
    if (found != target.forms.end()) return &*found;
  }
  return &target.forms.front();
}

std::string unknown_form(const TargetInfo& target, std::string_view name) {
  std::string known;
  for (const TargetForm& form : target.forms) {
    known += (known.empty() ? "" : ", ") + std::string(form.name);
  }
  return fmt::format("{} has no form '{}'; known: {}", target.name, name, known);
}

/// The form that would draw the nonce, as advice.
std::string way_out(const TargetInfo& target) {
  const auto other = std::ranges::find(target.forms, true, &TargetForm::draws_nonce);
  if (other != target.forms.end())
    return fmt::format("take the form {} ({})", other->name, other->file);
  return "send the header from the application behind it, which draws one for each response, or "
         "allow the scripts by "
         "their hashes (cspkit hash)";
}

std::vector<Policy> leave_out_nonces(std::span<const Policy> policies, const TargetInfo& target,
                                     const TargetForm& form, std::vector<ConvertNote>& notes) {
  std::vector<Policy> result;
  std::vector<std::string> from;
  for (const Policy& policy : policies) result.push_back(without_nonces(policy, from));
  std::ranges::sort(from);
  from.erase(std::unique(from.begin(), from.end()), from.end());
  std::string names;
  for (const std::string& name : from) names += (names.empty() ? "" : ", ") + name;
  notes.push_back(
      {fmt::format(
           "{} cannot draw a nonce, and one that stays the same protects from "
           "nothing: 'nonce-{{nonce}}' "
           "is left out of {} (and with it any 'unsafe-inline' that nothing else silences), so "
           "that the elements that "
           "bear it are blocked. The way out: {}",
           form.file, names, way_out(target)),
       std::string(target.reference)});
  return result;
}

void note_contents(std::span<const Field> fields, const TargetForm& form,
                   std::vector<ConvertNote>& notes) {
  bool fixed_nonce = false;
  bool names_endpoint = false;
  bool ascii = true;
  for (const Field& field : fields) {
    for (const Policy& policy : field.policies) {
      for (const Directive& directive : policy.directives) {
        names_endpoint = names_endpoint || directive.name == "report-to";
        ascii = ascii && is_ascii(directive.name) &&
                std::ranges::all_of(directive.value, [](const std::string& token) {
                  return is_ascii(std::string_view(token));
                });
        fixed_nonce =
            fixed_nonce || std::ranges::any_of(directive.value, [](const std::string& token) {
              return !is_nonce_placeholder(token) &&
                     parse_source_expression(token).kind == SourceKind::nonce;
            });
      }
    }
    const std::size_t bytes = field.value.plain().size() + field.name().size() + 2;
    if (form.most_bytes != 0 && bytes > form.most_bytes) {
      notes.push_back({fmt::format("{} is {} bytes long; the limit is {} ({}). Shorten it (cspkit "
                                   "fmt --minify), or use "
                                   "'strict-dynamic' with nonces or hashes instead of hosts",
                                   field.name(), bytes, form.most_bytes, form.limit),
                       std::string(form.limit_reference)});
    }
  }
  if (names_endpoint) {
    notes.push_back(
        {"report-to names an endpoint that the header Reporting-Endpoints declares; that header is "
         "not a part of the policy, so send it beside it",
         "https://w3c.github.io/reporting/#header"});
  }
  if (fixed_nonce) {
    notes.push_back(
        {"a nonce that is written into a configuration is the same in every response and protects "
         "from nothing; "
         "write 'nonce-{nonce}' for one that is drawn",
         "https://w3c.github.io/webappsec-csp/#security-nonces"});
  }
  if (!ascii) {
    notes.push_back(
        {"the policy has characters outside of ASCII, which browsers do not take in a header; "
         "write hosts in "
         "Punycode (xn--…) and paths percent-encoded",
         "https://w3c.github.io/webappsec-csp/#framework-policy"});
  }
}

}  // namespace

tl::expected<Conversion, ConvertError> convert_policies(std::span<const Policy> policies,
                                                        Target target, ConvertOptions options) {
  const TargetInfo& info = target_info(target);
  std::vector<Field> fields = fields_of(policies);
  if (auto reason = refusal(fields)) return tl::unexpected(ConvertError{*std::move(reason)});
  const bool needs_nonce = draws_nonce(fields);
  const TargetForm* form = choose_form(info, options.form, needs_nonce);
  if (form == nullptr) return tl::unexpected(ConvertError{unknown_form(info, options.form)});

  Conversion result{.form = form, .text = {}, .notes = {}};
  if (needs_nonce && !form->draws_nonce) {
    fields = fields_of(leave_out_nonces(policies, info, *form, result.notes));
  }
  note_contents(fields, *form, result.notes);
  result.text = writer_of(target)({.fields = std::move(fields),
                                   .form = form,
                                   .documentation = info.reference,
                                   .notes = result.notes});
  return result;
}

}  // namespace cspkit
