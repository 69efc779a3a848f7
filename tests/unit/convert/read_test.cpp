// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "cspkit/convert.h"

namespace cspkit {
namespace {

/// Each policy as `LINE:COLUMN [report] {context} value`, each remark as `LINE:COLUMN ! message`.
std::string read(ConfigFormat format, std::string_view text) {
  const auto reading = read_config(text, format);
  const auto at = [](ConfigPlace place) {
    return std::to_string(place.line) + ":" + std::to_string(place.column) + " ";
  };
  if (!reading) return at(reading.error().place) + "error: " + reading.error().message;
  std::string lines;
  for (const FoundPolicy& found : reading->policies) {
    lines += at(found.place) + (found.disposition == Disposition::report ? "report " : "") + "{" +
             found.context + "} " + found.value + "\n";
  }
  for (const ConfigRemark& remark : reading->remarks) {
    if (remark.severity != Severity::info) lines += at(remark.place) + "! " + remark.message + "\n";
  }
  return lines;
}

struct Case {
  const char* claim;
  ConfigFormat format;
  const char* text;
  const char* expected;
};

void check(std::span<const Case> cases) {
  for (const Case& one : cases)
    EXPECT_EQ(read(one.format, one.text), one.expected) << one.claim << "\n" << one.text;
}

TEST(ReadNginx, FollowsItsRules) {
  constexpr auto f = ConfigFormat::nginx;
  constexpr Case kCases[] = {
      {"quotes and escapes", f, R"(add_header Content-Security-Policy "a \"b\" \\ 'c'" always;)",
       "1:1 {} a \"b\" \\ 'c'\n"},
      {"single quotes, and case of the name", f,
       "add_header content-security-policy-report-only 'a \"b\"' always;",
       "1:1 report {} a \"b\"\n"},
      {"a place in words", f,
       "http { server { server_name a.test b.test; location ~ ^/x { add_header "
       "Content-Security-Policy a always; } } }",
       "1:61 {server a.test b.test, location ~ ^/x} a\n"},
      {"another header hides the outer policy", f,
       "server {\nadd_header Content-Security-Policy a always;\nlocation / {\nadd_header "
       "X-Frame-Options DENY;\n}\n}",
       "2:1 {server} a\n4:1 ! server, location /: because of this add_header X-Frame-Options the "
       "policy of line 2 is not sent here: a "
       "block with an add_header of its own inherits none. Repeat the policy in it\n"},
      {"merging keeps it", f,
       "server {\nadd_header Content-Security-Policy a always;\nlocation / {\nadd_header_inherit "
       "merge;\nadd_header X-Frame-Options DENY;\n}\n}",
       "2:1 {server} a\n"},
      {"set is followed", f,
       "server { set $c \"default-src 'self'\"; set $c \"${c}; img-src *\"; add_header "
       "Content-Security-Policy $c always; }",
       "1:65 {server} default-src 'self'; img-src *\n"},
      {"a nonce's variable", f,
       "add_header Content-Security-Policy \"script-src 'nonce-$n'\" always;",
       "1:1 {} script-src 'nonce-{nonce}'\n"},
      {"a bad nonce", f,
       "add_header Content-Security-Policy \"script-src 'nonce-$request_id'\" always;",
       "1:1 {} script-src 'nonce-{nonce}'\n1:1 ! $request_id is no safe nonce: it is commonly "
       "logged and handed to other services; draw a value of its own\n"},
      {"another variable", f, "add_header Content-Security-Policy \"img-src $host\" always;",
       "1:1 {} img-src $host\n1:1 ! $host stands in the policy, and its value is not known here; "
       "it is left as it is written\n"},
      {"a map", f,
       "map $uri $c { default a; /x b; }\nserver { add_header Content-Security-Policy $c always; }",
       "1:23 {server, where $uri is default} a\n1:29 {server, where $uri is /x} b\n"},
      {"comments and Lua", f,
       "# add_header Content-Security-Policy no;\ncontent_by_lua_block { -- }\n x = \"}\" "
       "}\nadd_header Content-Security-Policy a always;",
       "4:1 {} a\n"},
      {"line breaks", f, "add_header Content-Security-Policy \"a\n b\" always;",
       "1:1 {} a  b\n1:1 ! the value has line breaks, which no header can carry; write it in one "
       "line\n"},
      {"headers-more", f, "more_set_headers \"Content-Security-Policy: a b\";", "1:18 {} a b\n"},
      {"no end of a quote", f, "add_header X \"a;",
       "1:14 error: the quoted text has no end; close it with \""},
      {"no end of a block", f, "server {\n",
       "1:1 error: the block server has no end; close it with }"},
      {"one end too many", f, "\n}", "2:1 error: a } without its {; remove it"},
      {"no semicolon", f, "server { add_header a b }",
       "1:25 error: the directive before this } has no end; close it with ;"},
      {"text behind a quote", f, "add_header A \"b\"c;",
       "1:17 error: white space or ; is expected behind the quoted text; nginx joins no texts, so "
       "quote the whole of it"},
  };
  check(kCases);
}

TEST(ReadApache, FollowsItsRules) {
  constexpr auto f = ConfigFormat::apache;
  constexpr Case kCases[] = {
      {"escapes of both readers", f,
       R"(Header always set Content-Security-Policy "a \"b\" %% \\\\ x")",
       "1:1 {} a \"b\" % \\ x\n"},
      {"continued lines", f, "Header set \\\n  Content-Security-Policy \\\n  \"a b\"",
       "1:1 {} a b\n"},
      {"sections", f,
       "<VirtualHost *:80>\n<IfModule mod_headers.c>\n<Location /x>\nHeader set "
       "Content-Security-Policy a\n</Location>\n</IfModule>\n</VirtualHost>",
       "4:1 {VirtualHost *:80, Location /x} a\n"},
      {"set replaces, add adds", f,
       "Header set Content-Security-Policy a\nHeader set Content-Security-Policy b\nHeader add "
       "Content-Security-Policy c",
       "2:1 {} b\n3:1 {} c\n"},
      {"Define", f,
       "Define self \"'self'\"\nHeader set Content-Security-Policy \"default-src ${self}\"",
       "2:1 {} default-src 'self'\n"},
      {"a nonce", f, "Header set Content-Security-Policy \"script-src 'nonce-%{UNIQUE_ID}e'\"",
       "1:1 {} script-src 'nonce-{nonce}'\n1:1 ! %{UNIQUE_ID}e is no safe nonce: it is made of the "
       "time and a counter, and can be guessed\n"},
      {"edit", f, "Header edit Content-Security-Policy a b",
       "1:1 ! Header edit Content-Security-Policy: not understood; what it makes of the policy is "
       "not told here\n"},
      {"no end of a quote", f, "Header set Content-Security-Policy \"a",
       "1:36 error: the quoted text has no end; close it with \""},
      {"no end of a section", f, "<Location />\n",
       "1:1 error: <Location> has no end; close it with </Location>"},
      {"another section's end", f, "<Location />\n</Directory>",
       "2:1 error: </directory> closes no section that is open; remove it, or open it with "
       "<directory>"},
  };
  check(kCases);
}

