import * as v from 'valibot';
import { listAreas } from '../../districts/server/queries.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { PlainDate } from '../../kernel/dates.ts';
import { Refusal, type MessageKey } from '../../kernel/refusal.ts';
import { fold } from '../../kernel/text.ts';
import { OrganisationForm, type OrganisationInput } from '../../organisations/forms.ts';
import { startingPublicity } from '../../organisations/rules.ts';
import { organisationChoices } from '../../organisations/server/queries.ts';
import { PlaceForm, type PlaceInput } from '../../places/forms.ts';
import { placeNames } from '../../places/server/queries.ts';
import type { Tx } from '../../server/db.ts';
import { findHeadings, formInput, isNoRecord, type ImportKind, type Mapping } from '../rules.ts';
import { readSheet, type Encoding } from './sheet.ts';

export type RowProblem = { row: number; heading: string; message: MessageKey };

type Planned<Input> = { row: number; name: string; known: string | null; input: Input };

/** What an import would do: shown before anything is written, and done again from the same file when confirmed. */
export type ImportPlan = {
	encoding: Encoding;
	/** Row numbers as a spreadsheet counts them, from 1. */
	headerRow: number;
	mapping: Mapping;
	unknown: string[];
	problems: RowProblem[];
	rowsRead: number;
} & (
	| { kind: 'organisations'; planned: Planned<OrganisationInput>[] }
	| { kind: 'places'; planned: Planned<PlaceInput>[] }
);

/** Reads the file and compares it with what is there. Writes nothing. */
export async function planImport(
	tx: Tx,
	actor: Actor,
	kind: ImportKind,
	content: Uint8Array,
	today: PlainDate,
): Promise<ImportPlan> {
	const { encoding, rows } = readSheet(content, 'file');
	const headings = findHeadings(rows, kind);
	if (!headings)
		throw new Refusal('not-valid', 'imports_no_headings', [
			{ field: 'file', message: 'imports_no_headings' },
		]);
	const areas = await listAreas(tx, actor, today);
	const organisations = await organisationChoices(tx, actor);
	const names = {
		// the finest partition comes last in the list and wins when two partitions share a name; the first is what people mean
		area: new Map(areas.toReversed().map((area) => [fold(area.name), area.id])),
		organisation: new Map(organisations.map((one) => [fold(one.name), one.id])),
	};
	const known = kind === 'organisations' ? names.organisation : await knownPlaces(tx, actor);
	const records = rows
		.map((cells, index) => ({ row: index + 1, cells }))
		.slice(headings.headerRow + 1)
		.filter(({ cells }) => !isNoRecord(cells, headings.mapping))
		.map(({ row, cells }) => ({ row, input: formInput(kind, headings.mapping, cells, names) }));
	const common = {
		encoding,
		headerRow: headings.headerRow + 1,
		mapping: headings.mapping,
		unknown: headings.unknown,
		rowsRead: records.length,
	};
	if (kind === 'organisations') {
		const withPublicity = records.map(({ row, input }) => ({
			row,
			input: { ...publicityFields, ...input },
		}));
		return { ...common, kind, ...check(OrganisationForm, withPublicity, headings.mapping, known) };
	}
	return { ...common, kind, ...check(PlaceForm, records, headings.mapping, known) };
}

const publicityFields = Object.fromEntries(
	Object.entries(startingPublicity).map(([field, level]) => [`publicity_${field}`, level]),
);

async function knownPlaces(tx: Tx, actor: Actor): Promise<Map<string, string>> {
	return new Map((await placeNames(tx, actor)).map((place) => [fold(place.name), place.id]));
}

function check<S extends v.GenericSchema<unknown, { name: string }>>(
	schema: S,
	records: { row: number; input: Record<string, unknown> }[],
	mapping: Mapping,
	known: ReadonlyMap<string, string>,
): { planned: Planned<v.InferOutput<S>>[]; problems: RowProblem[] } {
	const planned: Planned<v.InferOutput<S>>[] = [];
	const problems: RowProblem[] = [];
	const seen = new Set<string>();
	for (const { row, input } of records) {
		const parsed = v.safeParse(schema, input);
		if (!parsed.success) {
			problems.push(...parsed.issues.map((issue) => problemOf(row, issue, mapping)));
			continue;
		}
		const name = parsed.output.name;
		if (seen.has(fold(name))) {
			problems.push({ row, heading: headingOf('name', mapping), message: 'imports_twice' });
			continue;
		}
		seen.add(fold(name));
		planned.push({ row, name, known: known.get(fold(name)) ?? null, input: parsed.output });
	}
	return { planned, problems };
}

function problemOf(row: number, issue: v.BaseIssue<unknown>, mapping: Mapping): RowProblem {
	const field = v.getDotPath(issue)?.split('.')[0] ?? '';
	const general: MessageKey =
		field === 'areas' || field === 'areaId' ? 'imports_area_unknown' : 'imports_word_unknown';
	// the cast is safe: only schemas of this repository produce single-word messages, checked by tests/messages.test.ts
	const own =
		/^[a-z0-9_]+$/.test(issue.message) && issue.message !== 'refusal_not_valid'
			? (issue.message as MessageKey)
			: general;
	return { row, heading: headingOf(field, mapping), message: own };
}

function headingOf(field: string, mapping: Mapping): string {
	return mapping.find((one) => one.field === field)?.heading ?? '';
}
