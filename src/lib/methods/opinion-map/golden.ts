import { project } from './axes.ts';
import type { Axes } from './axes.ts';
import { conversationOf } from './conversation.ts';
import type { Ballot, Conversation } from './conversation.ts';
import { voteOf } from './open-data.ts';

/** A conversation with the results that Polis itself computed for it ("math-pca2"). */
export type Golden = {
	conversation: Conversation;
	/** Ids of the statements in the order of its vectors. */
	ids: string[];
	components: number[][];
	/** Where its small clusters of people stand. */
	bases: { members: string[]; x: number; y: number }[];
	/** Its groups, as rows of people. */
	groups: number[][];
};

/** Reads the parsed JSON of votes and results; throws where it has another shape. */
export function readGolden({ votes, results }: { votes: unknown; results: unknown }): Golden {
	const out = new Set(listIn(results, 'mod-out').map(String));
	const ids = listIn(results, 'tids').map(String);
	const statements = ids.map((id) => ({ id, isOut: out.has(id) }));
	const ballots = list(votes).flatMap((record): Ballot[] => {
		const vote = voteOf(Number(field(record, 'vote')));
		if (vote === undefined) return [];
		const person = String(field(record, 'participant_id'));
		return [{ person, statement: String(field(record, 'statement_id')), vote }];
	});
	const conversation = conversationOf(ballots, { statements });
	const clusters = field(results, 'base-clusters');
	const baseIds = listIn(clusters, 'id').map(Number);
	const bases = listIn(clusters, 'members').map((members, at) => ({
		members: list(members).map(String),
		x: Number(listIn(clusters, 'x')[at]),
		y: Number(listIn(clusters, 'y')[at]),
	}));
	const rows = new Map(conversation.people.map((person, row) => [person, row]));
	const groups = listIn(results, 'group-clusters').map((group) =>
		listIn(group, 'members').flatMap((base) =>
			(bases[baseIds.indexOf(Number(base))]?.members ?? []).flatMap(
				(person) => rows.get(person) ?? [],
			),
		),
	);
	const components = listIn(field(results, 'pca'), 'comps').map((one) => list(one).map(Number));
	return { conversation, ids, components, bases, groups };
}

function field(record: unknown, name: string): unknown {
	if (typeof record !== 'object' || record === null) {
		throw new TypeError(`expected an object with ${name}`);
	}
	return Object.entries(record).find(([key]) => key === name)?.[1];
}

function listIn(record: unknown, name: string): unknown[] {
	return list(field(record, name));
}

function list(value: unknown): unknown[] {
	if (!Array.isArray(value)) throw new TypeError('expected a list');
	return value;
}

/**
 * How far our axes and places of people are from those of Polis: |cos| of each axis, and the largest
 * difference of a coordinate, after turning each axis to its direction.
 */
export function differenceFrom(
	{ conversation, ids, components, bases }: Golden,
	axes: Axes,
): { cosine: number[]; projectionError: number } {
	const columns = new Map(conversation.statements.map(({ id }, at) => [id, at]));
	const cosines = axes.components.map((own, axis) =>
		ids.reduce((sum, id, at) => {
			return sum + (own[columns.get(id) ?? -1] ?? 0) * (components[axis]?.[at] ?? 0);
		}, 0),
	);
	const points = project(conversation, axes);
	const rows = new Map(conversation.people.map((person, row) => [person, row]));
	const mean = (members: readonly string[], of: Float64Array) =>
		members.reduce((sum, person) => sum + (of[rows.get(person) ?? -1] ?? 0), 0) /
		Math.max(1, members.length);
	const errors = (of: Float64Array, wanted: (base: { x: number; y: number }) => number) => {
		const off = (sign: number) =>
			Math.max(0, ...bases.map((base) => Math.abs(sign * mean(base.members, of) - wanted(base))));
		return Math.min(off(1), off(-1));
	};
	return {
		cosine: cosines.map(Math.abs),
		projectionError: Math.max(
			errors(points.x, ({ x }) => x),
			errors(points.y, ({ y }) => y),
		),
	};
}