TEST(ReadCaddy, FollowsItsRules) {
  constexpr auto f = ConfigFormat::caddy;
  constexpr Case kCases[] = {
      {"a block", f,
       "example.com {\n\theader {\n\t\tContent-Security-Policy \"a \\\"b\\\" 'c'\"\n\t}\n}",
       "3:3 {example.com} a \"b\" 'c'\n"},
      {"one line with a matcher", f,
       "example.com {\n\theader /x* Content-Security-Policy `a \"b\" \\`\n}",
       "2:13 {example.com, for /x*} a \"b\" \\\n"},
      {"no braces", f, "example.com\nheader Content-Security-Policy a", "2:8 {example.com} a\n"},
      {"a nonce", f,
       "example.com {\nheader Content-Security-Policy \"script-src "
       "'nonce-{http.request.uuid}'\"\n}",
       "2:8 {example.com} script-src 'nonce-{nonce}'\n"},
      {"escaped braces", f, "example.com {\nheader Content-Security-Policy \"img-src \\{x\\}\"\n}",
       "2:8 {example.com} img-src {x}\n"},
      {"a heredoc", f, "example.com {\nheader Content-Security-Policy <<CSP\n  a\n  b\n  CSP\n}",
       "2:8 {example.com} a b\n2:8 ! the value has line breaks, which no header can carry; write "
       "it in one line\n"},
      {"inside handle", f,
       "example.com {\nhandle /a/* {\nheader >Content-Security-Policy-Report-Only a\n}\n}",
       "3:8 report {example.com, handle /a/*} a\n"},
      {"no end of a quote", f, "example.com {\nheader A \"b\n}",
       "2:10 error: the quoted text has no end; close it with \""},
      {"no end of a block", f, "example.com {\n",
       "1:1 error: the block example.com has no end; close it with }"},
  };
  check(kCases);
}

