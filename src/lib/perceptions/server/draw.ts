import { Worker } from 'node:worker_threads';
import { and, eq, lt } from 'drizzle-orm';
import type { Context } from '../../server/command.ts';
import type { Given, Picture } from '../picture.ts';
import { givenFor, type Where } from './queries.ts';
import { perceptions } from './tables.ts';

/**
 * Draws the picture of a session as often as it was asked for one. Only the worker runs this, from its sources: the thread
 * is started by the name of its file.
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
		const picture = await inThread(given);
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

function inThread(given: Given): Promise<Picture> {
	return new Promise((resolve, reject) => {
		const thread = new Worker(new URL('./drawing-thread.ts', import.meta.url), {
			workerData: given,
		});
		thread.once('message', resolve);
		thread.once('error', reject);
		thread.once('exit', (code) => {
			reject(new Error(`the thread that draws ended with ${code}`));
		});
	});
}
