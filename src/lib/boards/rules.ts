import { actorGroups, type ActorGroup } from '../organisations/rules.ts';
import { cleanLine, cleanText, graphemeLength } from '../kernel/text.ts';

/**
 * A board is what its operations made of it: {@link apply} is the only place where a note comes into being, moves or
 * goes. The same rules run on the server, where an operation is admitted, and in the browser, where it is shown
 * before it is saved.
 */

export const operationKinds = [
	'note.add',
	'note.edit',
	'note.place',
	'note.remove',
	'note.restore',
	'cluster.add',
	'cluster.rename',
	'cluster.remove',
	'board.close',
] as const;
export type OperationKind = (typeof operationKinds)[number];

/** What somebody wants to do. `id` is made where it was typed: the same operation sent twice is one. */
export type Wish = {
	id: string;
	kind: OperationKind;
	/** The note or cluster; for `*.add` the id it will have. */
	item: string;
	/** What the sender had seen of the item's text: the number of its last change. */
	base: number;
	/** The sender's own operation whose text this one changes, sent before that had a number; '' for none. */
	builtOn: string;
	text: string;
	pillarId: string;
	clusterId: string;
	/** 卓番号; 0 for none. */
	table: number;
	actorGroup: ActorGroup | '';
};

/** An admitted operation: its place in the board's one order, and that of what it builds on (0 for nothing). */
export type Operation = Wish & { seq: number; builtOnSeq: number };

/** A text that came too late: somebody else had changed the note meanwhile. Both stay. */
export type Alternative = { seq: number; text: string };

export type Note = {
	id: string;
	pillarId: string;
	clusterId: string;
	table: number;
	actorGroup: ActorGroup | '';
	text: string;
	/** The operation that gave it its text. */
	textSeq: number;
	/** The operation that put it where it is: notes stand in this order. */
	placedSeq: number;
	/** 0 while it is there. */
	removedSeq: number;
	alternatives: Alternative[];
};

export type Cluster = {
	id: string;
	pillarId: string;
	name: string;
	nameSeq: number;
	isRemoved: boolean;
	/** Other names that were given at the same time. */
	alternatives: Alternative[];
};

export type Board = {
	seq: number;
	isClosed: boolean;
	notes: Record<string, Note>;
	clusters: Record<string, Cluster>;
};

export const longestNote = 1_000;
export const longestName = 100;
/** More than a hall of a hundred people writes in a day. */
const mostItems = 5_000;

export function emptyBoard(): Board {
	return { seq: 0, isClosed: false, notes: {}, clusters: {} };
}

/** Keys of texts. */
export const boardRefusals = [
	'boards_is_closed',
	'boards_text_missing',
	'boards_text_too_long',
	'boards_name_missing',
	'boards_name_too_long',
	'boards_item_unknown',
	'boards_is_full',
	'refusal_not_allowed',
	'refusal_not_valid',
] as const;
export type BoardRefusal = (typeof boardRefusals)[number];

/** What the board does not allow, in the key of a text; undefined when the wish may become an operation. */
export function whyNot(
	board: Board,
	wish: Wish,
	pillarIds: readonly string[],
): BoardRefusal | undefined {
	if (board.isClosed) return 'boards_is_closed';
	// closing is an act of the facilitator with consequences of its own (server/commands.ts)
	if (wish.kind === 'board.close') return 'refusal_not_allowed';
	return wordsWrong(wish) ?? placeWrong(board, wish, pillarIds) ?? itemWrong(board, wish);
}

function wordsWrong({ kind, text }: Wish): BoardRefusal | undefined {
	if (kind === 'note.add' || kind === 'note.edit') {
		if (text === '') return 'boards_text_missing';
		return graphemeLength(text) > longestNote ? 'boards_text_too_long' : undefined;
	}
	if (kind === 'cluster.add' || kind === 'cluster.rename') {
		if (text === '') return 'boards_name_missing';
		return graphemeLength(text) > longestName ? 'boards_name_too_long' : undefined;
	}
	return undefined;
}

function placeWrong(
	board: Board,
	{ kind, pillarId, clusterId }: Wish,
	pillarIds: readonly string[],
): BoardRefusal | undefined {
	if (kind !== 'note.add' && kind !== 'note.place' && kind !== 'cluster.add') return undefined;
	if (!pillarIds.includes(pillarId)) return 'refusal_not_valid';
	if (kind === 'cluster.add' || clusterId === '') return undefined;
	return board.clusters[clusterId]?.pillarId === pillarId ? undefined : 'refusal_not_valid';
}

function itemWrong(board: Board, { kind, item }: Wish): BoardRefusal | undefined {
	const [noun, verb] = kind.split('.');
	const items: Record<string, unknown> = noun === 'note' ? board.notes : board.clusters;
	const isThere = Object.hasOwn(items, item);
	if (verb !== 'add') return isThere ? undefined : 'boards_item_unknown';
	if (isThere) return 'refusal_not_valid';
	return Object.keys(items).length < mostItems ? undefined : 'boards_is_full';
}

