// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "convert/escape.h"
#include "convert/writer.h"

namespace cspkit::convert {
namespace {

// Directives that ActionDispatch::ContentSecurityPolicy has methods for, and that take a list (Rails 6.1 to 8.0).
constexpr std::array<std::string_view, 19> kListMethods = {
    "base-uri",    "child-src",       "connect-src",    "default-src",     "font-src",
    "form-action", "frame-ancestors", "frame-src",      "img-src",         "manifest-src",
    "media-src",   "object-src",      "script-src",     "script-src-attr", "script-src-elem",
    "style-src",   "style-src-attr",  "style-src-elem", "worker-src"};

bool takes_list(std::string_view name) {
  return std::ranges::find(kListMethods, name) != kListMethods.end();
}

// Ruby reads `#{`, `#$` and `#@` inside double quotes.
std::string escape(std::string_view run) { return escape_with(run, "\\\"#"); }
std::string quoted(std::string_view text) { return '"' + escape(text) + '"'; }

/// Whether the DSL can say it: one field with one policy, and every directive one of its methods. (A nonce comes last in
/// its list then, which is the same to every browser.)
bool dsl_takes(const Job& job) {
  if (job.fields.size() != 1 || job.fields.front().policies.size() != 1) return false;
  return std::ranges::all_of(job.fields.front().policies.front().directives,
                             [](const Directive& directive) {
                               if (directive.name == "upgrade-insecure-requests")
                                 return directive.value.empty();
                               if (directive.name == "report-uri")
                                 return directive.value.size() == 1;
                               return takes_list(directive.name) && !directive.value.empty();
                             });
}

std::string argument_list(const Directive& directive) {
  std::string text;
  for (const std::string& token : directive.value) {
    if (is_nonce_placeholder(token)) continue;
    text += (text.empty() ? " " : ", ") + quoted(token);
  }
  // A nonce is appended to a list that exists; an empty one is written so.
  return text.empty() ? "(*[])" : text;
}

std::string initializer(const Job& job) {
  const Field& field = job.fields.front();
  std::string names;
  std::string text =
      "# config/initializers/content_security_policy.rb\n"
      "Rails.application.configure do\n"
      "  config.content_security_policy do |policy|\n";
  for (const Directive& directive : field.policies.front().directives) {
    const std::string method = replace_all(directive.name, "-", "_");
    if (directive.value.empty()) {
      text += "    policy." + method + " true\n";
      continue;
    }
    text += "    policy." + method + argument_list(directive) + "\n";
    if (std::ranges::any_of(directive.value, is_nonce_placeholder)) {
      names += (names.empty() ? "" : " ") + directive.name;
    }
  }
  text += "  end\n";
  if (!names.empty()) {
    text +=
        "  # In templates: javascript_tag nonce: true, or <script nonce=\"<%= "
        "content_security_policy_nonce %>\">.\n"
        "  config.content_security_policy_nonce_generator = ->(_request) { SecureRandom.base64(16) "
        "}\n"
        "  config.content_security_policy_nonce_directives = %w(" +
        names + ")\n";
  }
  if (field.disposition == Disposition::report) {
    text += "  config.content_security_policy_report_only = true\n";
  }
  return text + "end\n";
}

// An explicit header is left alone by Rails' own middleware, so that this one decides.
std::string middleware(const Job& job) {
  std::string text =
      "# config/initializers/content_security_policy.rb\n"
      "class ContentSecurityPolicyHeaders\n"
      "  def initialize(app)\n"
      "    @app = app\n"
      "  end\n\n"
      "  def call(env)\n";
  if (job.draws_nonce()) {
    text +=
        "    # In templates: <script nonce=\"<%= request.get_header(\"csp.nonce\") %>\">.\n"
        "    nonce = env[\"csp.nonce\"] = SecureRandom.base64(16)\n";
  }
  text += "    status, headers, body = @app.call(env)\n";
  for (const Field& field : job.fields) {
    text += "    headers[\"" + std::string(field.name()) + "\"] = \"" +
            field.value.write(escape, "#{nonce}") + "\"\n";
  }
  return text +
         "    [status, headers, body]\n  end\nend\n\n"
         "Rails.application.config.middleware.use ContentSecurityPolicyHeaders\n";
}

}  // namespace

std::string write_rails(const Job& job) {
  if (job.form->name == "initializer" && dsl_takes(job)) return initializer(job);
  if (job.form->name == "initializer") {
    job.note(
        "Rails' own settings hold one policy, of the directives that they have methods for; for "
        "this one, here is a "
        "middleware",
        "https://guides.rubyonrails.org/security.html#content-security-policy-header");
  }
  return middleware(job);
}

}  // namespace cspkit::convert
