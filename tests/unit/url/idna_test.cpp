// SPDX-License-Identifier: Apache-2.0
#include "unit/url/url_cases.h"

namespace cspkit {
namespace {

using namespace test;

TEST(Idna, MapsAndEncodes) {
  expect_hosts({{"b\u00FCcher.de", "xn--bcher-kva.de"},
                {"B\u00DCCHER.DE", "xn--bcher-kva.de"},
                {"bu\u0308cher.de", "xn--bcher-kva.de"},
                {"\u65E5\u672C\u8A9E", "xn--wgv71a119e"},
                {"\uFF41\u3002\uFF42", "a.b"},
                {"a\u00ADb", "ab"},
                {"\u212B", "xn--5ca"}});
}

TEST(Idna, IsNonTransitional) {
  expect_hosts(
      {{"fa\u00DF.de", "xn--fa-hia.de"}, {"\u03C2", "xn--3xa"}, {"xn--fa-hia", "xn--fa-hia"}});
}

TEST(Idna, ChecksPunycode) {
  expect_hosts({{"XN--TDA", "xn--tda"},
                {"xn--", kRefused},
                {"xn--a", kRefused},
                {"xn--abc-", kRefused},  // decodes to ASCII alone
                {"xn--Tda-", kRefused},
                {"xn---xvm", kRefused},      // a delimiter with nothing before it
                {"xn--99999999", kRefused},  // overflows
                {"xn--0ca", "xn--0ca"},
                {"a.xn--\u00FC", kRefused},
                {"x\u00ADn--tda", "xn--tda"}});
}

TEST(Idna, RefusesWhatMappingTurnsIntoForbiddenCodePoints) {
  expect_hosts({{"a\uFF0Fb", kRefused},  // full-width slash
                {"a\uFF05b", kRefused},  // full-width percent
                {"\u2048", kRefused},    // ?!
                {"a\u2100", kRefused},   // a/c
                {"\u00A0", kRefused},    // maps to a space
                {"\uFFFD", kRefused},
                {"\u00AD", kRefused}});  // maps to nothing
}

TEST(Idna, ChecksBidiAcrossTheDomain) {
  expect_hosts({{"\u05D0\u05D1", "xn--4dbc"},
                {"\u05D0.b", "xn--4db.b"},
                {"1.\u05D0", kRefused},  // a number-first label beside a right-to-left one
                {"a\u05D0", kRefused},
                {"\u05D01\u0661", kRefused},  // European and Arabic digits together
                {"\u0661", kRefused}});
}

TEST(Idna, ChecksJoinersInContext) {
  expect_hosts({{"\u0915\u094D\u200D\u0937", "xn--11b2ezcw70k"},
                {"a\u200Db", kRefused},
                {"a\u200Cb", kRefused},
                {"\u0646\u0627\u0645\u0647\u200C\u0627\u06CC", "xn--mgba3gch31f060k"}});
}

TEST(Idna, LetsHyphensAndLengthsBe) {
  std::string label = "\u00FC";
  for (int i = 0; i < 5; ++i) label += label;  // 32 of them
  EXPECT_NE(http_host(label + label + label), kRefused);
  expect_hosts(
      {{"-\u00FC-", "xn-----xka"}, {"ab--\u00FC", "xn--ab---3ra"}, {"..\u00FC..", "..xn--tda.."}});
}

TEST(Idna, RefusesLeadingMarksAndUnassigned) {
  expect_hosts({{"\u0308a", kRefused},
                {"\u0378", kRefused},
                {"\U0010FFFF", kRefused},
                {"\uE000", kRefused}});
}

}  // namespace
}  // namespace cspkit
