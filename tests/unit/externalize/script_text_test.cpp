// SPDX-License-Identifier: Apache-2.0
#include "externalize/script_text.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "externalize/template_text.h"

namespace cspkit::externalize_detail {
namespace {

TEST(ScriptLexer, TakesWholeHandlersForWhole) {
  for (const std::string_view source : {
           "",
           "go()",
           "return false",
           "return go(this), false;",
           "if (a) b(); else c()",
           "var a = 1 / 2, b = a / 2 /* c */; // d",
           "if (/[)}\\]/]{1}/.test(x)) y()",
           "x = a ? b : c; for (const k of l) { m(k) }",
           "`a ${ {b: `c ${d}`}.b } e`",
           "switch (a) { case 1: { b() } break; default: c() }",
           "a\nb",
           "do x(); while (y)",
           "async () => { await a }",
           "new Foo(...args).bar?.[0] ?? baz",
           "<!-- a don't\nb()",
           "x = {get a() { return 1 }, set a(v) {}}",
           "a++ + ++b",
           "yield * 2",
           "if (a) /re/.test(b)",
           "class A extends B { static c = 1; #d = 2 }",
           "'it\\'s' + \"a\\\nb\"",
           "x => ({y: 1})",
           "return",
           "1.5e+3.toFixed; .5.x; 0x1e-1; 1_000n",
           "label: for (;;) break label",
           "void function () { x() }()",
           "a = b\n++c",
           "'\xE2\x80\xA8'",
           "x = y => { z() }",
           "delete a.b",
           "function f(a = {}, [b] = []) {} f()",
           "a instanceof b in c",
           "return /a/g, 2",
       }) {
    EXPECT_EQ(read_script(source).shape, ScriptShape::whole) << source;
  }
}

TEST(ScriptLexer, TakesForBrokenWhatWouldBreakItsNeighbours) {
  for (const std::string_view source : {
           "foo(",
           "}",
           "a)",
           "(a]",
           "'open",
           "\"a\nb\"",
           "/* open",
           "`open",
           "`${a`",
           "/re",
           "a b",
           "1 2",
           "a = ",
           "a + ;",
           "x.",
           "foo() bar()",
           "'a' 'b'",
           "= 1",
           "(a, * 2 %)",
           "3px",
           "a ? b :: c ? ;",
           "function () { } }, {",
           "if (a",
           "go(this) }, x: function () {",
       }) {
    EXPECT_EQ(read_script(source).shape, ScriptShape::broken) << source;
  }
}

TEST(ScriptLexer, EndsALineCommentAtASeparatorToo) {
  EXPECT_EQ(read_script("// a\xE2\x80\xA8 (").shape, ScriptShape::broken);
  EXPECT_EQ(read_script("// a (").shape, ScriptShape::whole);
}

TEST(ScriptNames, AreOnlyTheEventsWhereNoOtherCanBeMeant) {
  for (const std::string_view source :
       {"return false", "this.style.color = 'red'; event.stopPropagation()",
        "if (event.key === 'x') return false", "this?.a.b()"}) {
    EXPECT_TRUE(names_only_the_event(read_script(source))) << source;
  }
  for (const std::string_view source :
       {"go()", "return value", "this[name]", "`${title}`", "({title})"}) {
    EXPECT_FALSE(names_only_the_event(read_script(source))) << source;
  }
}

TEST(ScriptNames, AreGlobalWhereAUrlDeclaresThem) {
  for (const std::string_view source :
       {"var a = 1", "let a", "const a = 1", "class A {}", "function f() {}",
        "go(); function f() {}", "if (a) { var b }", "for (var i = 0;;) {}"}) {
    EXPECT_TRUE(declares_names(read_script(source))) << source;
  }
  for (const std::string_view source : {"go()", "void 0", "(function () { var a })()", "a.var",
                                        "[1].map(x => { let y })", "void function f() {}()"}) {
    EXPECT_FALSE(declares_names(read_script(source))) << source;
  }
}

TEST(Script, StaysWhereItAsksForItself) {
  const auto reason = [](std::string_view source, PageScriptType type = PageScriptType::classic,
                         Folder folder = Folder::of_page) {
    return stays(read_script(source), type, folder);
  };
  EXPECT_EQ(reason("document.currentScript.text"), StayReason::current_script);
  EXPECT_EQ(reason("var me = document.currentScript"), StayReason::current_script);
  EXPECT_EQ(reason("document.currentScript.src"), StayReason::current_script);
  EXPECT_EQ(reason("document.currentScript.dataset.x; document.currentScript?.parentNode"),
            std::nullopt);
  EXPECT_EQ(reason("'document.currentScript'"), std::nullopt);
  EXPECT_EQ(reason("import.meta.url", PageScriptType::module), StayReason::own_url);
  EXPECT_EQ(reason("import './a.js'", PageScriptType::module), std::nullopt);
  EXPECT_EQ(reason("import './a.js'", PageScriptType::module, Folder::another),
            StayReason::relative_import);
  EXPECT_EQ(reason("import {a} from '../a.js'", PageScriptType::module, Folder::another),
            StayReason::relative_import);
  EXPECT_EQ(reason("import('./a.js')", PageScriptType::classic, Folder::another),
            StayReason::relative_import);
  EXPECT_EQ(reason("import 'https://x.test/a.js'; import 'bare'", PageScriptType::module,
                   Folder::another),
            std::nullopt);
}

struct HintCase {
  std::string_view source;
  std::vector<ExternalizeHint> hints;
};

TEST(Script, IsHintedAtForWhatAStrictPolicyBlocks) {
  using enum ExternalizeHint;
  const HintCase cases[] = {
      {"el.innerHTML = '<a onclick=\"x()\">'", {writes_inline_code}},
      {"`<p style=\"color:${c}\">`", {writes_inline_code}},
      {"document.write('<script>x()<\\/script>')", {writes_inline_code}},
      {"document.write('<script src=x.js><\\/script>')", {}},
      {"'a <b>' + one", {}},
      {"if (url.startsWith('javascript:')) x()", {}},
      {"eval(x); new Function('a'); setTimeout('go()', 1)", {compiles_strings}},
      {"model.eval(x); setTimeout(go, 1)", {}},
      {"a.setAttribute('onclick', 'x()')", {sets_attribute}},
      {"a.setAttribute('STYLE', 'x')", {sets_attribute}},
      {"a.setAttribute('href', 'x')", {}},
      {"document.createElement('style'); eval('1')", {makes_style, compiles_strings}},
  };
  for (const HintCase& one : cases) {
    std::vector<ExternalizeHint> found;
    for (const ScriptHint& hint : hints_of(read_script(one.source), one.source))
      found.push_back(hint.hint);
    EXPECT_EQ(found, one.hints) << one.source;
  }
}

TEST(TemplateText, IsToldFromBracesOfJavaScript) {
  for (const std::string_view text :
       {"var a = {{ user.name | json }};", "<%= x %>", "<?php echo 1 ?>", "{% if a %}",
        "color: {{color}}", "{{{ raw }}}"}) {
    EXPECT_EQ(text_origin(text), TextOrigin::templated) << text;
  }
  for (const std::string_view text : {"a = {b: {c: 1}}", "if (a) {{ b(); }}", "function f() {{\n}}",
                                      "{{}}", "a < b % c > d", "x = {{", "${a}"}) {
    EXPECT_EQ(text_origin(text), TextOrigin::fixed) << text;
  }
}

TEST(JavascriptUrl, IsPercentDecoded) {
  const auto script = [](std::string_view url) {
    PageItem item;
    item.kind = PageItemKind::navigation;
    item.value = url;
    return javascript_of_url(item);
  };
  EXPECT_EQ(script("javascript:a(%22b%22)"), "a(\"b\")");
  EXPECT_EQ(script("javascript:100%"), "100%");
  EXPECT_EQ(script("javascript:%C3%A9"), "é");
}

}  // namespace
}  // namespace cspkit::externalize_detail
