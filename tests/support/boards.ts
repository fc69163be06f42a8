import type { PersonActor } from '#lib/kernel/actor.ts';
import { joinBoard, newSecret, openBoard } from '#lib/boards/server/commands.ts';
import { boardsChannel, type Hand } from '#lib/boards/server/log.ts';
import { makeHub, type Hub, type Listener } from '#lib/boards/server/hub.ts';
import { wishFrom, type Operation, type OperationKind, type Wish } from '#lib/boards/rules.ts';
import { openDatabase } from '#lib/server/db.ts';
import { listenTo } from '#lib/server/notices.ts';
import { newTestId, ownerQuery, testDatabaseUrl, testTime } from './database.ts';
import { as, aRunningSession } from './gatherings.ts';

/** A session under way with a board of one column. */
export async function aBoard(staff: PersonActor) {
	const { id: sessionId, pillarId } = await aRunningSession(staff);
	const { id: boardId } = await openBoard(as(staff), { sessionId });
	const where = { operatorId: staff.operatorId, boardId };
	return { sessionId, pillarId, boardId, where };
}

export async function aParticipant(staff: PersonActor, boardId: string, calledName = 'さくら') {
	const visitor = { kind: 'anyone', operatorId: staff.operatorId } as const;
	const form = { id: boardId, calledName, table: '3', secret: newSecret() };
	const { secret } = await joinBoard(as(visitor), form);
	const [row] = await ownerQuery<{ id: string }>(
		'select id from board_participants where board_id = $1 order by id desc limit 1',
		[boardId],
	);
	const participantId = row?.id ?? '';
	const hand: Hand = { personId: null, participantId };
	return { secret, participantId, hand, visitor };
}

export function aWish(kind: OperationKind, fields: Partial<Wish> = {}): Wish {
	const wish = wishFrom({ id: newTestId(), kind, ...fields });
	if (!wish) throw new Error('no wish');
	return wish;
}

/** A process of its own: connections, a hub, and an ear on the database. `stop` ends it. */
export async function aProcess(): Promise<{ hub: Hub; stop: () => Promise<void> }> {
	const url = await testDatabaseUrl();
	const database = openDatabase(url, { connections: 4 });
	const hub = makeHub(database, () => testTime);
	const ear = listenTo(url, boardsChannel, { onMessage: hub.notice, onGap: hub.catchUpAll });
	while (!ear.isListening()) await new Promise((resolve) => setTimeout(resolve, 10));
	return {
		hub,
		stop: async () => {
			ear.stop();
			await database.close();
		},
	};
}

/** Hears a board; `until` waits for so many operations. */
export function anEar(participantId: string | null = null) {
	const heard: Operation[] = [];
	let ended = false;
	let wake = () => {};
	const listener: Listener = {
		participantId,
		hear: (operations) => {
			heard.push(...operations);
			wake();
		},
		end: () => {
			ended = true;
			wake();
		},
	};
	async function until(done: () => boolean): Promise<void> {
		const late = Date.now() + 10_000;
		while (!done()) {
			if (Date.now() > late) throw new Error(`heard only ${heard.length}`);
			await new Promise<void>((resolve) => {
				wake = resolve;
				setTimeout(resolve, 50);
			});
		}
	}
	return {
		listener,
		heard,
		hasEnded: () => ended,
		untilHeard: (count: number) => until(() => heard.length >= count),
		untilEnded: () => until(() => ended),
	};
}
