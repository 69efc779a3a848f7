// SPDX-License-Identifier: Apache-2.0
// Makes cases smaller while they keep what is of interest about them.

const replaced = (list, at, value) => [...list.slice(0, at), ...(value === undefined ? [] : [value]), ...list.slice(at + 1)];

/// The case with one thing less, in the order in which to try them.
function* smaller(one) {
  const { policies, check } = one;
  const withPolicies = (next) => ({ ...one, policies: next });
  for (let i = 0; policies.length > 1 && i < policies.length; ++i) yield withPolicies(replaced(policies, i));
  for (let i = 0; i < policies.length; ++i) {
    const policy = policies[i];
    const put = (value) => withPolicies(replaced(policies, i, { ...policy, value }));
    if (policy.delivery === 'meta') yield withPolicies(replaced(policies, i, { ...policy, delivery: 'header' }));
    const directives = policy.value.split(/\s*[;,]\s*/).filter((text) => text !== '');
    for (let d = 0; directives.length > 1 && d < directives.length; ++d) yield put(replaced(directives, d).join('; '));
    if (directives.length !== policy.value.split(/[;,]/).length) yield put(directives.join('; '));
    for (let d = 0; d < directives.length; ++d) {
      const tokens = directives[d].split(/\s+/).filter((text) => text !== '');
      for (let t = 1; t < tokens.length; ++t) yield put(replaced(directives, d, replaced(tokens, t).join(' ')).join('; '));
      const lower = directives[d].toLowerCase();
      if (lower !== directives[d]) yield put(replaced(directives, d, lower).join('; '));
      for (let t = 1; t < tokens.length; ++t) {
        const bare = tokens[t].replace(/^([^/]*(?:\/\/[^/]*)?)\/[^']*$/, '$1');
        if (bare !== tokens[t] && bare !== '') yield put(replaced(directives, d, replaced(tokens, t, bare).join(' ')).join('; '));
      }
    }
  }
  const without = (name) => ({ ...one, check: Object.fromEntries(Object.entries(check).filter(([key]) => key !== name)) });
  for (const name of ['nonce', 'integrity', 'existing']) {
    if (check[name] !== undefined) yield without(name);
  }
  if (check.integrity?.includes(' ')) {
    const items = check.integrity.split(' ');
    for (let i = 0; i < items.length; ++i) yield { ...one, check: { ...check, integrity: replaced(items, i).join(' ') } };
  }
  if (check.redirect_count > 1) yield { ...one, check: { ...check, redirect_count: 1 } };
  for (let i = 0; check.ancestors?.length > 1 && i < check.ancestors.length; ++i) {
    yield { ...one, check: { ...check, ancestors: replaced(check.ancestors, i) } };
  }
  for (const page of ['https://doc.test/', 'http://doc.test/', `${new URL(one.document_url).origin}/`]) {
    if (page === one.document_url || /worker|worklet|xslt|document/.test(check.destination ?? '') || one.redirect_from) break;
    yield { ...one, document_url: page };
  }
}

/// keep(cases) answers for each case whether it is still of interest; it is asked for many at once.
export async function shrink(cases, keep, rounds = 8) {
  let current = cases;
  const finished = cases.map(() => false);
  for (let round = 0; round < rounds && finished.includes(false); ++round) {
    const candidates = current.map((one, i) => (finished[i] ? [] : [...smaller(one)]));
    const kept = await keep(candidates.flat());
    let at = 0;
    const next = current.slice();
    candidates.forEach((list, i) => {
      const first = list.findIndex((_, j) => kept[at + j]);
      at += list.length;
      if (first >= 0) next[i] = list[first];
      else finished[i] = true;
    });
    current = next;
  }
  return current;
}
