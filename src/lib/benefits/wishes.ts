import { isId } from '../kernel/ids.ts';
import { cleanLine, cleanText, graphemeLength } from '../kernel/text.ts';
import { actorGroups } from '../organisations/rules.ts';
import {
	benefitKinds,
	columns,
	operationKinds,
	originKinds,
	type Origin,
	type Sheet,
	type Wish,
} from './sheet.ts';

export const longestWords = 600;
export const longestName = 100;
/** More than a hall fills in an evening. */
export const mostParties = 60;
const mostBenefits = 900;

/** Keys of texts. */
export const sheetRefusals = [
	'benefits_words_missing',
	'benefits_words_too_long',
	'benefits_name_missing',
	'benefits_name_too_long',
	'benefits_party_unknown',
	'benefits_party_left',
	'benefits_party_there',
	'benefits_own_row_stays',
	'benefits_is_full',
	'benefits_is_finished',
	'refusal_not_allowed',
	'refusal_not_valid',
] as const;
export type SheetRefusal = (typeof sheetRefusals)[number];

/**
 * Whose rows somebody may write: all of them (進行役, those in the hall, members of the プラットフォーム), those of
 * their own organisations, or none.
 */
export type Reach = 'all' | 'none' | { organisationIds: readonly string[] };

/** What the sheet does not allow, in the key of a text; undefined when the wish may become an operation. */
export function whyNot(sheet: Sheet, wish: Wish, reach: Reach): SheetRefusal | undefined {
	return (
		(isWithin(sheet, wish, reach) ? undefined : 'refusal_not_allowed') ??
		wordsWrong(wish) ??
		(wish.kind.startsWith('benefit.') ? benefitWrong(sheet, wish) : partyWrong(sheet, wish))
	);
}

/** A member writes into the row of its own organisation, and can add that row. */
function isWithin(sheet: Sheet, { kind, item, partyId, organisationId }: Wish, reach: Reach) {
	if (reach === 'all') return true;
	if (reach === 'none' || kind === 'activity.set' || kind === 'party.place') return false;
	const isOwn = (id: string | undefined) => Boolean(id) && reach.organisationIds.includes(id ?? '');
	if (kind === 'party.add') return isOwn(organisationId);
	const row = kind.startsWith('benefit.')
		? kind === 'benefit.add'
			? partyId
			: (sheet.benefits[item]?.partyId ?? '')
		: item;
	return isOwn(sheet.parties[row]?.organisationId);
}

function wordsWrong({ kind, text }: Wish): SheetRefusal | undefined {
	if (kind === 'party.add' || kind === 'party.rename') {
		if (text === '') return 'benefits_name_missing';
		return graphemeLength(text) > longestName ? 'benefits_name_too_long' : undefined;
	}
	if ((kind === 'benefit.add' || kind === 'benefit.change') && text === '')
		return 'benefits_words_missing';
	return graphemeLength(text) > longestWords ? 'benefits_words_too_long' : undefined;
}

function partyWrong(sheet: Sheet, wish: Wish): SheetRefusal | undefined {
	const { kind, item, organisationId, column, after } = wish;
	if (kind === 'activity.set') return undefined;
	const party = Object.hasOwn(sheet.parties, item) ? sheet.parties[item] : undefined;
	if (kind === 'party.add') {
		if (party) return 'refusal_not_valid';
		const isThere = Object.values(sheet.parties).some(
			(other) => organisationId !== '' && other.organisationId === organisationId,
		);
		if (isThere) return 'benefits_party_there';
		return sheet.order.length < mostParties ? undefined : 'benefits_is_full';
	}
	if (!party) return 'benefits_party_unknown';
	const isFirst = sheet.order[0] === item;
	if (isFirst && (kind === 'party.place' || kind === 'party.remove'))
		return 'benefits_own_row_stays';
	if (kind === 'party.place' && after !== '' && !Object.hasOwn(sheet.parties, after))
		return 'refusal_not_valid';
	// an organisation is called as the directory calls it
	if (kind === 'party.rename' && party.organisationId !== '') return 'refusal_not_valid';
	if (kind === 'cell.set' && column === '') return 'refusal_not_valid';
	return kind === 'cell.set' && party.leftSeq > 0 ? 'benefits_party_left' : undefined;
}

