import { columnOf, type Board, type Cluster, type Note } from '../boards/rules.ts';
import type { TurnView } from './view.ts';

type Question = { id: string; question: string };

/** What a table, or a まとまり, tells everybody: its notes under their questions and names. */
export type Shared = { id: string; question: string; groups: SharedGroup[] }[];
export type SharedGroup = { id: string; name: string; notes: Note[] };

export function clustersInOrder(board: Board, pillars: readonly Question[]): Cluster[] {
	return pillars.flatMap(({ id }) => columnOf(board, id).clusters.map(({ cluster }) => cluster));
}

export function sharedOf(board: Board, pillars: readonly Question[], turn: TurnView): Shared {
	if (turn.of === 'tables') return ofTable(board, pillars, Number(turn.id));
	if (turn.of === 'clusters') return ofCluster(board, pillars, turn.id);
	return [];
}

function ofTable(board: Board, pillars: readonly Question[], table: number): Shared {
	if (!(table > 0)) return [];
	return pillars.flatMap(({ id, question }) => {
		const { loose, clusters } = columnOf(board, id, table);
		const groups = [
			{ id: '', name: '', notes: loose },
			...clusters.map(({ cluster, notes }) => ({ id: cluster.id, name: cluster.name, notes })),
		].filter(({ notes }) => notes.length > 0);
		return groups.length > 0 ? [{ id, question, groups }] : [];
	});
}

function ofCluster(board: Board, pillars: readonly Question[], clusterId: string): Shared {
	return pillars.flatMap(({ id, question }) => {
		const found = columnOf(board, id).clusters.find(({ cluster }) => cluster.id === clusterId);
		if (!found) return [];
		return [
			{ id, question, groups: [{ id: clusterId, name: found.cluster.name, notes: found.notes }] },
		];
	});
}
