import { and, eq, lt } from 'drizzle-orm';
import type { Context } from '../../server/command.ts';
import { inThread } from '../../server/thread.ts';
import type { Picture } from '../picture.ts';
import { givenFor, type Where } from './queries.ts';
import { perceptions } from './tables.ts';

/**
 * Draws the picture of a session as often as it was asked for one, in a thread: a large conversation takes a while.
 */
export async function drawPerception(
	context: Context,
	{ operatorId, sessionId = '' }: { operatorId: string; sessionId?: string },
): Promise<void> {
	const { database, actor, now } = context;
	const where: Where = { operatorId, sessionId };
	for (;;) {
		const wanted = await database.as(actor, (tx) => givenFor(tx, where));
		if (!wanted || wanted.drawn >= wanted.asked) return;
		const { given, asked } = wanted;
		const picture = await inThread<Picture>('perceptions/server/drawing-thread.ts', given);
		await database.as(actor, (tx) =>
			tx
				.update(perceptions)
				.set({ picture, drawn: asked, drawnAt: now() })
				.where(
					and(
						eq(perceptions.operatorId, operatorId),
						eq(perceptions.sessionId, sessionId),
						// the same work done twice at once leaves the later picture
						lt(perceptions.drawn, asked),
					),
				),
		);
	}
}
