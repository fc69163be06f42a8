import { isSynonym } from './text-features.ts';
import type { Letter } from './text-features.ts';

const MOST_WORDS = 5;

type Lettered = { text: string; letters: readonly Letter[] };

/**
 * The words two texts share, as the first one writes them, the longest first. A synonym shows both
 * spellings: ひとりぼっち／孤立. Particles at the ends and short runs of hiragana are left out.
 */
export function matchingWords(a: Lettered, b: Lettered): string[] {
	const words: string[] = [];
	for (const run of commonRuns(a.letters, b.letters)) {
		for (const word of wordsOf(a, b, run)) {
			if (!words.some((known) => known.includes(word))) words.push(word);
		}
		if (words.length >= MOST_WORDS) break;
	}
	return words.slice(0, MOST_WORDS);
}

type Run = { inA: number; inB: number; length: number; weight: number };

/** Maximal runs of equal letters, heaviest first, none overlapping an earlier one in `a`. */
function commonRuns(a: readonly Letter[], b: readonly Letter[]): Run[] {
	const runs: Run[] = [];
	for (let inA = 0; inA < a.length; inA += 1) {
		const shape = a[inA]?.shape ?? '';
		const extra = isSynonym(shape) ? 2 : 0;
		for (let inB = 0; inB < b.length; inB += 1) {
			if (b[inB]?.shape !== shape) continue;
			if (inA > 0 && inB > 0 && a[inA - 1]?.shape === b[inB - 1]?.shape) continue;
			const length = runLength(a, b, inA, inB);
			if (length + extra > 1) runs.push({ inA, inB, length, weight: length + extra });
		}
	}
	const free = new Array<boolean>(a.length).fill(true);
	return runs
		.sort((x, y) => y.weight - x.weight || x.inA - y.inA)
		.filter(({ inA, length }) => {
			if (free.indexOf(false, inA) !== -1 && free.indexOf(false, inA) < inA + length) return false;
			free.fill(false, inA, inA + length);
			return true;
		});
}

function runLength(a: readonly Letter[], b: readonly Letter[], inA: number, inB: number): number {
	let length = 0;
	while (
		inA + length < a.length &&
		inB + length < b.length &&
		a[inA + length]?.shape === b[inB + length]?.shape
	) {
		length += 1;
	}
	return length;
}

function wordsOf(a: Lettered, b: Lettered, { inA, inB, length }: Run): string[] {
	const synonyms: string[] = [];
	for (let at = 0; at < length; at += 1) {
		if (!isSynonym(a.letters[inA + at]?.shape ?? '')) continue;
		const spellings = [slice(a, inA + at, 1), slice(b, inB + at, 1)];
		if (spellings[0] !== spellings[1]) synonyms.push(spellings.sort().join('／'));
	}
	const parts = slice(a, inA, length).split(BETWEEN_WORDS).map(trimmed).filter(isWord);
	return [...synonyms, ...parts];
}

/** Punctuation, and particles with a kanji or katakana word on both sides. */
const BETWEEN_WORDS =
	/[\s、。]+|(?<=[^ぁ-ゖ])[がをはにでと](?=[^ぁ-ゖ])|(?<=[^ぁ-ゖ]{2})の(?=[^ぁ-ゖ]{2})/u;

function slice({ text, letters }: Lettered, at: number, length: number): string {
	return text.slice(letters[at]?.start ?? 0, letters[at + length - 1]?.end ?? 0);
}

/** Two letters with a kanji or katakana, or three of hiragana. */
function isWord(word: string): boolean {
	return word.length >= (/^[ぁ-ゖー]*$/u.test(word) ? 3 : 2) && !/^\d+$/u.test(word);
}

/** Without particles at the ends and the endings every sentence has. */
function trimmed(written: string): string {
	return written
		.replace(/^(?![おご])[ぁ-ゖ]{1,2}(?=[^ぁ-ゖー])/u, '')
		.replace(
			/(?:[てで](?:い(?:ます|ました|る|た|ない|て)?)?|ます|ました|まし|です|でした|あります|あり|から|まで|[をがはにへ]|(?<=[^ぁ-ゖ])[のでとも]|(?<=\p{Script=Han})[っんい])+$/u,
			'',
		);
}
