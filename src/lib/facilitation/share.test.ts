import { expect, test } from 'vitest';
import { apply, emptyBoard, type Operation } from '../boards/rules.ts';
import { clustersInOrder, sharedOf } from './share.ts';
import type { TurnView } from './view.ts';

const pillars = [
	{ id: 'p1', question: 'だれのことか' },
	{ id: 'p2', question: '何ができるか' },
];
const none = {
	base: 0,
	builtOn: '',
	builtOnSeq: 0,
	text: '',
	pillarId: '',
	clusterId: '',
	table: 0,
	actorGroup: '',
} as const;

function aBoard() {
	const board = emptyBoard();
	const add = (fields: Partial<Operation> & Pick<Operation, 'kind' | 'item'>) =>
		apply(board, { ...none, id: fields.item, seq: board.seq + 1, ...fields });
	add({ kind: 'cluster.add', item: 'c2', pillarId: 'p2', text: '送迎' });
	add({ kind: 'cluster.add', item: 'c1', pillarId: 'p1', text: '夕方' });
	add({ kind: 'note.add', item: 'n1', pillarId: 'p1', table: 1, text: '学童の後' });
	add({
		kind: 'note.add',
		item: 'n2',
		pillarId: 'p1',
		table: 2,
		clusterId: 'c1',
		text: '迎えが遅い',
	});
	add({
		kind: 'note.add',
		item: 'n3',
		pillarId: 'p2',
		table: 2,
		clusterId: 'c2',
		text: '車を出せる',
	});
	return board;
}

const turn = (of: TurnView['of'], id: string): TurnView => ({
	...{ of, id, nextId: '', number: 1, count: 2, dueAt: null, isGoingOn: false, seconds: 0 },
});

test('a table tells its own notes, question by question, under the names of their clusters', () => {
	const shared = sharedOf(aBoard(), pillars, turn('tables', '2'));
	expect(
		shared.map(({ question, groups }) => [
			question,
			groups.map(({ name, notes }) => [name, notes.map(({ text }) => text)]),
		]),
	).toEqual([
		['だれのことか', [['夕方', ['迎えが遅い']]]],
		['何ができるか', [['送迎', ['車を出せる']]]],
	]);
	expect(sharedOf(aBoard(), pillars, turn('tables', '9'))).toEqual([]);
});

test('clusters come in the order of the questions, each with its notes', () => {
	const board = aBoard();
	expect(clustersInOrder(board, pillars).map(({ name }) => name)).toEqual(['夕方', '送迎']);
	const [only] = sharedOf(board, pillars, turn('clusters', 'c1'));
	expect(only?.groups.flatMap(({ notes }) => notes.map(({ id }) => id))).toEqual(['n2']);
	expect(sharedOf(board, pillars, turn('clusters', 'gone'))).toEqual([]);
});
