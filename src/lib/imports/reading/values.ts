import { normalisePhone } from '../../kernel/phone.ts';
import { fold } from '../../kernel/text.ts';
import type { ImportKind } from '../vocabulary/index.ts';
import { codeFor, groupOfKind, guessKind, hasWords } from '../vocabulary/words.ts';
import { coordinates } from './position.ts';

/** A row as the form takes it. */
export type Input = Record<string, string | string[]>;

/** `assumed`: what the list does not say, for a new record; one that is there keeps its own. */
export type Made = { input: Input; assumed: Input; notices: ('kind' | 'phone')[] };

/** Names of the directory as they are compared, with their ids. Without them names stay words. */
export type Names = {
	area: ReadonlyMap<string, string>;
	organisation: ReadonlyMap<string, string>;
};

/** Puts the cells of one row into the fields of the form: words become codes, parts become wholes. */
export function inputOf(
	kind: ImportKind,
	fields: readonly (string | null)[],
	cells: readonly string[],
	names: Names | undefined,
): Made {
	const parts = gather(fields, cells);
	const input: Input = {};
	const notices: Made['notices'] = [];
	for (const [field, cell] of parts) if (!partFields.has(field)) input[field] = plain(field, cell);
	compose(input, parts, kind);
	if (input.telephone && pickPhone(input, 'telephone')) notices.push('phone');
	if (input.fax && pickPhone(input, 'fax')) notices.push('phone');
	const { assumed, isStrange } =
		kind === 'people' ? { assumed: {}, isStrange: false } : setKind(kind, input);
	if (isStrange) notices.push('kind');
	setWords(kind, input);
	if (names) nameIds(input, names);
	return { input, assumed, notices };
}

