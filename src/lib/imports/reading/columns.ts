import { targetsOf, type ImportKind } from '../vocabulary/index.ts';
import { bareHeadingKey, headingKey, plainHeadings, type Target } from '../vocabulary/targets.ts';
import { codeFor } from '../vocabulary/words.ts';
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
	// ふりがな below 代表者 is not the reading of the list's own names
	const alone = over && saysWhose.has(headingKey(text)) ? [] : [text];
	return [...new Set([...alone.map(headingKey), ...together, ...alone.map(bareHeadingKey)])];
}

const saysWhose = new Set(
	['氏名', '名前', '名称', '名', 'ふりがな', 'フリガナ', 'カナ', 'よみがな', '読み'].map(
		headingKey,
	),
);

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
	for (const target of targetsOf[kind]) takeExact(target, keys, samples, fed);
	for (const target of targetsOf[kind]) takeEnding(target, keys, fed);
	takeByContent(kind, headings, samples, fed);
	return withoutDoubles(fed);
}

function takeExact(
	target: Target,
	keys: readonly string[][],
	samples: readonly (readonly string[])[],
	fed: (string | null)[],
): void {
	const names = target.names.map(headingKey);
	for (const depth of [0, 1, 2, 3]) {
		for (const name of names) {
			for (const [index, spellings] of keys.entries()) {
				if (fed[index] !== null || spellings[depth] !== name) continue;
				if (isContact.has(name) && !holdNumbers(samples[index] ?? [])) continue;
				fed[index] = target.field;
				if (!target.joins) return;
			}
		}
	}
}

/** 連絡先 may be a number or the name of an office. */
const isContact = new Set(['連絡先', '問合せ先', '問い合わせ先', 'お問合せ先'].map(headingKey));

function holdNumbers(cells: readonly string[]): boolean {
	const filled = cells.filter((cell) => cell.trim() !== '');
	const numbers = filled.filter((cell) =>
		/\d{2,}\D{1,3}\d{2,}|\d{9}/u.test(cell.normalize('NFKC')),
	);
	return numbers.length * 2 >= filled.length;
}

function takeEnding(target: Target, keys: readonly string[][], fed: (string | null)[]): void {
	if (fed.includes(target.field)) return;
	for (const ending of (target.endings ?? []).map(headingKey)) {
		const index = keys.findIndex(
			(spellings, at) =>
				fed[at] === null &&
				spellings.some((key) => key.endsWith(ending)) &&
				!spellings.some((key) => plainHeadings.has(key) || isOfSomebodyElse(target.field, key)),
		);
		if (index < 0) continue;
		fed[index] = target.field;
		return;
	}
}

/** The reading or the name of a chair, an owner or a town is not that of the list's own entries. */
function isOfSomebodyElse(field: string, key: string): boolean {
	return (field === 'name' || field === 'nameKana') && otherNames.test(key);
}

// as headings are compared: in hiragana
const otherNames =
	/代表|担当|責任|会長|校長|園長|施設長|管理者|理事|委員長|設置者|法人|主催|所有|市区町村|都道府県|市町村|地方公共|部署|部課|所管|連絡先|役職|職名|町名|町字|校区|学区|圏域|地区|地域|区名|県名|さーびす|でーた|いべんと|ふぁいる|通称|英/u;

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
	const tie = samples.findIndex((cells, at) => fed[at] === null && holdTies(cells));
	if (kind === 'people' && tie >= 0 && !fed.includes('tie')) fed[tie] = 'tie';
	if (fed.includes('name') || fed.includes('familyName')) return;
	const named = headings.findIndex(
		({ text }, at) =>
			fed[at] === null && /名称?$/u.test(headingKey(text)) && !otherNames.test(headingKey(text)),
	);
	if (named >= 0) fed[named] = 'name';
	else takeName(headings, samples, fed);
}

function holdTies(cells: readonly string[]): boolean {
	const filled = cells.filter((cell) => cell.trim() !== '');
	return filled.length > 0 && filled.every((cell) => codeFor('people', 'tie', cell) !== undefined);
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
