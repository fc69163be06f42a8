import { boundsOf, type NamedBoundary } from '../../../districts/geometry.ts';
import { redrawn, type Lie } from '../../../districts/lie-of-areas.ts';
import {
	areasNotEnded,
	lieOf,
	partitionOrRefuse,
	type AreaInForce,
} from '../../../districts/server/lie-of-areas.ts';
import { townKey } from '../../../districts/towns.ts';
import type { Actor } from '../../../kernel/actor.ts';
import type { PlainDate } from '../../../kernel/dates.ts';
import { refuseField } from '../../../kernel/refusal.ts';
import { fold } from '../../../kernel/text.ts';
import type { Tx } from '../../../server/db.ts';
import { inThread } from '../../../server/thread.ts';
import type { RowProblem } from '../../reading/reading.ts';
import { readTowns } from '../../reading/towns.ts';
import type { AreaImportKind } from '../../rules.ts';
import { openListBeside } from '../files/open.ts';

/** What a file does to one area. */
export type AreaDeed = { name: string } & (
	| { does: 'add'; code: string | null; after: Lie }
	| { does: 'change' | 'end'; id: string; before: Lie; after: Lie }
	| { does: 'nothing'; id: string }
);

/** What a file would do to a partition: shown before anything is written, and made again when it is confirmed. */
export type AreaPlan = {
	partitionName: string;
	/** How many rows or boundaries the file has. */
	read: number;
	deeds: AreaDeed[];
	/** Areas of the partition that the file says nothing of. */
	unnamed: string[];
	problems: RowProblem[];
};

export type AreaFile = {
	kind: AreaImportKind;
	partitionId: string;
	from: PlainDate;
	endMissing: boolean;
	content: Uint8Array;
};

/** Reads the file and compares it with the areas. Writes nothing; a file that is none is refused at the field `file`. */
export async function planAreas(tx: Tx, actor: Actor, file: AreaFile): Promise<AreaPlan> {
	const { name: partitionName } = await partitionOrRefuse(tx, actor, file.partitionId);
	const current = await areasNotEnded(tx, actor, file.partitionId, file.from);
	const lies = await lieOf(
		tx,
		actor,
		current.map(({ id }) => id),
	);
	const areas = current.flatMap((area) => {
		const lie = lies.get(area.id);
		return lie ? [{ ...area, lie }] : [];
	});
	const planned =
		file.kind === 'boundaries' ? await drawn(file, areas) : await named(file.content, areas);
	return { partitionName, ...planned };
}

type Known = AreaInForce & { lie: Lie };
type Planned = Omit<AreaPlan, 'partitionName'>;

/**
 * Boundaries: areas of the same name get a new one from the day on, areas that are new begin on that day. Areas that the
 * file does not name stay, or end on that day if the office says so.
 */
async function drawn(
	{ from, endMissing, content }: AreaFile,
	areas: readonly Known[],
): Promise<Planned> {
	const found = await inThread<NamedBoundary[] | null>(
		'imports/server/areas/boundaries-thread.ts',
		content,
	);
	if (!found) throw refuseField('file', 'districts_file_no_boundaries');
	const byName = new Map(areas.map((area) => [fold(area.name), area]));
	const groups = Map.groupBy(found, ({ name }) => fold(name));
	const deeds = [...groups].map(([key, parts]): AreaDeed => {
		const geometry = parts.flatMap((part) => part.geometry);
		const boundary = { validFrom: from, validUntil: null, geometry, ...boundsOf(geometry) };
		const [{ name, code } = { name: '', code: null }] = parts;
		const area = byName.get(key);
		if (!area) {
			const after = { name, validUntil: null, boundaries: [boundary], towns: [] };
			return { does: 'add', name, code, after };
		}
		const after = redrawn(area.lie, boundary);
		if (!after) throw refuseField('from', 'districts_day_too_early');
		return changed(area, after);
	});
	const missing = areas.filter(({ name }) => !groups.has(fold(name)));
	const unnamed = missing.map(({ name }) => name);
	if (!endMissing) return { read: found.length, deeds, unnamed, problems: [] };
	if (missing.some(({ validFrom }) => from <= validFrom))
		throw refuseField('from', 'districts_day_too_early');
	const ends = missing.map(({ id, name, lie }): AreaDeed => {
		return { does: 'end', id, name, before: lie, after: { ...lie, validUntil: from } };
	});
	return { read: found.length, deeds: [...deeds, ...ends], unnamed: [], problems: [] };
}

/** 町丁目: what the list says of an area is all of it; areas that it does not name keep theirs. */
async function named(content: Uint8Array, areas: readonly Known[]): Promise<Planned> {
	const { grids } = await openListBeside(content);
	const list = readTowns(
		grids,
		areas.map(({ name }) => name),
	);
	if (!list) throw refuseField('file', 'imports_towns_no_areas');
	const { townsOf, rows, problems } = list;
	const deeds = areas.flatMap((area) => {
		const towns = townsOf.get(area.name);
		if (!towns) return [];
		const keysOf = (some: readonly string[]) => JSON.stringify(some.map(townKey).toSorted());
		const isSame = keysOf(towns) === keysOf(area.lie.towns);
		return [changed(area, isSame ? area.lie : { ...area.lie, towns })];
	});
	const unnamed = areas.filter(({ name }) => !townsOf.has(name)).map(({ name }) => name);
	return { read: rows, deeds, unnamed, problems };
}

function changed({ id, name, lie }: Known, after: Lie): AreaDeed {
	if (after === lie) return { does: 'nothing', id, name };
	return { does: 'change', id, name, before: lie, after };
}
