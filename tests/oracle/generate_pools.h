// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

/// The alphabet of the generator: few values, so that they meet; and the odd ones that rules turn
/// on.
namespace cspkit::oracle::pools {

inline constexpr std::array kHosts = {"doc.test",          "sub.doc.test",
                                      "a.sub.doc.test",    "cdn.test",
                                      "other.example",     "notdoc.test",
                                      "x-y.other.example", "xn--bcher-kva.example",
                                      "localhost",         "a",
                                      "127.0.0.1",         "[::1]",
                                      "cdn.test.",         "1.example",
                                      "a_b.test"};

inline constexpr std::array kSchemes = {"http", "https", "ws",    "wss",   "data",      "blob",
                                        "ftp",  "file",  "x-foo", "about", "javascript"};

inline constexpr std::array kPorts = {"80", "443",   "8080",       "8443",
                                      "0",  "00080", "0443",       "65535",
                                      "21", "65536", "4294967376", "18446744073709551696"};

inline constexpr std::array kPaths = {
    "/",       "/a",     "/a/",    "/a/b", "/a/b/",  "/a/b/c.js", "/a%2fb", "/a%2Fb", "/%61",
    "/A",      "/a//b",  "/a/b//", "/a.b", "/~u/$x", "/a:b@c",    "/*",     "/a/*/b", "/%C3%A9",
    "/%c3%a9", "/%2541", "/a/%2e", "/'q'", "/a=b&c", "/%2a",      "/%2F",   "/b/a"};

/// Paths that the grammar of a source refuses.
inline constexpr std::array kOddPaths = {"//a",  "/a?x=1", "/a#f", "/%zz", "/%4", "/a\"b",
                                         "/a[b", "/a\\b",  "/é",   "?x",   "#f",  "/a b"};

/// More that stands at the end of a URL.
inline constexpr std::array kUrlTails = {"",   "",    "",   "?x=1", "#f", "/",
                                         "/c", "%2f", ";x", ",x",   "?"};

inline constexpr std::array kKeywords = {"'self'",
                                         "'unsafe-inline'",
                                         "'unsafe-eval'",
                                         "'strict-dynamic'",
                                         "'unsafe-hashes'",
                                         "'report-sample'",
                                         "'wasm-unsafe-eval'",
                                         "'trusted-types-eval'",
                                         "'none'",
                                         "'unsafe-webtransport-hashes'",
                                         "'report-sha256'",
                                         "'unsafe-allow-redirects'",
                                         "'inline-speculation-rules'"};

inline constexpr std::array kNonces = {"abc", "ABC", "abc=", "a-b_c==", "YWJj+/", "{nonce}", "x"};
inline constexpr std::array kOddNonces = {"", "a b", "abc===", "=", "abc'", "{nonc}", "a*b"};

inline constexpr std::array kSandboxTokens = {"allow-downloads",
                                              "allow-forms",
                                              "allow-modals",
                                              "allow-orientation-lock",
                                              "allow-pointer-lock",
                                              "allow-popups",
                                              "allow-presentation",
                                              "allow-popups-to-escape-sandbox",
                                              "allow-same-origin",
                                              "allow-scripts",
                                              "allow-top-navigation",
                                              "allow-top-navigation-by-user-activation",
                                              "allow-top-navigation-to-custom-protocols",
                                              "allow-script",
                                              "'allow-scripts'"};
inline constexpr std::array kSandboxEffects = {"navigation",
                                               "auxiliary-navigation",
                                               "top-level-navigation-without-user-activation",
                                               "origin",
                                               "forms",
                                               "pointer-lock",
                                               "scripts",
                                               "document-domain",
                                               "propagates-to-auxiliary-contexts",
                                               "orientation-lock",
                                               "presentation",
                                               "worker"};

inline constexpr std::array kScripts = {
    "alert(1)", "", "javascript:alert(1)", "color:red", "é\n", ".q{color:red}", "alert(1) "};

inline constexpr std::array kFetchDirectives = {
    "default-src", "script-src",     "script-src-elem", "script-src-attr",
    "style-src",   "style-src-elem", "style-src-attr",  "img-src",
    "font-src",    "connect-src",    "media-src",       "object-src",
    "frame-src",   "child-src",      "worker-src",      "manifest-src"};

inline constexpr std::array kOddDirectives = {"prefetch-src",
                                              "navigate-to",
                                              "plugin-types",
                                              "block-all-mixed-content",
                                              "script-src:",
                                              "scriptsrc",
                                              "default_src",
                                              "sandbox",
                                              "report-uri",
                                              "report-to",
                                              "fenced-frame-src",
                                              "x",
                                              "'self'",
                                              "upgrade-insecure-requests",
                                              "script-src-elem-x",
                                              "-",
                                              "\x80",
                                              "default-src\x7f"};

inline constexpr std::array kDestinations = {
    "",       "script",       "style",         "image",       "font",   "audio",
    "video",  "track",        "object",        "embed",       "frame",  "iframe",
    "worker", "sharedworker", "serviceworker", "manifest",    "xslt",   "json",
    "text",   "audioworklet", "paintworklet",  "webidentity", "report", "document"};

inline constexpr std::array kOddTokens = {"*",
                                          "*.",
                                          "*.*",
                                          "**",
                                          "*a.test",
                                          "a.*.test",
                                          ".cdn.test",
                                          "cdn..test",
                                          "'self",
                                          "self",
                                          "none",
                                          "'bogus'",
                                          "://a",
                                          "http://",
                                          "http:/",
                                          "https:///a",
                                          "*:*",
                                          "*:443",
                                          "*/a",
                                          "https://*",
                                          "http://*:80/a",
                                          "ws://*",
                                          "data://*",
                                          "blob://*",
                                          "cdn.test:",
                                          "cdn.test:8*",
                                          "user@cdn.test",
                                          "nonce-abc",
                                          "sha256-abc",
                                          "\"'self'\"",
                                          "'nonce-'",
                                          "'sha256-'",
                                          "'sha1-abc'",
                                          "'sha256-abc",
                                          "http",
                                          "https",
                                          "'NONE'",
                                          "a.test:80:80",
                                          "x-foo://cdn.test",
                                          "[::1]",
                                          "https://[::1]:80",
                                          "127.0.0.1:*",
                                          "+a:",
                                          "1a:",
                                          "a+b-c.d:",
                                          "cdn.test.:443",
                                          "*.cdn.test."};

inline constexpr std::array kPolicyNames = {"default", "foo",        "FOO", "bar",
                                            "b!d",     "a-b#=_/@.%", ""};
inline constexpr std::array kPolicyTokens = {"default",
                                             "foo",
                                             "FOO",
                                             "bar",
                                             "b!d",
                                             "a-b#=_/@.%",
                                             "*",
                                             "'none'",
                                             "'NONE'",
                                             "'allow-duplicates'",
                                             "'Allow-Duplicates'",
                                             "'bogus'",
                                             "'none"};

}  // namespace cspkit::oracle::pools
