// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace cspkit::cli {

/// The style sheet of the report's page, for bright and dark screens and for paper.
inline constexpr std::string_view kScanPageStyle = R"css(
:root{color-scheme:light dark;--ink:#1c2128;--dim:#5b6570;--paper:#fff;--card:#f5f7f9;--line:#d8dee4;--good:#116329;--bad:#b42318;--warn:#8a5300;--accent:#0b5cad}
@media (prefers-color-scheme:dark){:root{--ink:#e6eaef;--dim:#9aa5b1;--paper:#14181d;--card:#1d232a;--line:#353d47;--good:#57c277;--bad:#ff8a7d;--warn:#f0b45b;--accent:#77b7ff}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
main{max-width:72rem;margin:0 auto;padding:1.5rem}
header{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 1rem;border-bottom:1px solid var(--line)}
header p,.dim,.place{color:var(--dim)}
h1{font-size:1.6rem;margin:.3rem 0;overflow-wrap:anywhere}
h2{font-size:1.2rem;margin:2rem 0 .6rem}
h3{font-size:1rem;margin:1rem 0 .3rem}
.figures{display:flex;flex-wrap:wrap;gap:.6rem;list-style:none;padding:0;margin:1rem 0}
.figures li{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.5rem .9rem}
.figures b{font-size:1.3rem;margin-right:.2rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.7rem 1rem;margin:.6rem 0}
.card p{margin:.2rem 0}
.card h3{margin:0}
summary{cursor:pointer;font-weight:600}
summary .dim,summary .place{font-weight:400}
pre,code{font:13px/1.45 ui-monospace,monospace}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--paper);border:1px solid var(--line);border-radius:.35rem;padding:.6rem .8rem;margin:.5rem 0}
pre b{color:var(--accent)}
code,.place{overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;margin:.5rem 0;font-size:14px}
th,td{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;border-bottom:1px solid var(--line)}
th{color:var(--dim);font-weight:600}
.number{text-align:right;white-space:nowrap}
.place{font-size:13px}
a{color:var(--accent)}
.good{color:var(--good)}
.bad,.bad code{color:var(--bad)}
.warn{color:var(--warn)}
@media print{main{max-width:none;padding:0}.card,pre{break-inside:avoid}body{font-size:11px}}
)css";

}  // namespace cspkit::cli
