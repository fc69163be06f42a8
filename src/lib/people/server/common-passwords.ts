import { dictionary } from '@zxcvbn-ts/language-common';

const shortest = 8;
let known: ReadonlySet<string> | undefined;

/**
 * One of the passwords that people take most often, as they were found in stolen lists; whoever guesses tries these first.
 * Capital letters and a mark or a year at the end make none of them a better one.
 */
export function isCommonPassword(password: string): boolean {
	known ??= new Set(dictionary['passwords-common'].filter(({ length }) => length >= shortest));
	const plain = password.toLowerCase();
	const bare = plain.replace(/(?:\d{1,4})?[!?.#*]*$/, '');
	return known.has(plain) || known.has(bare);
}