function gather(fields: readonly (string | null)[], cells: readonly string[]) {
	const parts = new Map<string, string>();
	for (const [index, field] of fields.entries()) {
		if (field === null) continue;
		// our own lists write an apostrophe before what a spreadsheet would run
		const text = (cells[index] ?? '').trim().replace(/^'(?=\s*[=+\-@＝＋－＠])/u, '');
		const cell = /^[-ー―－‐–—~〜・.…]+$/u.test(text) ? '' : text;
		parts.set(field, [parts.get(field), cell].filter(Boolean).join('\n'));
	}
	return parts;
}

const partFields = new Set([
	...[
		'region',
		'city',
		'town',
		'lot',
		'position',
		'phoneAndFax',
		'openDays',
		'opensAt',
		'closesAt',
	],
	...['hoursNote', 'feeNote', 'description', 'familyName', 'givenName', 'familyKana', 'givenKana'],
]);

/** Signs for "nothing" in fields that hold no words. */
const nothing =
	/^(?:[-ー―－‐–—~〜・.…\s]+|なし|無し|無|未定|不明|非公開|該当なし|N\/?A|#N\/A|null)$/iu;
const exact = new Set(['postalCode', 'telephone', 'fax', 'email', 'url', 'corporateNumber']);
const numbers = new Set(['memberCount', 'latitude', 'longitude']);

function plain(field: string, cell: string): string {
	if ((exact.has(field) || numbers.has(field)) && nothing.test(cell)) return '';
	const text = cell.normalize('NFKC').trim();
	switch (field) {
		case 'postalCode': {
			const code = text.replace(/^(?:〒|T)\s*/u, '');
			// a spreadsheet takes the zero away from 060-0001
			return /^\d{6}$/.test(code) ? `0${code}` : code;
		}
		case 'email':
			return text.split(/[\s、,;]+/u)[0] ?? '';
		case 'url': {
			const address = text.split(/\s+/u)[0] ?? '';
			return /^[\w-]+(?:\.[\w-]+)+(?:\/|$)/u.test(address) ? `https://${address}` : address;
		}
		case 'memberCount':
			return /^(?:約|およそ)?\s*([\d,]+)/u.exec(text)?.[1] ?? text;
		case 'corporateNumber':
			return text.replace(/^T/u, '');
		default:
			return cell;
	}
}

function compose(input: Input, parts: ReadonlyMap<string, string>, kind: ImportKind): void {
	const part = (field: string) => parts.get(field) ?? '';
	const both = part('phoneAndFax');
	if (both) {
		const [telephone = '', fax = ''] = both.split(/[/／\n]|FAX:?/iu).map((text) => text.trim());
		input.telephone ||= telephone;
		input.fax ||= fax;
	}
	for (const [field, family, given] of [
		['name', 'familyName', 'givenName'],
		['nameKana', 'familyKana', 'givenKana'],
	] as const) {
		if (parts.has(family) && !input[field])
			input[field] = [part(family), part(given)].filter(Boolean).join(' ');
	}
	if (kind === 'people') return;
	composeAddress(input, part, kind);
	if (kind === 'places') composePlace(input, parts, part);
}

function composeAddress(input: Input, part: (field: string) => string, kind: ImportKind): void {
	const street = textOf(input.address) || [part('town'), part('lot')].filter(Boolean).join('');
	const city = part('city');
	const region = part('region');
	let address = street;
	if (street && city && !street.includes(city))
		address = `${street.startsWith(region) ? '' : region}${city}${street}`;
	// the first line of an address cell may be its postal code
	const [, code, rest] = /^〒?\s*(\d{3}[-－ー]\d{4})[\s\u3000]*([^]+)$/u.exec(address) ?? [];
	if (code && rest) {
		input.postalCode ||= code.normalize('NFKC').replace('ー', '-');
		address = rest;
	}
	const building = textOf(input.building);
	if (kind === 'organisations') {
		delete input.building;
		address = [address, building].filter(Boolean).join(' ');
	}
	if (address) input.address = address;
}

function composePlace(
	input: Input,
	parts: ReadonlyMap<string, string>,
	part: (field: string) => string,
): void {
	const found = coordinates(textOf(input.latitude), textOf(input.longitude), part('position'));
	if (found) Object.assign(input, found);
	if (['openDays', 'opensAt', 'closesAt', 'hoursNote'].some((field) => parts.has(field))) {
		const [opens, closes] = [part('opensAt'), part('closesAt')];
		const times = opens && closes ? `${opens}～${closes}` : opens || closes;
		const hours = [textOf(input.hours), part('openDays'), times].filter(Boolean).join(' ');
		input.hours = [hours, part('hoursNote')].filter(Boolean).join('\n');
	}
	if (parts.has('feeNote'))
		input.fee = [...new Set([textOf(input.fee), part('feeNote')])].filter(Boolean).join(' ');
	if (parts.has('description'))
		input.remark = [part('description'), textOf(input.remark)].filter(Boolean).join('\n');
}

const textOf = (value: string | string[] | undefined): string =>
	typeof value === 'string' ? value : '';

/** One number is kept; true when the cell had more than it. */
function pickPhone(input: Input, field: 'telephone' | 'fax'): boolean {
	const cell = textOf(input[field]);
	const text = cell.normalize('NFKC');
	// a spreadsheet takes the zero away from 0886212913
	if (/^[1-9]\d{8,9}$/.test(text) && normalisePhone(`0${text}`).ok) {
		input[field] = `0${text}`;
		return false;
	}
	if (normalisePhone(cell).ok) return false;
	const first = [
		...text.matchAll(/0\d{1,4}[-‐‑–—―−ー()\s]{0,2}\d{1,4}[-‐‑–—―−ー()\s]{0,2}\d{3,4}/gu),
	]
		.map(([number]) => number)
		.find((number) => normalisePhone(number).ok);
	if (first === undefined) return false;
	input[field] = first;
	return true;
}

/** The kind as the list says it, or as its words or the name suggest; `isStrange` when the list's word is unknown. */
function setKind(
	kind: 'organisations' | 'places',
	input: Input,
): { assumed: Input; isStrange: boolean } {
	const word = textOf(input.kind);
	const known = word ? codeFor(kind, 'kind', word) : undefined;
	const code = known ?? guessKind(kind, word) ?? guessKind(kind, textOf(input.name)) ?? 'other';
	const assumed: Input = {};
	if (known) input.kind = known;
	else {
		delete input.kind;
		assumed.kind = code;
	}
	if (kind === 'organisations' && !input.actorGroup) {
		const group = Object.entries(groupOfKind).find(([one]) => one === code)?.[1];
		delete input.actorGroup;
		assumed.actorGroup = group ?? 'civicGroup';
	}
	return { assumed, isStrange: word !== '' && known === undefined };
}

function setWords(kind: ImportKind, input: Input): void {
	for (const [field, value] of Object.entries(input)) {
		if (field === 'kind' || !hasWords(kind, field)) continue;
		const cell = textOf(value);
		const code = (word: string) => codeFor(kind, field, word) ?? word;
		input[field] = field === 'functions' ? partsOf(cell).map(code) : code(cell);
	}
}

function nameIds(input: Input, names: Names): void {
	const area = (name: string) => names.area.get(fold(name)) ?? name;
	if (typeof input.areas === 'string') input.areas = partsOf(input.areas).map(area);
	if (typeof input.areaId === 'string' && input.areaId) input.areaId = area(input.areaId);
	if (typeof input.organisationId === 'string')
		input.organisationId = names.organisation.get(fold(input.organisationId)) ?? '';
}

/** One cell of a list that names several things. */
export function partsOf(cell: string): string[] {
	return cell
		.split(/[、,，;；/／\n]+/)
		.map((part) => part.trim())
		.filter(Boolean);
}
