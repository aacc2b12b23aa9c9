import { isAlias, isMap, isScalar, isSeq, type ParsedNode, type YAMLMap } from 'yaml';
import { maximumDepth, maximumLength, tooDeep } from '../limits';
import type { NumberOf } from '../number';
import { mistakeAt } from '../place';
import { type Made, madeOf, madeScalar } from './made';
import { type Entry, objectOf } from './object';
import { parseYaml } from './parse';
import { plainValue } from './scalar';
import { argumentOf } from './short-tags';
import { tagged } from './tagged';

/** Reads YAML as CloudFormation does, but with aliases. Throws a `Mistake` for what is not YAML, or what no template can have. */
export const readYaml = (text: string, numberOf: NumberOf): unknown => new Reader(text, numberOf).valueOf(parseYaml(text)).value;

/** Reads nodes in the order of the text, so that an alias means the last anchor before it. */
class Reader {
  private readonly anchors = new Map<string, Made>();
  /** The length of everything that aliases repeated so far. */
  private repeated = 0;

  constructor(
    private readonly text: string,
    private readonly numberOf: NumberOf,
  ) {}

  valueOf(node: ParsedNode | null): Made {
    if (node === null) return madeScalar(null, '');
    if (isAlias(node)) return this.repeat(node.source, node.range[0]);
    const made = tagged(this.text, node, this.untagged(node));
    if (made.height > maximumDepth) throw mistakeAt(this.text, node.range[0], tooDeep);
    if (node.anchor !== undefined) this.anchors.set(node.anchor, made);
    return made;
  }

  private repeat(anchor: string, at: number): Made {
    const made = this.anchors.get(anchor);
    if (made === undefined)
      throw mistakeAt(this.text, at, `no anchor &${anchor} ends before *${anchor}: correct the name, or move the anchor up`);
    this.repeated += made.length;
    if (this.repeated > maximumLength)
      throw mistakeAt(this.text, at, `the aliases repeat more than ${maximumLength} characters: write a smaller template`);
    return made;
  }

  private untagged(node: ParsedNode): Made {
    if (isMap<ParsedNode, ParsedNode | null>(node)) return this.object(node);
    if (isSeq<ParsedNode | null>(node)) {
      const items = node.items.map((item) => this.valueOf(item));
      return madeOf(
        items.map(({ value }) => value),
        items,
      );
    }
    const written = isScalar(node) ? String(node.value) : '';
    const isPlain = isScalar(node) && node.type === 'PLAIN' && node.tag === undefined;
    return madeScalar(isPlain ? plainValue(written, this.numberOf) : written, written);
  }

  private object({ items }: YAMLMap<ParsedNode, ParsedNode | null>): Made {
    const parts = items.map(({ key, value }) => ({ ...this.key(key), made: this.valueOf(value) }));
    const entries = parts.map(({ made, ...entry }): Entry => ({ ...entry, value: argumentOf(entry.key, made.value) }));
    return madeOf(
      objectOf(this.text, entries),
      parts.flatMap(({ key, made }) => [madeScalar(key, key), made]),
    );
  }

  private key(node: ParsedNode): Omit<Entry, 'value'> {
    const { value: key } = this.valueOf(node);
    const at = node.range[0];
    if (typeof key !== 'string')
      throw mistakeAt(this.text, at, 'this key is not a text, and CloudFormation accepts no other: write it in quotes');
    return { key, at, isMerge: key === '<<' && isScalar(node) && node.type === 'PLAIN' };
  }
}
