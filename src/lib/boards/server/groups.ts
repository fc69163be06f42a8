import { and, asc, eq } from 'drizzle-orm';
import { mayFacilitate } from '../../gatherings/rules.ts';
import { sessionOrRefuse } from '../../gatherings/server/queries.ts';
import { pillars } from '../../gatherings/server/tables.ts';
import { personOf, type Actor } from '../../kernel/actor.ts';
import { Refusal, refuseField } from '../../kernel/refusal.ts';
import { synonymsOf } from '../../search/rules.ts';
import { ownSynonyms } from '../../search/server/synonyms.ts';
import { command, parse, type Context } from '../../server/command.ts';
import type { Tx } from '../../server/db.ts';
import { RefuseGroup, TakeGroup } from '../forms.ts';
import { pairsOf, suggestionsFor, type Suggestion } from '../suggestions.ts';
import { wishFrom, type Board, type Wish } from '../rules.ts';
import { orRefuse, type Hub } from './hub.ts';
import { loadBoard } from './log.ts';
import { atBoard, boardOfSession, boardOrRefuse } from './queries.ts';
import { boardNotesApart } from './tables.ts';

/** 似ている付箋: suggestions for whoever runs the session; taking one writes on the board like any other hand. */

export type GroupsPage = {
	session: { id: string; title: string };
	boardId: string;
	isClosed: boolean;
	columns: { id: string; question: string; suggestions: Suggestion[] }[];
};

export async function groupsPage(tx: Tx, actor: Actor, sessionId: string): Promise<GroupsPage> {
	const { session, scope } = await sessionOrRefuse(tx, actor, sessionId);
	const found = mayFacilitate(actor, scope) && (await boardOfSession(tx, actor, sessionId));
	if (!found) throw new Refusal('not-found', 'refusal_not_found');
	const { operatorId } = actor;
	const boardId = found.board.id;
	const columns = await tx
		.select({ id: pillars.id, question: pillars.question })
		.from(pillars)
		.where(and(eq(pillars.operatorId, operatorId), eq(pillars.sessionId, sessionId)))
		.orderBy(asc(pillars.position));
	const { board } = await loadBoard(tx, { operatorId, boardId });
	const suggestions = suggestionsFor(
		board,
		columns.map(({ id }) => id),
		{
			apart: await apartOn(tx, operatorId, boardId),
			synonyms: synonymsOf(await ownSynonyms(tx, actor)),
		},
	);
	return {
		session: { id: session.id, title: session.title },
		...{ boardId, isClosed: board.isClosed },
		columns: columns.map((column) => ({
			...column,
			suggestions: suggestions.filter(({ pillarId }) => pillarId === column.id),
		})),
	};
}

async function apartOn(tx: Tx, operatorId: string, boardId: string) {
	const rows = await tx
		.select({ one: boardNotesApart.oneNote, other: boardNotesApart.otherNote })
		.from(boardNotesApart)
		.where(and(eq(boardNotesApart.operatorId, operatorId), eq(boardNotesApart.boardId, boardId)));
	return rows.map(({ one, other }) => [one, other] as const);
}

/** These notes do not belong together, or not under this name: they are not suggested again. */
export const refuseGroup = command('session.refuseGroup', {
	input: RefuseGroup,
	subject: async ({ tx, actor }, { id }) => {
		const board = await boardOrRefuse(tx, actor, id);
		return sessionOrRefuse(tx, actor, board.sessionId);
	},
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run({ tx, actor, now }, { id, notes, clusterId }, { session }) {
		const { operatorId } = actor;
		const { board } = await loadBoard(tx, { operatorId, boardId: id });
		const known = notes.filter((note) => Object.hasOwn(board.notes, note));
		const inside = Object.values(board.notes).filter((note) => note.clusterId === clusterId);
		const said = { operatorId, boardId: id, saidBy: personOf(actor), saidAt: now() };
		const pairs = clusterId
			? known.flatMap((note) => inside.flatMap((other) => pairsOf([note, other.id])))
			: pairsOf(known);
		const rows = pairs.map(([oneNote, otherNote]) => ({ ...said, oneNote, otherNote }));
		if (rows.length > 0) await tx.insert(boardNotesApart).values(rows).onConflictDoNothing();
		return {
			result: { id },
			audit: {
				subject: { kind: 'session', id: session.id },
				detail: { board: id, notes: known.length },
			},
		};
	},
});

/**
 * Puts the notes of a suggestion under a name, through the board's own log. Notes that somebody put elsewhere meanwhile
 * stay there.
 */
export async function takeGroup(context: Context, hub: Hub, raw: unknown): Promise<{ id: string }> {
	const given = parse(TakeGroup, raw);
	const { database, actor, newId } = context;
	const { operatorId } = actor;
	const where = { operatorId, boardId: given.id };
	const { at, board } = await database.as(actor, async (tx) => ({
		at: await atBoard(tx, actor, given.id, undefined),
		board: (await loadBoard(tx, where)).board,
	}));
	if (!at.mayFacilitate) throw new Refusal('not-found', 'refusal_not_found');
	if (!given.clusterId && given.name === '') throw refuseField('name', 'boards_name_missing');
	for (const receipt of await hub.append(where, at.hand, wishesFor(board, given, newId)))
		orRefuse(receipt);
	return { id: given.id };
}

function wishesFor(
	board: Board,
	{ notes, pillarId, clusterId, newId: made, name }: ReturnType<typeof parse<typeof TakeGroup>>,
	newId: () => string,
): Wish[] {
	const place = { pillarId, clusterId: clusterId ?? made };
	const opening = clusterId ? [] : [{ id: made, kind: 'cluster.add', pillarId, text: name }];
	const moves = notes.flatMap((item) => {
		const note = board.notes[item];
		const isLoose = note?.pillarId === pillarId && note.clusterId === '' && note.removedSeq === 0;
		return isLoose ? [{ id: newId(), kind: 'note.place', item, table: note.table, ...place }] : [];
	});
	return [...opening, ...moves].flatMap((fields) => wishFrom(fields) ?? []);
}
