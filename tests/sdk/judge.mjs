// SPDX-License-Identifier: Apache-2.0
// Runs one scenario: the composed policy as it is, and then without each of its sources.
import { compose, coveredBy, failures, guideTabs, without } from './policy.mjs';
import { siteOrigin } from './lane.mjs';

const kQuiet = 600;
const kPatience = 40_000;

const enforced = (seen) => seen.violations.filter(({ disposition }) => disposition !== 'report');
const say = ({ directive, blockedURI, document }) => `${directive} ${blockedURI}${document ? ` in ${document}` : ''}`;
const once = (list) => [...new Set(list)];

/// Whether a violation is one of those that a scenario names: [{ directive, url, why }], by how its URL begins.
const matcher = (named = []) => ({ directive, blockedURI }) => named.some((one) =>
  one.directive === directive && blockedURI.startsWith(one.url));

/// Reports of documents that inherit the policy, whose events the page's own document does not get.
function unheard(seen, policy, events) {
  return seen.reports.filter((report) => report.policy === policy &&
    !events.some(({ directive }) => report.directive.startsWith(directive) || directive.startsWith(report.directive)));
}

/// A URL, and where the stand-in's redirects led from it. Of a redirected one, Firefox tells the origin alone.
function follower(requests) {
  const bare = (text) => text.replace(/[?#].*$/, '');
  return (text) => {
    const urls = [text];
    for (let next = text; urls.length < 8;) {
      next = requests.find(({ url, to }) => to && (bare(url.href) === bare(next) || url.origin === next))?.to;
      if (next === undefined) break;
      urls.push(next);
    }
    return urls;
  };
}

export class Judge {
  #count = 0;

  constructor({ program, browser, lanes, sdk, delay }) {
    Object.assign(this, { program, browser, lanes, sdk, delay });
    this.idle = [...lanes];
    this.waiting = [];
  }

  async #load(job) {
    const lane = this.idle.pop() ?? await new Promise((resolve) => { this.waiting.push(resolve); });
    const leave = () => {
      const next = this.waiting.shift();
      if (next) next(lane);
      else this.idle.push(lane);
    };
    try {
      return await lane.load(job);
    } finally {
      leave();
    }
  }

  /// { problems: [in words], rows: [{ feature, directive, source, status }], packages: [names] }
  async scenario(scenario, standIn) {
    const packages = new Set();
    const note = (...names) => names.forEach((name) => packages.add(name));
    const sdk = { ...this.sdk, file: (name, path) => { note(name); return this.sdk.file(name, path); },
      bundle: (source, names) => { note(...names); return this.sdk.bundle(source); },
      guideTabs: (text) => guideTabs(this.program, text) };
    const base = scenario.base ?? "default-src 'none'";
    // The page stays open until what is awaited is there and nothing more comes; a stand-in that throws ends it at once.
    const loadOnce = (origin, policies, awaited) => this.#load({ origin, policies,
      until: (seen, { quiet, open }) => seen.problems.length > 0 || open > kPatience || (quiet > kQuiet && awaited(seen)),
      hosts: standIn.hosts(scenario.options), delay: this.delay,
      answer: (request) => standIn.answer({ ...request, options: scenario.options, origin }, sdk), ...scenario.page(sdk) });
    // On a busy machine an SDK now and then gives up before its own answers arrive: what neither came nor failed is asked again.
    const load = async (origin, policies, awaited) => {
      const seen = await loadOnce(origin, policies, awaited);
      return seen.problems.length > 0 || awaited(seen) ? seen : loadOnce(origin, policies, awaited);
    };

    const problems = [];
    const rows = [];
    const origin = siteOrigin(this.#count += 1);
    const composed = compose(this.program, scenario, base, origin);
    const removals = composed.sources.map((source) => ({ ...source, policy: without(composed.directives, source) }));

    // As composed; and, watched only, without each source: who needs it, says so here already.
    const policies = [{ value: composed.policy, disposition: 'enforce' },
      ...removals.map(({ policy }) => ({ value: policy, disposition: 'report' }))];
    const predicted = failures(this.program, scenario, composed.policy, origin, this.browser);
    // A browser without Trusted Types breaks nothing by them, and the prediction says so.
    const breaks = predicted.length > 0 ? scenario.breaks ?? [] : [];
    const seen = await load(origin, policies, (so_far) => scenario.works(so_far).length === 0 ||
      enforced(so_far).length > 0);
    problems.push(...this.#whole(scenario, seen, predicted, breaks));
    if (problems.length > 0 || breaks.length > 0) {
      rows.push({ feature: null, directive: null, source: null, status: problems.length > 0 ? 'fails' : 'breaks' });
      return { problems, rows, packages: scenario.packages ?? [...packages] };
    }

    await Promise.all(removals.map(async (removal, i) => {
      const watched = seen.violations.filter(({ policy }) => policy === i + 1);
      const found = await this.#without(scenario, removal, composed.policy, { watched, whole: seen, was: origin }, load);
      problems.push(...found.problems);
      rows[i] = { feature: once(removal.features).sort().join('+'), directive: removal.directive, source: removal.source,
        status: found.status };
    }));
    return { problems, rows, packages: scenario.packages ?? [...packages] };
  }

  /// What is wrong under the composed policy.
  #whole(scenario, seen, predicted, breaks) {
    const problems = [...seen.problems];
    const violations = enforced(seen);
    const all = [...violations, ...unheard(seen, 0, violations)];
    const missing = scenario.works(seen);
    for (const url of once(seen.strays)) problems.push(`it asked for ${url}, whose host the stand-in does not name`);
    if (breaks.length === 0) {
      for (const one of once(all.map(say))) problems.push(`under the composed policy: ${one} was blocked`);
      for (const what of missing) problems.push(`under the composed policy: ${what}`);
      if (scenario.copes === undefined) {
        for (const { probe } of predicted) problems.push(`check says that ${probe} fails under the composed policy`);
      }
      return problems;
    }
    const said = once(predicted.map(({ feature }) => feature)).sort();
    if (said.join() !== [...breaks].sort().join()) problems.push(`check says that ${said.join(', ')} breaks, not ${breaks}`);
    const directives = once(predicted.map(({ directive }) => directive));
    for (const one of all.filter(({ directive }) => !directives.includes(directive))) {
      problems.push(`${say(one)} was blocked, which check does not say`);
    }
    if (all.length === 0) problems.push('nothing was blocked, though check says that it breaks');
    if (missing.length === 0) problems.push('it works, though check says that it breaks');
    return problems;
  }

  /// One source less: what check predicts has to happen, and nothing else.
  async #without(scenario, removal, before, { watched: had, whole, was }, load) {
    const name = `without ${removal.directive} ${removal.source}`;
    const origin = siteOrigin(this.#count += 1);
    const watched = had.map((one) => ({ ...one, blockedURI: one.blockedURI.replace(was, origin) }));
    const predicted = failures(this.program, scenario, removal.policy, origin, this.browser);
    if (predicted.length === 0) return { status: 'needed', problems: [`${name}: check says that nothing breaks`] };
    const directives = once(predicted.map(({ directive }) => directive));

    // What a vendor's code asks for on a slow network only is no sign of need; where it happens, it is judged all the same.
    const seldom = matcher(scenario.seldom);
    const expected = watched.filter((one) => !seldom(one));
    // What the product does once something has failed is no part of its features; the scenario names it, with the reason.
    const aftermath = matcher(scenario.aftermath);
    const also = scenario.without?.[`${removal.directive} ${removal.source}`] ?? (() => []);
    const happened = (so_far) => enforced(so_far).some((one) => !seldom(one) && (!aftermath(one) ||
      expected.some((other) => say(other) === say(one)))) || (expected.length === 0 && scenario.works(so_far).length === 0);
    const seen = await load(origin, [{ value: removal.policy, disposition: 'enforce' }], (so_far) =>
      happened(so_far) && also(so_far).length === 0);

    const problems = [...seen.problems, ...also(seen)].map((problem) => `${name}: ${problem}`);
    const violations = enforced(seen);
    const all = [...violations, ...unheard(seen, 0, violations)];
    // What was watched under the composed policy is more: there, nothing stopped early.
    const told = [...all, ...watched];
    const covered = coveredBy(this.program, this.browser, origin, { before, after: removal.policy }, told,
      follower([...seen.requests, ...whole.requests]));
    told.forEach((one, i) => {
      if (!covered[i] && aftermath(one)) return;
      if (!directives.includes(one.directive)) {
        problems.push(`${name}: ${say(one)} was blocked; check says only ${directives.join(', ')}`);
      } else if (!covered[i]) {
        problems.push(`${name}: ${say(one)} was blocked, which that source does not cover`);
      }
    });
    if (all.some((one) => !seldom(one))) return { status: 'needed', problems };
    if (expected.length > 0) {
      problems.push(`${name}: nothing was blocked; a report-only policy had reported ${once(expected.map(say)).join(', ')}`);
    }
    const missing = scenario.works(seen);
    if (missing.length > 0) problems.push(`${name}: nothing was blocked, but ${missing.join('; ')}`);
    return { status: 'not-seen-to-be-needed', problems };
  }
}