function benefitWrong(sheet: Sheet, wish: Wish): SheetRefusal | undefined {
	const { kind, item, partyId, benefitKind } = wish;
	const benefit = Object.hasOwn(sheet.benefits, item) ? sheet.benefits[item] : undefined;
	const rowId = kind === 'benefit.add' ? partyId : benefit?.partyId;
	const row =
		rowId !== undefined && Object.hasOwn(sheet.parties, rowId) ? sheet.parties[rowId] : undefined;
	if (!row) return 'benefits_party_unknown';
	if (row.leftSeq > 0) return 'benefits_party_left';
	if (kind !== 'benefit.add') return undefined;
	if (benefit || benefitKind === '') return 'refusal_not_valid';
	return Object.keys(sheet.benefits).length < mostBenefits ? undefined : 'benefits_is_full';
}

type Fields = Readonly<Record<string, unknown>>;

const textOf = (fields: Fields, name: string) => {
	const value = fields[name];
	return typeof value === 'string' ? value : '';
};

const numberOf = (fields: Fields, name: string) => {
	const value = Number(fields[name] ?? 0);
	return Number.isSafeInteger(value) && value >= 0 ? value : 0;
};

/** In a form an origin is `opinion/<id>/0`; in the outbox it is what it is in a wish. */
function originOf(value: unknown): Origin | null {
	const [name, id, part] =
		typeof value === 'string'
			? value.split('/')
			: typeof value === 'object' && value !== null && 'kind' in value && 'id' in value
				? [value.kind, value.id, 'part' in value ? value.part : 0]
				: [];
	const kind = originKinds.find((one) => one === name);
	if (!kind || typeof id !== 'string' || !isId(id)) return null;
	const number = Number(part);
	return { kind, id, part: Number.isSafeInteger(number) && number >= 0 ? number : 0 };
}

export function originText({ kind, id, part }: Origin): string {
	return `${kind}/${id}/${part}`;
}

/**
 * Reads a wish from the fields of a form or from a line of the outbox; undefined when it is none. Text is cleaned,
 * not cut: too long a text is refused in words.
 */
export function wishFrom(fields: Fields): Wish | undefined {
	const kind = operationKinds.find((one) => one === textOf(fields, 'kind'));
	const id = textOf(fields, 'id');
	const item = textOf(fields, 'item') || id;
	const [partyId, organisationId, after, builtOn] = [
		textOf(fields, 'partyId'),
		textOf(fields, 'organisationId'),
		textOf(fields, 'after'),
		textOf(fields, 'builtOn'),
	];
	const optional = [partyId, organisationId, after, builtOn].filter((one) => one !== '');
	if (!kind || ![id, item, ...optional].every(isId)) return undefined;
	const isName = kind === 'party.add' || kind === 'party.rename';
	return {
		...{ id, kind, item, partyId, organisationId, after, builtOn },
		base: numberOf(fields, 'base'),
		text: isName ? cleanLine(textOf(fields, 'text')) : cleanText(textOf(fields, 'text')).trim(),
		column: columns.find((one) => one === textOf(fields, 'column')) ?? '',
		benefitKind: benefitKinds.find((one) => one === textOf(fields, 'benefitKind')) ?? '',
		actorGroup: actorGroups.find((group) => group === textOf(fields, 'actorGroup')) ?? '',
		origin: originOf(fields.origin),
	};
}

/**
 * One column for all rows at once: of each row `text-<id>`, what stood there (`was-<id>`), its number (`base-<id>`)
 * and an id for the operation (`id-<id>`). Only what somebody changed is a wish.
 */
export function wishesOfColumn(
	fields: Fields,
	idFor: (row: string) => string = (row) => textOf(fields, `id-${row}`),
): Wish[] {
	const column = textOf(fields, 'column');
	return Object.keys(fields).flatMap((name) => {
		const row = name.startsWith('text-') ? name.slice(5) : '';
		if (!isId(row)) return [];
		const text = textOf(fields, name);
		const isBenefit = column === 'benefit';
		if (cleanText(text).trim() === cleanText(textOf(fields, `was-${row}`)).trim()) return [];
		const wish = wishFrom({
			id: idFor(row),
			...{ text, column, base: fields[`base-${row}`], benefitKind: fields[`benefitKind-${row}`] },
			...(isBenefit ? { kind: 'benefit.add', partyId: row } : { kind: 'cell.set', item: row }),
		});
		return wish ? [wish] : [];
	});
}
