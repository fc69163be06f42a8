import { readFileSync } from 'node:fs';

/** Two sentences and how alike people found them, from 0 to 5. */
export type Pair = { sentence1: string; sentence2: string; label: number };

/**
 * The pairs of a file in the form of JSTS: a line of JSON each with sentence1, sentence2 and label.
 * @throws {Error} one sentence for whoever typed the command, when the file is no such file.
 */
export function pairsOf(path: string): Pair[] {
	const pairs = contentOf(path)
		.replace(/^\uFEFF/, '')
		.split('\n')
		.flatMap((line, at) => (line.trim() === '' ? [] : [pairOf(line, at + 1)]));
	if (pairs.length === 0) throw new Error(`There are no pairs in ${path}.`);
	return pairs;
}

function contentOf(path: string): string {
	try {
		return readFileSync(path, 'utf8');
	} catch (failure) {
		throw new Error(`There is no file ${path} that can be read.`, { cause: failure });
	}
}

function pairOf(line: string, number: number): Pair {
	const read = jsonOf(line);
	if (typeof read === 'object' && read !== null && 'sentence1' in read && 'sentence2' in read) {
		const { sentence1, sentence2 } = read;
		const label = 'label' in read ? read.label : undefined;
		if (
			typeof sentence1 === 'string' &&
			typeof sentence2 === 'string' &&
			typeof label === 'number'
		) {
			return { sentence1, sentence2, label };
		}
	}
	throw new Error(`Line ${number} is not JSON with sentence1, sentence2 and a number as label.`);
}

function jsonOf(line: string): unknown {
	try {
		return JSON.parse(line);
	} catch {
		return undefined;
	}
}
