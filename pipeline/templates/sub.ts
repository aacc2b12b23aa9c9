/** A part of the text of `Fn::Sub`. A reference is what stands between the braces, as in `Zone`, `Table.Arn` or `AWS::Region`. */
export type SubPart = { readonly kind: 'literal'; readonly text: string } | { readonly kind: 'reference'; readonly name: string };

/**
 * The parts of the text of `Fn::Sub`, in order. `${!Name}` is a literal `${Name}`. `undefined` for a text that CloudFormation refuses: one
 * with a `${` that is never closed, or with nothing between the braces.
 */
export function parseSub(text: string): SubPart[] | undefined {
  const parts: SubPart[] = [];
  // With a group in the pattern, `split` puts what is between the braces at every odd index.
  for (const [index, part] of text.split(/\$\{([^}]*)\}/).entries()) {
    const isBetweenBraces = index % 2 === 1;
    if (isBetweenBraces ? part === '' : part.includes('${')) return undefined;
    if (isBetweenBraces && !part.startsWith('!')) parts.push({ kind: 'reference', name: part });
    else if (part !== '') parts.push({ kind: 'literal', text: isBetweenBraces ? `\${${part.slice(1)}}` : part });
  }
  return parts;
}
