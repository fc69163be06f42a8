import { asc, eq } from 'drizzle-orm';
import { makeTables } from '#lib/benefits/server/commands.ts';
import { openBoard } from '#lib/boards/server/commands.ts';
import { appendAll, loadBoard } from '#lib/boards/server/log.ts';
import { wishFrom } from '#lib/boards/rules.ts';
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
	const { newId, now } = contextOf(stage, by);
	const where = { operatorId: stage.operatorId, boardId };
	const hand = { personId: by.actor.personId, participantId: null };
	const waiting = columns.flatMap(({ id: pillarId }) => {
		const text = '（進行役から）思いついたことを、1枚に1つ書いてください。';
		const wish = wishFrom({ id: newId(), kind: 'note.add', pillarId, text });
		return wish ? [{ wish, hand }] : [];
	});
	await look(stage, async (tx) => appendAll(tx, where, await loadBoard(tx, where), waiting, now()));
}
