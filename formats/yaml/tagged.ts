import { isMap, isScalar, isSeq, type ParsedNode } from 'yaml';
import { anyNumber } from '../number';
import { type Mistake, mistakeAt } from '../place';
import { type Made, madeOf } from './made';
import { plainValue, typeTags } from './scalar';
import { argumentOf, functionOf } from './short-tags';

/** How the names of YAML's own tags begin, which are written `!!str`. */
const standard = 'tag:yaml.org,2002:';

/** A value with its tag applied: a function of CloudFormation, or the type of a scalar. Throws a `Mistake` for any other tag. */
export function tagged(text: string, node: ParsedNode, made: Made): Made {
  const { tag } = node;
  if (tag === undefined || tag === '!') return made;
  const key = functionOf(tag);
  if (key !== undefined) return called(text, { node, key, made });
  if (!tag.startsWith(standard)) throw unknownTag(text, node, tag);
  return typed(text, { node, type: tag.slice(standard.length), made });
}

function called(text: string, { node, key, made }: { node: ParsedNode; key: string; made: Made }): Made {
  const argument = argumentOf(key, made.value);
  if (key === 'Fn::GetAtt' && !Array.isArray(argument))
    throw mistakeAt(text, node.range[0], '!GetAtt needs a resource and an attribute: write !GetAtt Resource.Attribute');
  return madeOf({ [key]: argument }, [made]);
}

function typed(text: string, { node, type, made }: { node: ParsedNode; type: string; made: Made }): Made {
  if (type === (isMap(node) ? 'map' : isSeq(node) ? 'seq' : 'str')) return made;
  const isOfType = isScalar(node) ? typeTags.get(type) : undefined;
  if (isOfType === undefined) throw unknownTag(text, node, `!!${type}`);
  const value = plainValue(String(made.value), anyNumber);
  if (!isOfType(value)) throw mistakeAt(text, node.range[0], `this is not of the type !!${type}: correct it, or remove the tag`);
  return { ...made, value };
}

function unknownTag(text: string, node: ParsedNode, tag: string): Mistake {
  const at = text.lastIndexOf(tag, node.range[0]);
  const advice = /^!\w+$/.test(tag) ? `correct it, or write it in full as Fn::${tag.slice(1)}` : 'write the value without it';
  return mistakeAt(text, at < 0 ? node.range[0] : at, `CloudFormation has no tag ${tag}: ${advice}`);
}
