/**
 * A sentence of AWS without the names of resources in it: an alarm called `ThrottledRequests`, or a function called `quota-exceeded`, says
 * nothing about why a call failed. The names of states, as in `[UPDATE_IN_PROGRESS]`, stay.
 */
export const withoutNames = (sentence: string): string =>
  sentence
    .replace(/\barn:[^\s"',)\]]+/g, '')
    .replace(/\[(?![A-Z]+(?:_[A-Z]+)*\])[^[\]]*\]/g, '')
    .replace(/(["'`])[^\s"'`]+\1/g, '')
    .replace(/#\/[\w/.-]+/g, '')
    .replace(new RegExp(`\\b(${kinds})(:? )(?:[A-Z]\\w*[A-Z0-9]\\w*|\\w+(?:[-_/:]\\w+)+)`, 'g'), '$1$2');

/** What stands before a name: `resource ThrottledRequests`, `stack shop-rate-exceeded`. */
const kinds =
  '[Rr]esources?|[Pp]ropert(?:y|ies)|[Pp]arameters?|[Aa]ttribute|[Cc]ondition|[Mm]apping|[Oo]utput|[Ee]xport|[Ss]tack|[Ss]tack with id|[Ii]dentifier|[Kk]ey|[Nn]amed?|[Ss]ecret|[Ff]unction|[Tt]able|[Qq]ueue|[Bb]ucket|[Aa]larm';
