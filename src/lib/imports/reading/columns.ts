import { targetsOf, type ImportKind } from '../vocabulary/index.ts';
import { bareHeadingKey, headingKey, plainHeadings, type Target } from '../vocabulary/targets.ts';
import { lookOfColumn, type Look } from './content.ts';

/** One heading, with the heading that stands over it in a header of two lines. */
export type Heading = { text: string; over: string };

/** How much a cell speaks for being a heading: 3 a known one, 1.5 one that ends like a known one, 0 unknown. */
export function headingScore(text: string, over: string): number {
	return Math.max(...keysOf({ text, over }).map(scoreOfKey));
}

const scoreOfKey = (key: string): number => {
	if (key === '') return 0;
	if (exactKeys.has(key)) return 3;
	if (plainHeadings.has(key)) return 2;
	return endingKeys.some((ending) => key.endsWith(ending)) ? 1.5 : 0;
};

/** The spellings under which a heading is looked up, the surest first. */
function keysOf({ text, over }: Heading): string[] {
	const together = over ? [`${over}${text}`, `${text}${over}`].map(headingKey) : [];
	return [...new Set([headingKey(text), ...together, bareHeadingKey(text)])];
}

const allTargets = Object.values(targetsOf).flat();
const exactKeys = new Set(allTargets.flatMap(({ names }) => names.map(headingKey)));
const endingKeys = [
	...new Set(allTargets.flatMap(({ endings }) => (endings ?? []).map(headingKey))),
];

/** Which field each column feeds; null where a column is not read. `samples` are the cells under each heading. */
export function matchColumns(
	kind: ImportKind,
	headings: readonly Heading[],
	samples: readonly (readonly string[])[],
): (string | null)[] {
	const fed: (string | null)[] = headings.map(() => null);
	const keys = headings.map(keysOf);
	for (const target of targetsOf[kind]) takeExact(target, keys, fed);
	for (const target of targetsOf[kind]) takeEnding(target, keys, fed);
	takeByContent(kind, headings, samples, fed);
	return withoutDoubles(fed);
}

function takeExact(target: Target, keys: readonly string[][], fed: (string | null)[]): void {
	const names = target.names.map(headingKey);
	for (const depth of [0, 1, 2, 3]) {
		for (const name of names) {
			for (const [index, spellings] of keys.entries()) {
				if (fed[index] !== null || spellings[depth] !== name) continue;
				fed[index] = target.field;
				if (!target.joins) return;
			}
		}
	}
}

function takeEnding(target: Target, keys: readonly string[][], fed: (string | null)[]): void {
	if (fed.includes(target.field)) return;
	for (const ending of (target.endings ?? []).map(headingKey)) {
		const index = keys.findIndex(
			(spellings, at) => fed[at] === null && spellings.some((key) => key.endsWith(ending)),
		);
		if (index < 0) continue;
		fed[index] = target.field;
		return;
	}
}

const fieldOfLook: Partial<Record<Look, string>> = {
	phone: 'telephone',
	postalCode: 'postalCode',
	email: 'email',
	url: 'url',
	latitude: 'latitude',
	longitude: 'longitude',
	position: 'position',
	address: 'address',
};

/** Columns whose heading says nothing, but whose cells do: telephone numbers are telephone numbers. */
function takeByContent(
	kind: ImportKind,
	headings: readonly Heading[],
	samples: readonly (readonly string[])[],
	fed: (string | null)[],
): void {
	const known = new Set(targetsOf[kind].map(({ field }) => field));
	for (const [index, cells] of samples.entries()) {
		if (fed[index] !== null || cells.filter((cell) => cell.trim() !== '').length < 3) continue;
		const look = lookOfColumn(cells);
		const field = look && fieldOfLook[look];
		if (!field || !known.has(field) || fed.includes(field)) continue;
		if (!isOtherPhone(headings[index], field)) fed[index] = field;
	}
	if (!fed.includes('name') && !fed.includes('familyName')) takeName(headings, samples, fed);
}

/** A number of somebody else (緊急連絡先, 携帯) is not the number of this. */
function isOtherPhone(heading: Heading | undefined, field: string): boolean {
	return field === 'telephone' && /緊急|勤務先|家族|担当/u.test(heading?.text ?? '');
}

/** Without a known heading the name is the first column of words of which hardly two are alike. */
function takeName(
	headings: readonly Heading[],
	samples: readonly (readonly string[])[],
	fed: (string | null)[],
): void {
	const index = samples.findIndex((cells, at) => {
		if (fed[at] !== null || headings[at]?.text === '') return false;
		if (plainHeadings.has(headingKey(headings[at]?.text ?? ''))) return false;
		const filled = cells.filter((cell) => cell.trim() !== '');
		if (filled.length < 2 || filled.length * 10 < cells.length * 8) return false;
		return lookOfColumn(cells) === 'words' && new Set(filled).size * 10 >= filled.length * 9;
	});
	if (index >= 0) fed[index] = 'name';
}

/** 位置 in one cell and 緯度, 経度 in two say the same: the two are read. */
function withoutDoubles(fed: readonly (string | null)[]): (string | null)[] {
	const hasBoth = fed.includes('latitude') && fed.includes('longitude');
	return fed.map((field) => (field === 'position' && hasBoth ? null : field));
}
