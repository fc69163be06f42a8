import {
	alignedTo,
	axesOf,
	conversationOf,
	project,
	type Conversation,
	type Vote,
} from '../methods/opinion-map/opinion-map.ts';
import type { Axes } from '../methods/opinion-map/axes.ts';
import type { EarnedGroups } from '../methods/opinion-map/chance.ts';
import { countsOf, representativeOf } from '../methods/opinion-map/polis-results.ts';
import type { End, Given, KeptAxes, OpinionGroup, Picture, Stand } from './picture.ts';
import type { Group } from './rules.ts';

/** The part of a picture that lies on axes: only where they are told from chance. */

export function groupFrom(name: string): Group {
	// the cast is safe: the names of positions given to the methods are groups of rules.ts
	return name as Group;
}

export type Landscape = Pick<Picture, 'right' | 'up' | 'stands' | 'cells' | 'axes'>;
export const noLandscape: Landscape = { right: [], up: [], stands: [], cells: [], axes: null };

export function landscape({ before, smallest }: Given, own: Conversation, display: 'axis' | 'map') {
	const axes = asBefore(before?.axes ?? null, own, axesOf(own), display);
	const { x, y } = project(own, axes);
	const scale = Math.max(1e-9, quantile([...x, ...y].map(Math.abs), 0.95));
	const kept: KeptAxes = {
		ids: own.statements.map(({ id }) => id),
		center: [...axes.center],
		components: [[...axes.components[0]], [...axes.components[1]]],
		scale,
	};
	const names = [...new Set(own.positions)].filter((name) => name !== undefined).sort();
	const stands = names.flatMap((name): Stand[] => {
		const rows = [...own.people.keys()].filter((row) => own.positions[row] === name);
		if (rows.length < smallest) return [];
		const [atX, atY] = [spreadOf(rows, x, scale), spreadOf(rows, y, scale)];
		return [
			{
				...{ group: groupFrom(name), people: rows.length },
				...{ x: atX.mean, dx: atX.deviation, y: atY.mean, dy: atY.deviation },
			},
		];
	});
	const result: Landscape = {
		right: endsOf(own, axes.components[0]),
		up: display === 'map' ? endsOf(own, axes.components[1]) : [],
		stands,
		cells: display === 'map' ? cellsOf(x, y, scale) : [],
		axes: kept,
	};
	return result;
}

/** Nobody changes sides between two pictures; the map is turned as well, the single axis only mirrored. */
function asBefore(
	before: KeptAxes | null,
	own: Conversation,
	axes: Axes,
	display: 'axis' | 'map',
): Axes {
	if (!before) return axes;
	const old: Axes = {
		center: Float64Array.from(before.center),
		components: [Float64Array.from(before.components[0]), Float64Array.from(before.components[1])],
		...{ explained: [0, 0], total: 0 },
	};
	if (display === 'map') return alignedTo({ ids: before.ids, axes: old }, own, axes);
	const mirrored = (at: 0 | 1): Float64Array => {
		const now = axes.components[at];
		const likeness = own.statements.reduce((sum, { id }, row) => {
			const from = before.ids.indexOf(id);
			return sum + (from < 0 ? 0 : (old.components[at][from] ?? 0) * (now[row] ?? 0));
		}, 0);
		return likeness < 0 ? now.map((value) => -value) : now;
	};
	return { ...axes, components: [mirrored(0), mirrored(1)] };
}

function endsOf({ statements }: Conversation, component: Float64Array): End[] {
	const largest = Math.max(...component.map(Math.abs));
	return statements
		.map(({ id }, at) => ({ statement: id, loading: component[at] ?? 0 }))
		.filter(({ loading }) => Math.abs(loading) >= largest / 2)
		.sort((a, b) => Math.abs(b.loading) - Math.abs(a.loading))
		.slice(0, 3)
		.map(({ statement, loading }) => ({ statement, isAgree: loading > 0 }));
}

function spreadOf(rows: readonly number[], values: Float64Array, scale: number) {
	const mean = rows.reduce((sum, row) => sum + (values[row] ?? 0), 0) / rows.length;
	const square = rows.reduce((sum, row) => sum + ((values[row] ?? 0) - mean) ** 2, 0);
	return {
		mean: stepped(mean / scale),
		deviation: stepped(Math.sqrt(square / rows.length) / scale),
	};
}

/** In twentieths, and never outside the drawing. */
const stepped = (value: number) => Math.max(-20, Math.min(20, Math.round(value * 20))) / 20;

/** Squares a fifth wide: where people stand together, not where each stands. */
function cellsOf(x: Float64Array, y: Float64Array, scale: number): Picture['cells'] {
	const square = (value: number) => Math.max(-5, Math.min(5, Math.round((value / scale) * 5))) / 5;
	const counts = new Map<string, { x: number; y: number; count: number }>();
	x.forEach((value, row) => {
		const cell = { x: square(value), y: square(y[row] ?? 0), count: 0 };
		const known = counts.get(`${cell.x} ${cell.y}`) ?? cell;
		known.count += 1;
		counts.set(`${cell.x} ${cell.y}`, known);
	});
	return [...counts.values()]
		.map(({ count, ...at }) => ({ ...at, level: count < 5 ? 1 : count < 10 ? 2 : 3 }))
		.sort((a, b) => a.x - b.x || a.y - b.y);
}

function quantile(values: readonly number[], share: number): number {
	const ascending = values.toSorted((a, b) => a - b);
	return ascending[Math.floor(share * (ascending.length - 1))] ?? 0;
}

export function opinionGroups(
	own: Conversation,
	earned: EarnedGroups,
	given: Given,
): OpinionGroup[] {
	const axes = asBefore(given.before?.axes ?? null, own, axesOf(own), 'map');
	const { x, y } = project(own, axes);
	const scale = Math.max(1e-9, quantile([...x, ...y].map(Math.abs), 0.95));
	const members = Array.from({ length: earned.k }, (_, group) =>
		earned.rows.filter((_row, at) => earned.groupOf[at] === group),
	);
	const typical = representativeOf(own, countsOf(own, members));
	return members
		.map((rows, group): OpinionGroup => ({
			people: rows.length,
			x: spreadOf(rows, x, scale).mean,
			y: spreadOf(rows, y, scale).mean,
			statements: (typical[group] ?? [])
				.slice(0, 3)
				.map(({ statement, isAgree }) => ({ statement, isAgree })),
		}))
		.sort((a, b) => a.x - b.x || a.y - b.y);
}

/** Where somebody stands in a picture, from their own answers; undefined where there is no axis or no answer. */
export function placeIn(
	{ axes }: Picture,
	own: ReadonlyMap<string, Vote>,
): { x: number; y: number } | undefined {
	if (!axes) return undefined;
	const ballots = [...own].flatMap(([statement, vote]) =>
		axes.ids.includes(statement) ? [{ person: 'you', statement, vote }] : [],
	);
	if (ballots.length === 0) return undefined;
	const conversation = conversationOf(ballots, {
		statements: axes.ids.map((id) => ({ id, isOut: false })),
	});
	const { x, y } = project(conversation, {
		center: Float64Array.from(axes.center),
		components: [Float64Array.from(axes.components[0]), Float64Array.from(axes.components[1])],
		...{ explained: [0, 0], total: 0 },
	});
	return { x: stepped((x[0] ?? 0) / axes.scale), y: stepped((y[0] ?? 0) / axes.scale) };
}
