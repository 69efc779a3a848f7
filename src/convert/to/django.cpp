// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "convert/escape.h"
#include "convert/writer.h"

namespace cspkit::convert {
namespace {

std::string list(const Directive& directive, std::string_view nonce) {
  if (directive.value.empty()) return "True";
  std::string text = "[";
  for (std::size_t i = 0; i < directive.value.size(); ++i) {
    if (i > 0) text += ", ";
    const std::string& token = directive.value[i];
    text += is_nonce_placeholder(token) ? std::string(nonce) : double_quoted(token);
  }
  return text + "]";
}

std::string entries(const Policy& policy, std::string_view indent, std::string_view nonce) {
  std::string text;
  for (const Directive& directive : policy.directives) {
    text +=
        std::string(indent) + double_quoted(directive.name) + ": " + list(directive, nonce) + ",\n";
  }
  return text;
}

// Django 6.0 and later. Source: https://docs.djangoproject.com/en/6.0/ref/csp/
std::string settings(const Job& job) {
  std::string text =
      "# settings.py, Django 6.0 or later. MIDDLEWARE needs\n"
      "# \"django.middleware.csp.ContentSecurityPolicyMiddleware\"";
  if (job.draws_nonce()) {
    text +=
        ", and the templates' context_processors\n"
        "# \"django.template.context_processors.csp\": <script nonce=\"{{ csp_nonce }}\">.\n"
        "from django.utils.csp import CSP\n\n";
  } else {
    text += ".\n";
  }
  for (const Field& field : job.fields) {
    text += field.disposition == Disposition::enforce ? "SECURE_CSP = {\n"
                                                      : "SECURE_CSP_REPORT_ONLY = {\n";
    text += entries(field.policies.front(), "    ", "CSP.NONCE") + "}\n";
  }
  return text;
}

// django-csp 4.0 and later. Source: https://django-csp.readthedocs.io/en/latest/configuration.html
std::string django_csp(const Job& job) {
  std::string text =
      "# settings.py, with the package django-csp, 4.0 or later. MIDDLEWARE needs\n"
      "# \"csp.middleware.CSPMiddleware\"";
  if (job.draws_nonce()) {
    text +=
        "; templates write <script nonce=\"{{ request.csp_nonce }}\">.\n"
        "from csp.constants import NONCE\n\n";
  } else {
    text += ".\n";
  }
  for (const Field& field : job.fields) {
    const Policy& policy = field.policies.front();
    text += field.disposition == Disposition::enforce ? "CONTENT_SECURITY_POLICY = {\n"
                                                      : "CONTENT_SECURITY_POLICY_REPORT_ONLY = {\n";
    text += "    \"DIRECTIVES\": {\n";
    // django-csp adds default-src 'self' where none is named.
    if (policy.find("default-src") == nullptr) text += "        \"default-src\": None,\n";
    text += entries(policy, "        ", "NONCE") + "    },\n}\n";
  }
  return text;
}

std::string middleware(const Job& job) {
  std::string text = "# A module of the project; name the class in MIDDLEWARE.\n";
  if (job.draws_nonce())
    text += "# Templates write <script nonce=\"{{ request.csp_nonce }}\">.\nimport secrets\n";
  text +=
      "\n\nclass ContentSecurityPolicyMiddleware:\n"
      "    def __init__(self, get_response):\n"
      "        self.get_response = get_response\n\n"
      "    def __call__(self, request):\n";
  if (job.draws_nonce()) text += "        request.csp_nonce = secrets.token_urlsafe(16)\n";
  text += "        response = self.get_response(request)\n";
  for (const Field& field : job.fields) {
    const bool drawn = field.value.draws_nonce();
    const auto escape = [drawn](std::string_view run) {
      std::string inside = escape_double_quoted(run);
      return drawn ? replace_all(replace_all(inside, "{", "{{"), "}", "}}") : inside;
    };
    text += "        response[\"" + std::string(field.name()) + "\"] = " + (drawn ? "f\"" : "\"") +
            field.value.write(escape, "{request.csp_nonce}") + "\"\n";
  }
  return text + "        return response\n";
}

}  // namespace

std::string write_django(const Job& job) {
  if (job.form->name == "middleware") return middleware(job);
  const bool one_each = std::ranges::all_of(
      job.fields, [](const Field& field) { return field.policies.size() == 1; });
  if (!one_each) {
    job.note("the settings hold one policy of each disposition; for several, here is a middleware",
             "https://docs.djangoproject.com/en/6.0/ref/csp/");
    return middleware(job);
  }
  return job.form->name == "django-csp" ? django_csp(job) : settings(job);
}

}  // namespace cspkit::convert