TEST(ReadHaproxy, FollowsItsRules) {
  constexpr auto f = ConfigFormat::haproxy;
  constexpr Case kCases[] = {
      {"weak quotes", f,
       R"(http-response set-header Content-Security-Policy "a \"b\" %% \\ \$c 'd'")",
       "1:1 {} a \"b\" % \\ $c 'd'\n"},
      {"strong quotes and escaped spaces", f,
       R"(http-response set-header Content-Security-Policy 'a \ "b"'\ c)", "1:1 {} a \\ \"b\" c\n"},
      {"sections and conditions", f,
       "frontend web\n  http-response set-header Content-Security-Policy a if { path /x }",
       "2:3 {frontend web, if { path /x }} a\n"},
      {"a nonce", f,
       "http-response set-header Content-Security-Policy \"script-src 'nonce-%[uuid()]'\"",
       "1:1 {} script-src 'nonce-{nonce}'\n1:1 ! %[uuid()] is no safe nonce: HAProxy's generator "
       "lets anybody who has seen some values compute the next\n"},
      {"the environment", f, "http-response set-header Content-Security-Policy \"img-src ${HOST}\"",
       "1:1 {} img-src ${HOST}\n1:1 ! ${HOST} stands in the policy, and its value is not known "
       "here; it is left as it is written\n"},
      {"no end of a quote", f, "http-response set-header A \"b",
       "1:28 error: the quoted text has no end on its line; close it"},
  };
  check(kCases);
}

TEST(ReadHelmet, FollowsItsRules) {
  constexpr auto f = ConfigFormat::helmet;
  constexpr Case kCases[] = {
      {"camel case, comments, templates", f,
       "app.use(helmet({ contentSecurityPolicy: { useDefaults: false, /* x */ directives: { "
       "defaultSrc: [\"'self'\"], // y\n imgSrc: `*`, objectSrc: null } } }));",
       "1:41 {} default-src 'self'; img-src *\n"},
      {"a function's nonce", f,
       "helmet.contentSecurityPolicy({ useDefaults: false, reportOnly: true, directives: { "
       "scriptSrc: [(req, res) => `'nonce-${res.locals.n}'`] } })",
       "1:8 report {} script-src 'nonce-{nonce}'\n"},
      {"a joined nonce", f,
       "helmet.contentSecurityPolicy({ useDefaults: false, directives: { scriptSrc: [(req, res) => "
       "\"'nonce-\" + res.locals.n + \"'\"] } })",
       "1:8 {} script-src 'nonce-{nonce}'\n"},
      {"the defaults", f, "helmet()",
       "1:1 {} default-src 'self'; base-uri 'self'; font-src 'self' https: data:; form-action "
       "'self'; frame-ancestors 'self'; img-src 'self' "
       "data:; object-src 'none'; script-src 'self'; script-src-attr 'none'; style-src 'self' "
       "https: 'unsafe-inline'; upgrade-insecure-requests\n"},
      {"what is not read", f,
       "helmet.contentSecurityPolicy({ useDefaults: false, directives: { imgSrc: hosts, fontSrc: "
       "[...more, \"b\"] } })",
       "1:8 {} img-src; font-src b\n1:74 ! a source of img-src is `hosts` here, which is not read; "
       "only literals are: objects, arrays, strings, templates, and functions "
       "that return one\n1:91 ! a source of font-src is `...more` here, which is not read; only "
       "literals are: objects, arrays, strings, templates, and "
       "functions that return one\n"},
      {"by hand", f, "res.setHeader('Content-Security-Policy', \"default-src 'self'\")",
       "1:15 {} default-src 'self'\n"},
      {"no end of a string", f, "x = 'a\n", "1:5 error: the string has no end; close it"},
      {"a regular expression is no string", f,
       "x = /'/; res.setHeader('Content-Security-Policy', 'a')", "1:24 {} a\n"},
  };
  check(kCases);
}

TEST(ReadNetlify, FollowsItsRules) {
  constexpr auto f = ConfigFormat::netlify;
  constexpr Case kCases[] = {
      {"toml", f,
       "[[headers]]\nfor = \"/x/*\"\n[headers.values]\nContent-Security-Policy = \"a \\\"b\\\"\"\n",
       "4:27 {/x/*} a \"b\"\n"},
      {"toml's long strings", f,
       "[[headers]]\nfor = \"/*\"\n[headers.values]\nContent-Security-Policy = '''a 'b' '''\n",
       "4:27 {} a 'b'\n"},
      {"a letter outside of ASCII after a line's end that does not count", f,
       "[[headers]]\nfor = \"/*\"\n[headers.values]\nContent-Security-Policy = "
       "\"\"\"\\\n\u00A7 a\"\"\"\n",
       "4:27 {} \u00A7 a\n"},
      {"a letter outside of ASCII in a key", f,
       "[[headers]]\nfor = \"/*\"\n[headers.values]\nContent-Security\u046Folicy = \"a\"\n",
       "4:17 error: Error while parsing key-value pair: expected '=', saw '\u046F'; mend the TOML"},
      {"_headers", f, "# all\n/x/*\n  Content-Security-Policy: a 'b'\n", "3:3 {/x/*} a 'b'\n"},
      {"broken toml", f, "[[headers]\n",
       "1:11 error: Error while parsing table header: expected ']', saw '\\n'; mend the TOML"},
      {"a header before a path", f, "# x\n/a\nfoo\n",
       "3:1 error: neither a path nor `Name: value`; begin a path with / and a header with its "
       "name"},
  };
  check(kCases);
}

