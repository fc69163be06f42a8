import { afterAll, beforeAll, expect, test } from 'vitest';
import { newTestId, testDatabase, testDatabaseUrl } from '#test/database.ts';
import { aCouncil } from '#test/people.ts';
import { listenTo } from '#lib/server/notices.ts';
import { makeRunHub, unknownVersion } from './hub.ts';
import { announceRun, runsChannel } from './notices.ts';

const hub = makeRunHub();
let ear: ReturnType<typeof listenTo> | undefined;
beforeAll(async () => {
	ear = listenTo(await testDatabaseUrl(), runsChannel, {
		...{ onMessage: hub.notice, onGap: hub.lookAgain },
	});
	while (!ear.isListening()) await new Promise((resolve) => setTimeout(resolve, 10));
});
afterAll(() => ear?.stop());

test('whoever follows a session hears its new version, of another process too, and of no other session', async () => {
	const { sato } = await aCouncil();
	const { operatorId } = sato;
	const [here, elsewhere] = [newTestId(), newTestId()];
	const heard: number[] = [];
	const told = new Promise<void>((resolve) => {
		hub.follow({ operatorId, sessionId: here }, (version) => {
			heard.push(version);
			if (version === 7) resolve();
		});
	});
	const leave = hub.follow({ operatorId, sessionId: here }, () => heard.push(-1));
	leave();
	await (
		await testDatabase()
	).as(sato, async (tx) => {
		await announceRun(tx, { operatorId, sessionId: elsewhere, version: 3 });
		await announceRun(tx, { operatorId, sessionId: here, version: 7 });
	});
	await told;
	expect(heard).toEqual([7]);
	hub.lookAgain();
	expect(heard).toEqual([7, unknownVersion]);
});
