// SPDX-License-Identifier: Apache-2.0
// Seeded randomness, so that a difference can be had again.

export class Random {
  #state;

  constructor(seed) {
    this.#state = seed >>> 0;
  }

  /** A 32-bit number: one step of the SplitMix32 generator. */
  next() {
    this.#state = (this.#state + 0x9e3779b9) >>> 0;
    let z = this.#state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  }

  /** An integer from 0 to `bound` - 1. */
  below(bound) {
    return Math.floor((this.next() / 2 ** 32) * bound);
  }

  /** An integer from `low` to `high`, both included. */
  between(low, high) {
    return low + this.below(high - low + 1);
  }

  chance(probability) {
    return this.next() / 2 ** 32 < probability;
  }

  pick(list) {
    return list[this.below(list.length)];
  }

  /** Joins `count` results of `make`. */
  repeat(count, make, separator = '') {
    return Array.from({ length: count }, make).join(separator);
  }

  /** Calls one of `[weight, make]`, by weight. */
  weighted(choices) {
    let ticket = this.below(choices.reduce((sum, [weight]) => sum + weight, 0));
    for (const [weight, make] of choices) {
      if (ticket < weight) return make();
      ticket -= weight;
    }
    throw new Error('weights do not add up');
  }
}
