/** Chance that can be repeated: the same seed gives the same numbers. */
export class Chance {
  private state: number;

  /** `salt` makes others of the same seed. */
  constructor(seed: number, salt = '') {
    this.state = [...salt].reduce((sum, letter) => Math.imul(sum, 31) + letter.charCodeAt(0), seed) | 0;
  }

  /** A whole number from..to, both included. */
  between(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  /** Whether something happens that does so once in `times`. */
  onceIn(times: number): boolean {
    return this.between(1, times) === 1;
  }

  /** The generator known as mulberry32: from 0 to just below 1. */
  private next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    const mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    const again = mixed ^ (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61));
    return ((again ^ (again >>> 14)) >>> 0) / 2 ** 32;
  }
}
