import { phoneDigits } from '../../kernel/phone.ts';
import { fold } from '../../kernel/text.ts';
import type { ImportKind } from '../vocabulary/index.ts';

/** By what a row of a list and a record of the directory are known to be the same. */
export type Identity = {
	name: string;
	nameKana: string;
	address: string;
	telephone: string;
	email: string;
};
export type Known = Identity & { id: string };

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export function identityOf(values: Readonly<Record<string, unknown>>): Identity {
	return {
		name: text(values.name),
		nameKana: text(values.nameKana),
		address: text(values.address),
		telephone: text(values.telephone),
		email: text(values.email),
	};
}

const nameKey = (kind: ImportKind, { name }: Identity) =>
	kind === 'people' ? fold(name).replace(/\s/gu, '') : fold(name);
const addressKey = ({ address }: Identity) => fold(address).replace(/\s/gu, '');

/** Two values that were both given and differ. */
const differ = (one: string, other: string) => one !== '' && other !== '' && one !== other;

/** Whether two entries of one name must be two: branches at two addresses, namesakes with two numbers. */
function areTwo(kind: ImportKind, one: Identity, other: Identity): boolean {
	if (kind !== 'people') return differ(addressKey(one), addressKey(other));
	if (differ(one.email.toLowerCase(), other.email.toLowerCase())) return true;
	if (one.email !== '' && other.email !== '') return false;
	return (
		differ(phoneDigits(one.telephone), phoneDigits(other.telephone)) ||
		differ(fold(one.nameKana), fold(other.nameKana))
	);
}

export type Comparison = {
	/** Whether a row above it in the same list is about the same. */
	isRepeated: (row: Identity) => boolean;
	/** The record that a row is about; undefined for a new one. */
	find: (row: Identity) => Known | undefined;
	/** Whether somebody of another name already has this mail address. */
	isEmailTaken: (row: Identity) => boolean;
};

/** Compares the rows of one list with the directory and with each other. */
export function compareWith(
	kind: ImportKind,
	known: readonly Known[],
	rows: readonly Identity[],
): Comparison {
	const inDirectory = Map.groupBy(known, (one) => nameKey(kind, one));
	const inList = Map.groupBy(rows, (one) => nameKey(kind, one));
	const holders = new Map(
		known.flatMap((one) => (one.email ? [[one.email.toLowerCase(), one] as const] : [])),
	);
	return {
		isRepeated: (row) => {
			const same = inList.get(nameKey(kind, row)) ?? [];
			return same.slice(0, same.indexOf(row)).some((above) => !areTwo(kind, above, row));
		},
		find: (row) => {
			const candidates = inDirectory.get(nameKey(kind, row)) ?? [];
			const namesakes = inList.get(nameKey(kind, row))?.length ?? 0;
			// an organisation that moved is still the same, as long as there is one of that name
			if (kind !== 'people' && candidates.length === 1 && namesakes <= 1) return candidates[0];
			const possible = candidates.filter((one) => !areTwo(kind, one, row));
			return possible.find((one) => areSure(one, row)) ?? possible[0];
		},
		isEmailTaken: (row) => {
			const holder = row.email === '' ? undefined : holders.get(row.email.toLowerCase());
			return (
				kind === 'people' && holder !== undefined && nameKey(kind, holder) !== nameKey(kind, row)
			);
		},
	};
}

function areSure(one: Identity, row: Identity): boolean {
	return (
		(row.email !== '' && one.email.toLowerCase() === row.email.toLowerCase()) ||
		(row.telephone !== '' && phoneDigits(one.telephone) === phoneDigits(row.telephone)) ||
		(row.address !== '' && addressKey(one) === addressKey(row))
	);
}
