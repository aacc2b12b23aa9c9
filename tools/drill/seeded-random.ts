/** Random numbers that can be repeated: the same seed gives the same numbers. */
export class SeededRandom {
  private state: number;

  /** Another `salt` gives other numbers for the same seed. */
  constructor(seed: number, salt = '') {
    this.state = [...salt].reduce((sum, letter) => Math.imul(sum, 31) + letter.charCodeAt(0), seed) | 0;
  }

  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  /** True once in `times`, on average. */
  onceIn(times: number): boolean {
    return this.between(1, times) === 1;
  }

  /** The generator mulberry32: from 0 up to, but not including, 1. */
  private next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    const mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    const again = mixed ^ (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61));
    return ((again ^ (again >>> 14)) >>> 0) / 2 ** 32;
  }
}