/** Puts one operation into effect. It was admitted: nothing is judged here, and nothing anybody wrote is lost. */
export function apply(board: Board, operation: Operation): void {
	const { seq, kind, item, text, pillarId, clusterId, table, actorGroup } = operation;
	board.seq = seq;
	const note = board.notes[item];
	const cluster = board.clusters[item];
	switch (kind) {
		case 'note.add':
			board.notes[item] = {
				...{ id: item, pillarId, clusterId, table, actorGroup, text },
				...{ textSeq: seq, placedSeq: seq, removedSeq: 0, alternatives: [] },
			};
			return;
		case 'note.edit':
			if (note) editNote(note, operation);
			return;
		case 'note.place':
			if (note) Object.assign(note, { pillarId, clusterId, table, placedSeq: seq });
			return;
		case 'note.remove':
			if (note) note.removedSeq = seq;
			return;
		case 'note.restore':
			if (note) note.removedSeq = 0;
			return;
		case 'cluster.add':
			board.clusters[item] = {
				...{ id: item, pillarId, name: text, nameSeq: seq, isRemoved: false, alternatives: [] },
			};
			return;
		case 'cluster.rename':
			if (cluster) renameCluster(cluster, operation);
			return;
		case 'cluster.remove':
			if (cluster) removeCluster(board, cluster);
			return;
		case 'board.close':
			board.isClosed = true;
	}
}

/** Whoever had not seen the newest text adds theirs beside it; an edit brings back what was taken away meanwhile. */
function editNote(note: Note, operation: Operation): void {
	const { base, seq, text } = operation;
	if (note.removedSeq > base) note.removedSeq = 0;
	if (!hasSeen(operation, note.textSeq) && text !== note.text) {
		note.alternatives = withOther(note.alternatives, operation);
		return;
	}
	note.alternatives = note.alternatives.filter((other) => !hasSeen(operation, other.seq));
	Object.assign(note, { text, textSeq: seq });
}

function renameCluster(cluster: Cluster, operation: Operation): void {
	const { seq, text } = operation;
	cluster.isRemoved = false;
	if (!hasSeen(operation, cluster.nameSeq) && text !== cluster.name) {
		cluster.alternatives = withOther(cluster.alternatives, operation);
		return;
	}
	cluster.alternatives = cluster.alternatives.filter((other) => !hasSeen(operation, other.seq));
	Object.assign(cluster, { name: text, nameSeq: seq });
}

/** What its sender had on the screen: all up to `base`, and what they wrote themselves just before. */
function hasSeen({ base, builtOnSeq }: Operation, seq: number): boolean {
	return seq <= base || seq === builtOnSeq;
}

/** Beside the others; who mends their own wording has one, not two. */
function withOther(others: readonly Alternative[], operation: Operation): Alternative[] {
	const { builtOnSeq, seq, text } = operation;
	return [...others.filter((other) => other.seq !== builtOnSeq), { seq, text }];
}

/** Its notes stay in the column. */
function removeCluster(board: Board, cluster: Cluster): void {
	cluster.isRemoved = true;
	for (const note of Object.values(board.notes)) {
		if (note.clusterId === cluster.id) note.clusterId = '';
	}
}

/** The number that an edit of this item refers to: everything of its text that one sees. */
export function seenOf(item: Note | Cluster): number {
	const own = 'textSeq' in item ? item.textSeq : item.nameSeq;
	return Math.max(own, ...item.alternatives.map(({ seq }) => seq));
}

/**
 * Reads a wish from the fields of a form or from a line of the outbox; undefined when it is none. Text is
 * cleaned, not cut: too long a text is refused in words.
 */
export function wishFrom(fields: Readonly<Record<string, unknown>>): Wish | undefined {
	const text = (name: string) => {
		const value = fields[name];
		return typeof value === 'string' ? value : '';
	};
	const number = (name: string) => numberFrom(fields[name]);
	const kind = operationKinds.find((one) => one === text('kind'));
	const ids = [text('id'), text('item') || text('id')];
	// a place in a form is one choice: the column, or a cluster in it
	const [pillarId = '', clusterId = ''] = text('place')
		? text('place').split('/')
		: [text('pillarId'), text('clusterId')];
	const builtOn = text('builtOn');
	const optional = [pillarId, clusterId, builtOn].filter((one) => one !== '');
	if (!kind || ![...ids, ...optional].every(isUuid)) return undefined;
	const [id = '', item = ''] = ids;
	const isLine = kind.startsWith('cluster.');
	return {
		...{ id, kind, item, pillarId, clusterId, builtOn },
		base: number('base'),
		text: isLine ? cleanLine(text('text')) : cleanText(text('text')).trim(),
		table: Math.min(number('table'), 99),
		actorGroup: actorGroups.find((group) => group === text('actorGroup')) ?? '',
	};
}

/** The number of an operation or of a table, as a form or an address brings it; 0 for everything that is none. */
export function numberFrom(value: unknown): number {
	const number = Number(value ?? 0);
	return Number.isSafeInteger(number) && number > 0 ? number : 0;
}

const isUuid = (text: string) =>
	/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text);

/** The notes of a column as they are shown: first those in no cluster, then cluster by cluster. */
export function columnOf(
	board: Board,
	pillarId: string,
	table = 0,
): { loose: Note[]; clusters: { cluster: Cluster; notes: Note[] }[] } {
	const notes = Object.values(board.notes)
		.filter(
			(note) =>
				note.pillarId === pillarId &&
				note.removedSeq === 0 &&
				(table === 0 || note.table === table),
		)
		.sort((a, b) => a.placedSeq - b.placedSeq);
	const clusters = Object.values(board.clusters)
		.filter((cluster) => cluster.pillarId === pillarId && !cluster.isRemoved)
		.sort((a, b) => a.nameSeq - b.nameSeq || (a.id < b.id ? -1 : 1));
	return {
		loose: notes.filter((note) => !clusters.some(({ id }) => id === note.clusterId)),
		clusters: clusters.map((cluster) => ({
			cluster,
			notes: notes.filter((note) => note.clusterId === cluster.id),
		})),
	};
}

/** 卓番号 that have notes, in order. */
export function tablesOf(board: Board): number[] {
	const tables = Object.values(board.notes).map(({ table }) => table);
	return [...new Set(tables)].filter((table) => table > 0).sort((a, b) => a - b);
}
