import { expect, test } from 'vitest';
import { apply, emptyBoard, type Board, type Operation } from './rules.ts';
import { namesAmong, pairsOf, suggestionsFor } from './suggestions.ts';

const none = {
	base: 0,
	builtOn: '',
	builtOnSeq: 0,
	text: '',
	pillarId: 'p',
	clusterId: '',
	table: 0,
	actorGroup: '',
} as const;

function aBoard(notes: Readonly<Record<string, string>>, clusters: Record<string, string[]> = {}) {
	const board = emptyBoard();
	const add = (fields: Partial<Operation> & Pick<Operation, 'kind' | 'item'>) =>
		apply(board, { ...none, id: fields.item, seq: board.seq + 1, ...fields });
	for (const [item, text] of Object.entries(notes)) add({ kind: 'note.add', item, text });
	for (const [name, ids] of Object.entries(clusters)) {
		add({ kind: 'cluster.add', item: `c-${name}`, text: name });
		for (const item of ids) add({ kind: 'note.place', item, clusterId: `c-${name}` });
	}
	return board;
}

const notes = {
	n1: '夕方に子どもが過ごせる居場所がない',
	n2: '子どもの居場所が夕方に足りない',
	n3: '車での送迎をする人がいない',
	n4: '送迎の車を出せる人が少ない',
	n5: '広報が届いていない',
};

const shown = (board: Board, apart: readonly (readonly [string, string])[] = []) =>
	suggestionsFor(board, ['p'], { apart, synonyms: [] }).map(({ clusterName, notes: found }) => [
		clusterName,
		found.map(({ id }) => id),
	]);

test('notes that say alike are suggested, with the words they share; what says nothing alike is left alone', () => {
	const board = aBoard(notes);
	expect(shown(board)).toEqual([
		['', ['n1', 'n2']],
		['', ['n3', 'n4']],
	]);
	const [first] = suggestionsFor(board, ['p'], { apart: [], synonyms: [] });
	expect(first?.words.join(' ')).toMatch(/居場所/);
});

test('a loose note is suggested for the まとまり that says alike; two of them are never put into one', () => {
	expect(shown(aBoard(notes, { 居場所: ['n1'], 足: ['n3', 'n4'] }))).toEqual([['居場所', ['n2']]]);
	expect(shown(aBoard(notes, { 一: ['n1'], 二: ['n2'] }))).toEqual([['', ['n3', 'n4']]]);
});

test('what was refused is not suggested again, also when a third note comes', () => {
	const apart = pairsOf(['n2', 'n1']);
	expect(apart).toEqual([['n1', 'n2']]);
	expect(shown(aBoard(notes), apart)).toEqual([['', ['n3', 'n4']]]);
	const more = { ...notes, n6: '夕方、子どもの居場所がほしい' };
	for (const [, ids] of shown(aBoard(more), apart)) expect(ids).not.toEqual(['n1', 'n2', 'n6']);
});

test('notes of different questions are not mixed, and what was withdrawn is not there', () => {
	const board = aBoard(notes);
	const other = {
		...none,
		kind: 'note.place',
		base: 0,
		id: 'x',
		item: 'n2',
		pillarId: 'q',
	} as const;
	apply(board, { ...other, seq: board.seq + 1 });
	apply(board, { ...none, kind: 'note.remove', id: 'y', item: 'n3', seq: board.seq + 1 });
	expect(suggestionsFor(board, ['p', 'q'], { apart: [], synonyms: [] })).toEqual([]);
});

test('a suggested name is a word, not a piece of a phrase', () => {
	expect(namesAmong(['所がな', '話す相手', 'バス', '送迎の', '見守り'])).toEqual([
		'話す相手',
		'バス',
	]);
});
