import { locatorOn } from '../../districts/server/locating.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { PlainDate } from '../../kernel/dates.ts';
import type { Tx } from '../../server/db.ts';
import { compareWith, identityOf, type Identity } from '../reading/identity.ts';
import { readList, type Choices, type ReadRow, type Reading } from '../reading/reading.ts';
import type { Input } from '../reading/values.ts';
import type { ImportKind } from '../vocabulary/index.ts';
import { directoryNames } from './names.ts';
import { openListBeside, type OpenedList } from './files/open.ts';
import { rememberedMappings } from './memory.ts';
import { registers } from './registers/index.ts';
import { fingerprint, type Content } from './registers/register.ts';

/** What is done with one row; where there is a record already, its id. */
export type PlannedRow = { row: number; name: string } & (
	| { does: 'add'; input: Input }
	| { does: 'change'; id: string; before: Content; after: Content }
	| { does: 'nothing'; id: string }
);

/** What an import would do: shown before anything is written, and done again from the same file when confirmed. */
export type ImportPlan = Reading & {
	encoding: OpenedList['encoding'];
	/** Whether the columns are read as they were once set right for the same headings. */
	isRemembered: boolean;
	planned: PlannedRow[];
};

type Uploaded = { kind: ImportKind; content: Uint8Array; choices: Choices };

/** Reads the file and compares it with what is there. Writes nothing. */
export async function planImport(
	tx: Tx,
	actor: Actor,
	{ kind, content, choices }: Uploaded,
	today: PlainDate,
): Promise<ImportPlan> {
	const { encoding, grids } = await openListBeside(content);
	const recalled = await rememberedMappings(tx, actor, kind);
	const names = (await directoryNames(tx, actor, today)).ids;
	const reading = readList(grids, kind, choices, recalled, names);
	if (kind === 'places') await putInAreas(tx, actor, reading, today);
	const { planned, problems } = await compare(tx, actor, reading);
	return {
		...reading,
		...{ encoding, planned, problems: problems.toSorted((one, other) => one.row - other.row) },
		isRemembered: choices.fields === undefined && recalled(reading.headings) !== undefined,
	};
}

/** A new place whose list names no area lies where its position or its address says. */
async function putInAreas(
	tx: Tx,
	actor: Actor,
	{ rows }: Reading,
	today: PlainDate,
): Promise<void> {
	const locate = await locatorOn(tx, actor, today);
	for (const { input, assumed, values } of rows) {
		if (input.areaId) continue;
		const areaId = locate({
			latitude: typeof values.latitude === 'number' ? values.latitude : null,
			longitude: typeof values.longitude === 'number' ? values.longitude : null,
			address: typeof values.address === 'string' ? values.address : '',
		});
		if (areaId) assumed.areaId = areaId;
	}
}

/** Compares the rows that are right with the directory and with each other. */
async function compare(
	tx: Tx,
	actor: Actor,
	{ kind, rows, columns, problems }: Reading,
): Promise<Pick<ImportPlan, 'planned' | 'problems'>> {
	const register = registers[kind];
	const wrong = new Set(problems.map(({ row }) => row));
	const hasName = columns.some(({ target }) => target === 'name' || target === 'familyName');
	const good = hasName ? rows.filter(({ row }) => !wrong.has(row)) : [];
	const identities = new Map<ReadRow, Identity>(good.map((row) => [row, identityOf(row.values)]));
	const directory = compareWith(kind, await register.known(tx, actor), [...identities.values()]);
	const heading = columns.find(({ target }) => target === 'name')?.source ?? '';
	const found = { planned: new Array<PlannedRow>(), problems: [...problems] };
	const matches = new Map<ReadRow, string>();
	for (const [row, identity] of identities) {
		if (directory.isRepeated(identity))
			found.problems.push({ row: row.row, heading, message: 'imports_twice' });
		else if (directory.isEmailTaken(identity))
			found.problems.push({ row: row.row, heading, message: 'people_email_taken' });
		else matches.set(row, directory.find(identity)?.id ?? '');
	}
	const before = await register.contents(tx, actor, [...matches.values()].filter(Boolean));
	for (const [read, id] of matches) {
		const name = identities.get(read)?.name ?? '';
		found.planned.push({ row: read.row, name, ...deed(register.merged, id, before.get(id), read) });
	}
	return found;
}

function deed(
	merged: (before: Content, input: Input) => Content,
	id: string,
	before: Content | undefined,
	{ input, assumed }: ReadRow,
) {
	if (!before)
		return { does: 'add' as const, input: { ...input, ...withoutBlanks(input, assumed) } };
	const after = merged(before, input);
	return fingerprint(after) === fingerprint(before)
		? { does: 'nothing' as const, id }
		: { does: 'change' as const, id, before, after };
}

/** What is assumed counts only where the list says nothing. */
function withoutBlanks(input: Input, assumed: Input): Input {
	return Object.fromEntries(Object.entries(assumed).filter(([field]) => !input[field]));
}
