import { refuseField } from '../../kernel/refusal.ts';
import { targetsOf } from '../vocabulary/index.ts';
import type { Choices, Reading } from './reading.ts';

/** As the forms send it: either which sheet and row of headings, or a field per column ('' for none). */
export type ChoiceInput = {
	sheet?: string | undefined;
	headerRow?: number | null | undefined;
	fields?: readonly string[] | undefined;
};

/** New choices from a form. Another sheet or row of headings makes earlier choices of columns void. */
export function choicesFrom(input: ChoiceInput, reading: Reading, before: Choices): Choices {
	if (input.fields) return { ...before, fields: fieldsFrom(input.fields, reading) };
	const sheet = reading.sheets.findIndex((_, index) => String(index) === input.sheet);
	const chosen: Choices = {};
	if (sheet >= 0) chosen.sheet = sheet;
	// the row of one sheet says nothing about another
	if (input.headerRow != null && (sheet < 0 || sheet === reading.sheet))
		chosen.headerRow = input.headerRow;
	return chosen;
}

function fieldsFrom(fields: readonly string[], { kind, columns }: Reading): (string | null)[] {
	const chosen = columns.map((_, index) => fields[index] || null);
	const targets = new Map(targetsOf[kind].map((target) => [target.field, target]));
	for (const [index, field] of chosen.entries()) {
		if (field === null) continue;
		const target = targets.get(field);
		if (!target) throw refuseField(`column${index}`, 'refusal_not_valid');
		if (!target.joins && chosen.indexOf(field) !== index)
			throw refuseField(`column${index}`, 'imports_columns_twice');
	}
	if (!chosen.includes('name') && !chosen.includes('familyName'))
		throw refuseField('', 'imports_no_name_column');
	return chosen;
}
