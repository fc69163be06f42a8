import * as v from 'valibot';
import { id, line, neededDate, neededLine, ticked } from '../kernel/fields.ts';
import { toKatakana } from '../kernel/kana.ts';
import type { MessageKey } from '../kernel/refusal.ts';
import { OrganisationForm } from '../organisations/forms.ts';
import { registerForm } from '../people/forms.ts';
import { PlaceForm } from '../places/forms.ts';
import { areaImportKinds } from './rules.ts';
import { importKinds, type ImportKind } from './vocabulary/index.ts';

const upload = v.object({ name: v.string(), content: v.instance(Uint8Array) });

export const ImportForm = v.object({
	kind: v.picklist(importKinds, 'imports_kind_missing' satisfies MessageKey),
	file: v.pipe(v.array(upload), v.length(1, 'imports_file_missing' satisfies MessageKey)),
});

/** A file that says where the areas of a partition lie, and from when on. */
export const AreasForm = v.object({
	kind: v.picklist(areaImportKinds, 'imports_kind_missing' satisfies MessageKey),
	partitionId: v.pipe(v.string(), v.uuid('districts_partition_missing' satisfies MessageKey)),
	from: neededDate('districts_day_missing'),
	endMissing: ticked,
	file: v.pipe(v.array(upload), v.length(1, 'districts_file_missing' satisfies MessageKey)),
});

export const ImportId = v.object({ id });

const fieldName = v.pipe(v.string(), v.maxLength(40, 'refusal_not_valid' satisfies MessageKey));

const rowNumber = v.pipe(
	line(10),
	v.transform((text) => (text === '' ? null : Number(text.normalize('NFKC')))),
	v.check(
		(row) => row === null || Number.isInteger(row),
		'imports_header_row_wrong' satisfies MessageKey,
	),
);

/** Sheet and row of headings, or the field of each column: column0, column1, … */
export const ColumnsForm = v.pipe(
	v.objectWithRest(
		{ id, sheet: v.optional(fieldName), headerRow: v.optional(rowNumber) },
		v.unknown(),
	),
	v.transform(({ id: draftId, sheet, headerRow, ...rest }) => ({
		...{ id: draftId, sheet, headerRow, fields: columnFields(rest) },
	})),
);

function columnFields(rest: Record<string, unknown>): string[] | undefined {
	const fields: string[] = [];
	for (const [name, value] of Object.entries(rest)) {
		const column = /^column(\d{1,3})$/.exec(name)?.[1];
		if (column !== undefined && v.is(fieldName, value)) fields[Number(column)] = value;
	}
	return fields.length > 0 ? Array.from(fields, (field) => field ?? '') : undefined;
}

/** A list without readings is taken: who has the list seldom has them, and a page asks for them later. */
const reading = (most: number) => v.pipe(line(most), v.transform(toKatakana));

/** What a row of a list must be, field by field. */
export const rowForms = {
	organisations: v.object({ ...OrganisationForm.entries, nameKana: reading(200) }),
	places: v.object({ ...PlaceForm.entries, nameKana: reading(200) }),
	people: v.object({
		...registerForm.entries,
		name: neededLine(100, 'people_name_missing'),
		nameKana: reading(100),
		tie: v.optional(registerForm.entries.tie, 'resides'),
	}),
} satisfies Record<ImportKind, v.GenericSchema>;
