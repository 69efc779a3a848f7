// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "convert/escape.h"
#include "convert/writer.h"

namespace cspkit::convert {
namespace {

constexpr std::string_view kNonce = "\" + request.getAttribute(\"cspNonce\") + \"";

std::string static_headers(const Job& job) {
  std::string text =
      "import org.springframework.context.annotation.Bean;\n"
      "import org.springframework.context.annotation.Configuration;\n"
      "import org.springframework.security.config.annotation.web.builders.HttpSecurity;\n"
      "import org.springframework.security.web.SecurityFilterChain;\n"
      "import org.springframework.security.web.header.writers.StaticHeadersWriter;\n\n"
      "@Configuration\n"
      "public class ContentSecurityPolicyConfig {\n"
      "  @Bean\n"
      "  SecurityFilterChain securityFilterChain(HttpSecurity http) throws Exception {\n"
      "    http.headers(headers -> headers";
  for (const Field& field : job.fields) {
    text += "\n        .addHeaderWriter(new StaticHeadersWriter(\n            \"" +
            std::string(field.name()) + "\",\n            " + double_quoted(field.value.plain()) +
            "))";
  }
  return text + ");\n    return http.build();\n  }\n}\n";
}

std::string drawn_nonces(const Job& job) {
  std::string text =
      "import jakarta.servlet.FilterChain;\n"
      "import jakarta.servlet.ServletException;\n"
      "import jakarta.servlet.http.HttpServletRequest;\n"
      "import jakarta.servlet.http.HttpServletResponse;\n"
      "import java.io.IOException;\n"
      "import java.security.SecureRandom;\n"
      "import java.util.Base64;\n"
      "import org.springframework.context.annotation.Bean;\n"
      "import org.springframework.context.annotation.Configuration;\n"
      "import org.springframework.security.config.annotation.web.builders.HttpSecurity;\n"
      "import org.springframework.security.web.SecurityFilterChain;\n"
      "import org.springframework.security.web.header.HeaderWriterFilter;\n"
      "import org.springframework.web.filter.OncePerRequestFilter;\n\n"
      "@Configuration\n"
      "public class ContentSecurityPolicyConfig {\n"
      "  /** Draws the nonce; in Thymeleaf: &lt;script th:nonce=\"${cspNonce}\"&gt;. */\n"
      "  static class NonceFilter extends OncePerRequestFilter {\n"
      "    private final SecureRandom random = new SecureRandom();\n\n"
      "    @Override\n"
      "    protected void doFilterInternal(\n"
      "        HttpServletRequest request, HttpServletResponse response, FilterChain chain)\n"
      "        throws ServletException, IOException {\n"
      "      byte[] bytes = new byte[16];\n"
      "      random.nextBytes(bytes);\n"
      "      request.setAttribute(\"cspNonce\", Base64.getEncoder().encodeToString(bytes));\n"
      "      chain.doFilter(request, response);\n"
      "    }\n"
      "  }\n\n"
      "  @Bean\n"
      "  SecurityFilterChain securityFilterChain(HttpSecurity http) throws Exception {\n"
      "    http.addFilterBefore(new NonceFilter(), HeaderWriterFilter.class);\n"
      "    http.headers(headers -> headers";
  for (const Field& field : job.fields) {
    text +=
        "\n        .addHeaderWriter((request, response) -> response.setHeader(\n            \"" +
        std::string(field.name()) + "\",\n            \"" +
        field.value.write(escape_double_quoted, kNonce) + "\"))";
  }
  return text + ");\n    return http.build();\n  }\n}\n";
}

}  // namespace

std::string write_spring(const Job& job) {
  job.note(
      "add the lines to the application's own SecurityFilterChain where it has one: two chains for "
      "the same requests "
      "do not add up",
      "https://docs.spring.io/spring-security/reference/servlet/exploits/"
      "headers.html#servlet-headers-csp");
  return job.draws_nonce() ? drawn_nonces(job) : static_headers(job);
}

}  // namespace cspkit::convert
