// SPDX-License-Identifier: Apache-2.0
// What the MDN HTTP Observatory's npm package says of the policies of a response, in the terms in which cspkit's profile
// `observatory` answers.
import { pathToFileURL } from 'node:url';

const kPackage = '@mdn/mdn-http-observatory';
const snake = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/// Loads the package; answers a function from the policies' texts to the verdict.
export async function openObservatory(packages) {
  const load = (file) => import(pathToFileURL(packages.path(kPackage, file)));
  const { contentSecurityPolicyTest } = await load('src/analyzer/tests/csp.js');
  const { getGradeForScore, getScoreModifier } = await load('src/grader/grader.js');
  const { MINIMUM_SCORE_FOR_EXTRA_CREDIT } = await load('src/grader/charts.js');
  return function observe({ headers = [], metas = [], reportOnly = [], url = 'https://example.com/' }) {
    const fields = { 'content-security-policy': headers, 'content-security-policy-report-only': reportOnly };
    const { result, policy } = contentSecurityPolicyTest({
      session: { url: new URL(url) },
      responses: { auto: {
        headers: Object.defineProperty({ ...fields }, 'get', { value: (name) => fields[name].join(', ') || undefined }),
        httpEquiv: new Map([['content-security-policy', metas]]),
      } },
    });
    // As its scanner adds up, for a site whose other tests neither give nor take.
    const modifier = getScoreModifier(result);
    const withoutBonus = 100 + Math.min(modifier, 0);
    const score = withoutBonus >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? 100 + modifier : withoutBonus;
    const flags = Object.entries(policy ?? {}).filter(([, holds]) => holds).map(([name]) => snake(name)).sort();
    return { result, modifier, score, grade: getGradeForScore(score).grade, flags };
  };
}

/// The same, of an answer of cspkit's.
export const ourVerdict = ({ result, score_modifier: modifier, score, grade, flags }) =>
  ({ result, modifier, score, grade, flags: [...flags].sort() });
