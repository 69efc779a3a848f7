// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "cspkit/catalog.h"
#include "cspkit/limits.h"

namespace cspkit::test {
namespace {

// Lines 1 to 16; a case adds its own from line 17 on.
constexpr std::string_view kHead = R"(name: acme
title: Acme
documentation: https://acme.test/csp
date: 2026-11-21
summary: A vendor of the tests.
references:
  csp: https://acme.test/csp
options:
  - {name: region, kind: enum, values: [us, eu], default: us, doc: the region}
  - {name: key, kind: text, doc: the key}
  - {name: agent, kind: version, doc: the version}
  - {name: worker, kind: url, doc: the worker}
features:
  - {name: core, title: Core, symptom: Nothing works.}
  - {name: extra, title: Extra, symptom: Less works.}
usual_features: [extra]
)";

struct Case {
  std::string_view name;
  std::string_view yaml;
  std::size_t line;
  std::string_view message;
  std::string_view remedy;
};

void expect_issue(const Case& one, std::string_view yaml) {
  SCOPED_TRACE(one.name);
  const auto vendor = load_vendor(yaml, "acme.yaml");
  ASSERT_FALSE(vendor);
  bool found = false;
  std::string all;
  for (const FileIssue& issue : vendor.error()) {
    EXPECT_EQ(issue.file, "acme.yaml");
    EXPECT_FALSE(issue.message.empty());
    EXPECT_FALSE(issue.remedy.empty()) << issue.message;
    all += issue.to_string() + "\n";
    found =
        found || (issue.line == one.line && issue.message.find(one.message) != std::string::npos &&
                  issue.remedy.find(one.remedy) != std::string::npos);
  }
  EXPECT_TRUE(found) << "wanted line " << one.line << ": " << one.message << "; " << one.remedy
                     << "\ngot\n"
                     << all;
}

TEST(Loader, TheHeadOfTheTestsIsGood) {
  const auto vendor = load_vendor(kHead, "acme.yaml");
  ASSERT_TRUE(vendor) << vendor.error().front().to_string();
  EXPECT_EQ(vendor->name, "acme");
  EXPECT_EQ(vendor->features.front().name, kCoreFeature);
}

TEST(Loader, ReportsMistakesInRowsWithLineAndRemedy) {
  const Case cases[] = {
      {"unknown key",
       "requirements:\n  - {feature: core, directive: img-src, sorce: a.test, purpose: p, "
       "reference: csp, confidence: low}\n",
       18, "unknown key \"sorce\"", "did you mean \"source\"?"},
      {"unknown section", "requirement: []\n", 17, "unknown key \"requirement\"", "requirements"},
      {"missing source",
       "requirements:\n  - {feature: core, directive: img-src, purpose: p, reference: csp, "
       "confidence: low}\n",
       18, "a requirement has no \"source\"", "add source"},
      {"unknown feature",
       "requirements:\n  - {feature: exta, directive: img-src, source: a.test, purpose: p, "
       "reference: csp, confidence: low}\n",
       18, "there is no feature \"exta\"", "known: core, extra"},
      {"unknown directive",
       "requirements:\n  - {feature: core, directive: image-src, source: a.test, purpose: p, "
       "reference: csp, confidence: low}\n",
       18, "there is no directive \"image-src\"", "as CSP names it"},
      {"directive in capitals",
       "requirements:\n  - {feature: core, directive: IMG-SRC, source: a.test, purpose: p, "
       "reference: csp, confidence: low}\n",
       18, "there is no directive \"IMG-SRC\"", "lower case"},
      {"two sources in one",
       "requirements:\n  - {feature: core, directive: img-src, source: a.test b.test, purpose: p, "
       "reference: csp, confidence: low}\n",
       18, "is not one source", "one row for each"},
      {"unknown confidence",
       "requirements:\n  - {feature: core, directive: img-src, source: a.test, purpose: p, "
       "reference: csp, confidence: sure}\n",
       18, "\"confidence\" cannot be \"sure\"", "certain, high, medium, low, conflicting"},
      {"unknown reference",
       "requirements:\n  - {feature: core, directive: img-src, source: a.test, purpose: p, "
       "reference: cps, confidence: low}\n",
       18, "there is no reference \"cps\"", "name one of csp"},
      {"unknown variable",
       "requirements:\n  - {feature: core, directive: img-src, source: \"{cdn}\", purpose: p, "
       "reference: csp, confidence: low}\n",
       18, "{cdn} is no option and no variable", "add it"},
      {"open brace",
       "requirements:\n  - {feature: core, directive: img-src, source: \"{key\", purpose: p, "
       "reference: csp, confidence: low}\n",
       18, "a { without its }", "option or a variable"},
      {"close brace",
       "requirements:\n  - {feature: core, directive: img-src, source: \"key}\", purpose: p, "
       "reference: csp, confidence: low}\n",
       18, "a } without its {", "option or a variable"},
      {"origin of no url",
       "requirements:\n  - {feature: core, directive: img-src, source: \"{key.origin}\", purpose: "
       "p, reference: csp, confidence: low}\n",
       18, "the origin of what is no url", "kind url"},
      {"bad date",
       "requirements:\n  - {feature: core, directive: img-src, source: a.test, purpose: p, "
       "reference: csp, confidence: low, date: yesterday}\n",
       18, "\"yesterday\" is not a date", "YYYY-MM-DD"},
      {"unknown nonce option",
       "requirements:\n  - {feature: core, directive: img-src, source: a.test, purpose: p, "
       "reference: csp, confidence: low, nonce_option: n}\n",
       18, "there is no option \"n\"", "nonce"},
      {"condition on no option",
       "requirements:\n  - {feature: core, when: {regio: us}, directive: img-src, source: a.test, "
       "purpose: p, reference: csp, confidence: low}\n",
       18, "there is no option \"regio\"", "known: features, region"},
      {"condition on no value",
       "requirements:\n  - {feature: core, when: {region: mars}, directive: img-src, source: "
       "a.test, purpose: p, reference: csp, confidence: low}\n",
       18, "\"mars\" is not a value", "us, eu"},
      {"condition on a text's value", "notes:\n  - {when: {key: abc}, text: t}\n", 18,
       "cannot name its values", "given or absent"},
      {"condition on a version", "notes:\n  - {when: {agent: below two}, text: t}\n", 18,
       "\"two\" is not a version", "2.221.0"},
      {"condition on no feature", "notes:\n  - {when: {features: core+exta}, text: t}\n", 18,
       "there is no feature \"exta\"", "known"},
      {"empty list", "notes:\n  - {when: {region: []}, text: t}\n", 18, "the list is empty", "add"},
      {"no list", "notes: {text: t}\n", 17, "\"notes\" is a mapping", "write a list"},
      {"no text", "notes:\n  - {text: [t]}\n", 18, "\"text\" is a list", "write a text"},
      {"a key twice", "notes:\n  - {text: t, text: u}\n", 18, "\"text\" stands twice", "keep one"},
      {"rule without a condition", "rules:\n  - {message: m, remedy: r}\n", 18,
       "a rule has no \"when\"", "add"},
  };
  for (const Case& one : cases) expect_issue(one, std::string(kHead) + std::string(one.yaml));
}

TEST(Loader, ReportsMistakesInProbes) {
  const Case cases[] = {
      {"unknown kind",
       "probes:\n  - {id: a, feature: core, kind: fetch, severity: broken, effect: e}\n", 18,
       "\"kind\" cannot be \"fetch\"", "request"},
      {"request without a url",
       "probes:\n  - {id: a, feature: core, kind: request, severity: broken, effect: e}\n", 18,
       "a probe has no \"url\"", "add url"},
      {"url of an inline script",
       "probes:\n  - {id: a, feature: core, kind: inline-script, source: s, url: "
       "\"https://a.test\", severity: broken, effect: e}\n",
       18, "\"url\" does not belong to the kind inline-script", "take it away"},
      {"unknown destination",
       "probes:\n  - {id: a, feature: core, kind: request, url: \"https://a.test\", destination: "
       "img, severity: broken, effect: e}\n",
       18, "there is no destination \"img\"", "Fetch"},
      {"ancestors missing",
       "probes:\n  - {id: a, feature: core, kind: frame-ancestors, severity: broken, effect: e}\n",
       18, "frame-ancestors", "nearest first"},
      {"redirects",
       "probes:\n  - {id: a, feature: core, kind: request, url: \"https://a.test\", redirects: "
       "many, severity: broken, effect: e}\n",
       18, "\"redirects\" is no number", "mend"},
      {"two of a name",
       "probes:\n  - {id: a, feature: core, kind: eval, severity: broken, effect: e}\n  - {id: a, "
       "feature: core, kind: eval, severity: broken, effect: e}\n",
       18, "two probes are called \"a\"", "its own id"},
      {"id", "probes:\n  - {id: A b, feature: core, kind: eval, severity: broken, effect: e}\n", 18,
       "\"A b\" is not an id", "a-z"},
  };
  for (const Case& one : cases) expect_issue(one, std::string(kHead) + std::string(one.yaml));
}

TEST(Loader, ReportsMistakesInVariables) {
  const Case cases[] = {
      {"by no option", "tables:\n  - {by: key, rows: {us: {a: b}}}\n", 18, "no option of kind enum",
       "name one"},
      {"row of no value",
       "tables:\n  - by: region\n    rows:\n      us: {a: b}\n      mars: {a: b}\n      eu: {a: "
       "b}\n",
       21, "\"mars\" is no value of region", "known: us, eu"},
      {"row missing", "tables:\n  - by: region\n    rows:\n      us: {a: b}\n", 20,
       "no row for region: eu", "add it"},
      {"other columns", "tables:\n  - by: region\n    rows:\n      us: {a: b}\n      eu: {c: b}\n",
       21, "no column \"c\"", "the same columns"},
      {"name taken", "variables:\n  - {name: key, cases: [{value: v}]}\n", 18, "\"key\" is taken",
       "another"},
      {"no cases", "variables:\n  - {name: v, cases: []}\n", 18, "between 1 and 32 cases", "cases"},
      {"later variable",
       "variables:\n  - {name: a, cases: [{value: \"{b}\"}]}\n  - {name: b, cases: [{value: v}]}\n",
       18, "{b} is no option and no variable that stands above", "add it"},
      {"all in a variable",
       "variables:\n  - {name: a, pick: all, cases: [{value: v}]}\n  - {name: b, cases: [{value: "
       "\"{a}\"}]}\n",
       19, "too many variables with pick: all", "rows only"},
      {"cap without a bound", "caps:\n  - {when: {region: eu}}\n", 18, "a cap has no \"at_most\"",
       "add"},
  };
  for (const Case& one : cases) expect_issue(one, std::string(kHead) + std::string(one.yaml));
}

TEST(Loader, ReportsMistakesInTheHead) {
  const Case cases[] = {
      {"empty", "", 1, "the file is empty", "example"},
      {"only a comment", "# nothing\n", 1, "the file is empty", "example"},
      {"no mapping", "[]", 1, "the vendor is a list", "mapping"},
      {"no YAML", "name: [acme\n", 2, "this is not YAML", "indentation"},
      {"a tab", "name:\n\t- a\n", 2, "this is not YAML", "indentation"},
      {"an alias", "name: *a\n", 1, "", ""},
      {"an anchor", "name: &a acme\n", 1, "anchors are not allowed", "take the &"},
      {"a tag", "name: !!binary acme\n", 1, "tags are not allowed", "take"},
      {"a second document", "name: acme\n---\nname: acme\n", 3, "a second document",
       "one document"},
      {"a name", "name: Acme Inc\n", 1, "\"Acme Inc\" is not a name", "a-z"},
      {"no features", "name: acme\n", 1, "the vendor has no \"features\"", "add"},
      {"option kind", "options:\n  - {name: a, kind: number, doc: d}\n", 2,
       "\"kind\" cannot be \"number\"", "enum"},
      {"enum without values", "options:\n  - {name: a, kind: enum, doc: d}\n", 2,
       "allows no values", "values"},
      {"values of a text", "options:\n  - {name: a, kind: text, values: [b], doc: d}\n", 2,
       "only the kinds enum and list", "take"},
      {"default", "options:\n  - {name: a, kind: bool, default: maybe, doc: d}\n", 2,
       "neither true nor false", "true or false"},
      {"option taken", "options:\n  - {name: features, kind: text, doc: d}\n", 2,
       "\"features\" is taken", "another"},
      {"core is not first", "features:\n  - {name: extra, title: t, symptom: s}\n", 2,
       "the first feature is not core", "core"},
      {"usual feature",
       "features:\n  - {name: core, title: t, symptom: s}\nusual_features: [guides]\n", 3,
       "there is no feature \"guides\"", "known: core"},
  };
  for (const Case& one : cases) expect_issue(one, one.yaml);
}

TEST(Loader, ReportsEveryMistakeAtOnceInOrder) {
  const auto vendor = load_vendor("nam: a\ntitle: [b]\ndate: c\n", "f.yaml");
  ASSERT_FALSE(vendor);
  ASSERT_GE(vendor.error().size(), 5U);
  for (std::size_t i = 1; i < vendor.error().size(); ++i) {
    EXPECT_LE(vendor.error()[i - 1].line, vendor.error()[i].line);
  }
}

TEST(Loader, AMistakeReadsAsFileLineColumnWhatAndRemedy) {
  const auto vendor =
      load_vendor(std::string(kHead) + "notes:\n  - {texd: t}\n", "vendors/acme.yaml");
  ASSERT_FALSE(vendor);
  EXPECT_EQ(vendor.error()[1].to_string(),
            "vendors/acme.yaml:18:6: unknown key \"texd\" in a note; did you mean \"text\"?");
}

TEST(Loader, RefusesWhatCouldGrowWithoutBound) {
  const std::string long_text(limits::kMaxCatalogBytes + 1, 'a');
  EXPECT_FALSE(load_vendor(long_text, "f"));
  EXPECT_FALSE(load_vendor(std::string(100'000, '['), "f"));
  EXPECT_FALSE(load_vendor(std::string(100'000, '{'), "f"));
  std::string deep;
  for (int i = 0; i < 2'000; ++i) deep += "- ";
  EXPECT_FALSE(load_vendor(deep, "f"));
  std::string many = "a: [";
  for (int i = 0; i < 60'000; ++i) many += "b,";
  const auto too_many = load_vendor(many + "]", "f");
  ASSERT_FALSE(too_many);
  EXPECT_NE(too_many.error()[0].message.find("too many values"), std::string::npos);
  // Each variable doubles the one before it: 2^40 letters, were it filled.
  std::string doubling = std::string(kHead) + "variables:\n  - {name: v0, cases: [{value: ha}]}\n";
  for (int i = 1; i <= 40; ++i) {
    const std::string before = "{v" + std::to_string(i - 1) + "}";
    doubling +=
        "  - {name: v" + std::to_string(i) + ", cases: [{value: \"" + before + before + "\"}]}\n";
  }
  const auto doubled = load_vendor(doubling, "f");
  ASSERT_FALSE(doubled);
  EXPECT_NE(doubled.error()[0].message.find("can grow to more than"), std::string::npos);
}

TEST(Loader, TheExampleOfTheDocumentationLoadsAndResolves) {
  std::ifstream file(CSPKIT_TEST_DATA "/../docs/catalog.md");
  const std::string page{std::istreambuf_iterator<char>(file), {}};
  constexpr std::string_view kOpen = "```yaml\n";
  const std::size_t begin = page.find(kOpen);
  ASSERT_NE(begin, std::string::npos);
  const std::string_view rest = std::string_view(page).substr(begin + kOpen.size());
  const auto vendor = load_vendor(rest.substr(0, rest.find("```")), "docs/catalog.md");
  ASSERT_TRUE(vendor) << vendor.error().front().to_string();
  const auto resolved = resolve(*vendor, {"acme", {{"region", "eu"}}});
  ASSERT_TRUE(resolved) << resolved.error().to_string();
  EXPECT_EQ(resolved->requirements.size(), 4U);
  EXPECT_EQ(resolved->probes.size(), 4U);
}

TEST(Catalog, TheBuiltInFilesLoad) {
  const auto catalog = Catalog::load(builtin_catalog_files());
  std::string all;
  if (!catalog) {
    for (const FileIssue& issue : catalog.error()) all += issue.to_string() + "\n";
  }
  ASSERT_TRUE(catalog) << all;
  EXPECT_EQ(catalog->vendors().size(), builtin_catalog_files().size());
  EXPECT_NE(builtin_catalog().find("customerio"), nullptr);
  EXPECT_NE(builtin_catalog().find("pendo"), nullptr);
  EXPECT_EQ(builtin_catalog().find("nobody"), nullptr);
}

TEST(Catalog, AVendorStandsOnce) {
  const CatalogFile files[] = {{"a.yaml", kHead}, {"b.yaml", kHead}};
  const auto catalog = Catalog::load(files);
  ASSERT_FALSE(catalog);
  EXPECT_EQ(catalog.error()[0].file, "b.yaml");
  EXPECT_EQ(catalog.error()[0].message, "the vendor acme is there already");
}

TEST(Catalog, MistakesOfAllFilesAreReported) {
  const CatalogFile files[] = {{"a.yaml", "name: 1"}, {"b.yaml", "name: 2"}};
  const auto catalog = Catalog::load(files);
  ASSERT_FALSE(catalog);
  EXPECT_EQ(catalog.error().front().file, "a.yaml");
  EXPECT_EQ(catalog.error().back().file, "b.yaml");
}

}  // namespace
}  // namespace cspkit::test