TEST(ReadVercelHarHtmlHeaders, FollowTheirRules) {
  constexpr Case kCases[] = {
      {"vercel", ConfigFormat::vercel,
       "{\"headers\":[{\"source\":\"/"
       "x\",\n\"headers\":[{\"key\":\"content-security-policy\",\"value\":\"a\"}]}]}",
       "2:13 {/x} a\n"},
      {"broken vercel", ConfigFormat::vercel, "{\n\"headers\":[}",
       "2:12 error: syntax error; mend the JSON"},
      {"har", ConfigFormat::har,
       "{\"log\":{\"entries\":[{\"request\":{\"url\":\"https://a.test/"
       "\"},\n\"response\":{\"status\":200,\"headers\":[{\"name\":\"Content-Security-Policy\","
       "\"value\":\"a\"}],\"content\":{\"mimeType\":\"text/html; "
       "charset=utf-8\"}}},{\"request\":{\"url\":\"https://a.test/"
       "s\"},\"response\":{\"status\":200,"
       "\"headers\":[{\"name\":\"Content-Security-Policy\",\"value\":\"b\"}],\"content\":{"
       "\"mimeType\":\"text/css\"}}}]}}",
       "2:38 {https://a.test/} a\n"},
      {"no har", ConfigFormat::har, "{}",
       "1:1 error: no log.entries in it, so that it is no HAR file; export one from the browser's "
       "network panel"},
      {"html", ConfigFormat::html,
       "<!doctype html><html><head><!-- <meta http-equiv=Content-Security-Policy content=no> "
       "-->\n<script>'<meta http-equiv=Content-Security-Policy content=no>'</script>\n"
       "<META HTTP-EQUIV='content-security-policy' CONTENT=\"a &#39;b&#x27; &amp;c "
       "&quot;\"><body><meta http-equiv=Content-Security-Policy content=late>",
       "3:1 {} a 'b' &c \"\n3:89 ! this <meta> stands outside of <head>, where browsers ignore it; "
       "move it there\n"},
      {"html report-only", ConfigFormat::html,
       "<meta http-equiv=content-security-policy-report-only content=a>",
       "1:1 ! a <meta> element cannot report only; browsers ignore this one. Send it as a "
       "header\n"},
      {"headers", ConfigFormat::headers,
       "HTTP/1.1 200 OK\r\nContent-Security-Policy: a\r\n  b\r\n\r\nbody", "2:1 {} a b\n"},
      {"broken headers", ConfigFormat::headers, "a: b\nc",
       "2:1 error: no colon; write HTTP response headers, one `Name: value` a line"},
  };
  check(kCases);
}

TEST(ReadConfig, RefusesNestingWithoutBound) {
  const std::string deep(100'000, '[');
  for (const auto& format : config_format_table()) {
    std::string nested;
    for (int i = 0; i < 50'000; ++i) nested += "a {\n";
    EXPECT_NO_FATAL_FAILURE(static_cast<void>(read_config(nested, format.id)));
    EXPECT_NO_FATAL_FAILURE(static_cast<void>(read_config("x = " + deep, format.id)));
    EXPECT_NO_FATAL_FAILURE(static_cast<void>(read_config("helmet(" + deep, format.id)));
  }
}

TEST(ReadNginx, AVariableThatDoublesDoesNotGrowWithoutBound) {
  std::string text = "set $a \"aaaaaaaaaaaaaaaa\";\n";
  for (int i = 0; i < 64; ++i) text += "set $a \"$a$a\";\n";
  const auto reading =
      read_config(text + "add_header Content-Security-Policy $a always;", ConfigFormat::nginx);
  ASSERT_TRUE(reading);
  ASSERT_EQ(reading->policies.size(), 1U);
  EXPECT_LE(reading->policies[0].value.size(), 1u << 17);
}

}  // namespace
}  // namespace cspkit
