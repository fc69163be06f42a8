import { asc, eq } from 'drizzle-orm';
import { openBoard } from '#lib/boards/server/commands.ts';
import { appendAll, loadBoard } from '#lib/boards/server/log.ts';
import { wishFrom } from '#lib/boards/rules.ts';
import { pillars } from '#lib/gatherings/server/tables.ts';
import { act, contextOf, look, type Player, type Stage } from './stage.ts';

/** The hall of a coming session is prepared: its board is open, with a first note under each question. */
export async function prepareHall(stage: Stage, sessionId: string, by: Player): Promise<void> {
	const { id: boardId } = await act(stage, openBoard, by, { sessionId });
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
