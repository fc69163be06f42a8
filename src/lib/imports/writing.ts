import { columnsOf, type ImportKind } from './vocabulary/index.ts';
import { hasWords, wordFor } from './vocabulary/words.ts';

/** A column of an exported list, in the shape of `csvResponse`. */
export type ListColumn = {
	label: string;
	value: (content: Readonly<Record<string, unknown>>) => string;
};

/** Fields that hold ids; a list has the names instead. */
const namesThings = new Set(['areas', 'areaId', 'organisationId']);

/** The columns of an export: the same headings and words that the import reads. */
export function listColumns(kind: ImportKind, names: ReadonlyMap<string, string>): ListColumn[] {
	return columnsOf(kind).map(({ field, heading }) => ({
		label: heading,
		value: (content) => cellOf(kind, field, content[field], names),
	}));
}

function cellOf(
	kind: ImportKind,
	field: string,
	value: unknown,
	names: ReadonlyMap<string, string>,
): string {
	if (value === null || value === undefined) return '';
	if (Array.isArray(value)) {
		const words = value.map((one) => cellOf(kind, field, one, names)).filter(Boolean);
		return (field === 'areas' ? words.toSorted() : words).join('、');
	}
	const text = String(value);
	if (namesThings.has(field)) return names.get(text) ?? '';
	// 不明 is what a list says by leaving the cell empty
	if (hasWords(kind, field)) return text === 'unknown' ? '' : wordFor(kind, field, text);
	return text;
}
