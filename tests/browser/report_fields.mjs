// SPDX-License-Identifier: Apache-2.0
// Compares what a browser sent for a case with the engine's serialization, field by field. tests/unit/match/
// report_conformance_test.cpp does the same with what is stored, and without a browser.
import { reportsIn } from './report_round.mjs';

export const kContentType = { 'report-uri': 'application/csp-report', 'report-to': 'application/reports+json' };
export const kindOf = (endpoint) => (endpoint.startsWith('uri') ? 'report-uri' : 'report-to');

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/// A body without what differs from run to run: ages, and the random part of blob: URLs.
export function steady(body) {
  return body.replace(/"age":(\s*)\d+/g, '"age":$10')
    .replace(/(blob:https?:\/\/[^/"]+\/)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '$100000000-0000-0000-0000-000000000000');
}

/// A value as every reader of JSON can read it; WebKit cuts surrogate pairs in two.
const readable = (value) => (typeof value === 'string' ? Buffer.from(value).toString() : value);

/// A report's fields side by side: `csp-report` left out, `body` written `body.documentURL`.
function fieldsOf(report) {
  if (!isObject(report)) return { 'no report': report };
  return Object.fromEntries(Object.entries(report).flatMap(([name, value]) => {
    if (!['csp-report', 'body'].includes(name) || !isObject(value)) return [[name, readable(value)]];
    return Object.entries(value).map(([inner, text]) => [name === 'body' ? `body.${inner}` : inner, readable(text)]);
  }));
}

/// The fields in which they differ, {field, text?, sent?}; one that is left out has no value.
function fieldDifferences(text, sent) {
  const names = [...new Set([...Object.keys(text), ...Object.keys(sent)])];
  // Whatever names a browser will do.
  const equal = (field) => (field === 'user_agent' && sent[field]) || same(text[field], sent[field]);
  return names.filter((field) => !equal(field)).map((field) => ({ field, text: text[field], sent: sent[field] }));
}

/// The violation that the report tells of is the one that it differs from least.
function closest(violations, kind, sent) {
  return violations.map(([violation, answer]) => fieldDifferences(answer[kind], sent)
    .map((row) => ({ violation, ...row })))
    .reduce((best, rows) => (rows.length < best.length ? rows : best));
}

/// How many reports the text sends to each endpoint of a case.
export function countsByText(answer) {
  const counts = {};
  for (const { endpoints } of answer.violations) {
    for (const { name, chosen } of endpoints) counts[name] = (counts[name] ?? 0) + (chosen ? 1 : 0);
  }
  return counts;
}

/// The differences of one case: rows {kind, case, endpoint, violation?, field, text?, sent?}, each once.
export function differences(answer, deliveries) {
  const counts = countsByText(answer);
  const rows = [];
  for (const endpoint of new Set([...Object.keys(counts), ...deliveries.map((each) => each.endpoint)])) {
    const kind = kindOf(endpoint);
    const here = deliveries.filter((each) => each.endpoint === endpoint);
    const add = (row) => rows.push({ kind, case: answer.id, endpoint, ...row });
    const all = [...answer.violations.entries()];
    const naming = all.filter(([, { endpoints }]) => endpoints.some(({ name }) => name === endpoint));
    let sent = 0;
    for (const { contentType, body } of here) {
      if (contentType !== kContentType[kind]) add({ field: 'content-type', text: kContentType[kind], sent: contentType });
      for (const report of reportsIn(body)) {
        sent += 1;
        closest(naming.length > 0 ? naming : all, kind, fieldsOf(report)).forEach(add);
      }
    }
    const text = counts[endpoint] ?? 0;
    if (text !== sent) add({ field: 'reports', text, sent });
  }
  return [...new Map(rows.map((row) => [keyOf(row), row])).values()];
}

/// Rows with the same key are the same difference.
export function keyOf({ kind, case: id, endpoint, violation, field, text, sent }) {
  return JSON.stringify([kind, id, endpoint, violation ?? null, field, text ?? '(absent)', sent ?? '(absent)',
    text === null, sent === null]);
}

export const sameRows = (a, b) => same(a.map(keyOf).sort(), b.map(keyOf).sort());
