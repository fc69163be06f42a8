import { asc, eq } from 'drizzle-orm';
import { makeTables } from '#lib/benefits/server/commands.ts';
import { openBoard } from '#lib/boards/server/commands.ts';
import { appendAll, loadBoard, type Hand } from '#lib/boards/server/log.ts';
import { wishFrom, type Wish } from '#lib/boards/rules.ts';
import { pillars } from '#lib/gatherings/server/tables.ts';
import { act, contextOf, look, type Player, type Stage } from './stage.ts';

/** The hall of a coming session is prepared: its board is open, with a first note under each question. */
export async function prepareHall(stage: Stage, sessionId: string, by: Player): Promise<void> {
	const { id: boardId } = await act(stage, openBoard, by, { sessionId });
	// two tables of the hall try out a 相利評価表, and nobody has written on it yet
	await act(stage, makeTables, by, {
		...{ sessionId, title: 'この日の相利評価表', tables: '2' },
		ownName: '地域のみなさん（自分たち）',
	});
	const columns = await look(stage, (tx) =>
		tx
			.select({ id: pillars.id })
			.from(pillars)
			.where(eq(pillars.sessionId, sessionId))
			.orderBy(asc(pillars.position)),
	);
	const { newId } = contextOf(stage, by);
	const hand = { personId: by.actor.personId, participantId: null };
	const text = '（進行役から）思いついたことを、1枚に1つ書いてください。';
	await append(
		stage,
		boardId,
		columns.map(({ id: pillarId }) => ({
			...{ wish: wishFrom({ id: newId(), kind: 'note.add', pillarId, text }), hand },
		})),
	);
}

/** Through the log of the board, in this order. */
export async function append(
	stage: Stage,
	boardId: string,
	list: readonly { wish: Wish | undefined; hand: Hand }[],
): Promise<void> {
	const where = { operatorId: stage.operatorId, boardId };
	const waiting = list.map(({ wish, hand }) => {
		if (!wish) throw new Error('a wish that the board does not know');
		return { wish, hand };
	});
	const { receipts } = await look(stage, async (tx) =>
		appendAll(tx, where, await loadBoard(tx, where), waiting, stage.timeline.now()),
	);
	const refused = receipts.flatMap((receipt) => ('refused' in receipt ? [receipt.refused] : []));
	if (refused.length > 0) throw new Error(`the board refused: ${refused.join(', ')}`);
}
