import { describe, expect, test } from 'vitest';
import { setAgenda } from '#lib/gatherings/server/commands.ts';
import type { PersonActor } from '#lib/kernel/actor.ts';
import { openBoard } from '#lib/boards/server/commands.ts';
import { appendAll, loadBoard } from '#lib/boards/server/log.ts';
import { addGuest } from '#lib/seating/server/commands.ts';
import { aWish } from '#test/boards.ts';
import { context, ownerQuery, testDatabase, testTime, trail } from '#test/database.ts';
import { anOpenList, aRunningSession, as, facilitating } from '#test/gatherings.ts';
import { aCouncil } from '#test/people.ts';
import {
	addMinutes,
	beginTurns,
	changeComing,
	endTurns,
	nextStep,
	nextTurn,
	pauseRun,
	previousStep,
	resumeRun,
	showPicture,
	startRun,
} from './commands.ts';
import { runPage } from './queries.ts';

const later = (minutes: number, seconds = 0) =>
	new Date(testTime.getTime() + minutes * 60_000 + seconds * 1_000);

async function withAgenda(staff: PersonActor, id: string): Promise<void> {
	await setAgenda(as(staff), {
		id,
		place: ['1', '2', '3'],
		kind: ['introductions', 'discussion', 'sharing'],
		title: ['自己紹介', '話し合い', '発表'],
		minutes: ['10', '30', '15'],
		presenter: ['', '', ''],
	});
}

/** A session whose three steps have begun at `testTime`. */
async function aRun(staff: PersonActor) {
	const { id: sessionId, pillarId } = await aRunningSession(staff, {
		...{ when: '令和8年11月22日', startsAt: '10時', endsAt: '11時' },
	});
	await withAgenda(staff, sessionId);
	await startRun(as(staff), { sessionId });
	return { sessionId, pillarId };
}

async function seen(staff: PersonActor, sessionId: string, now = testTime) {
	const page = await (await testDatabase()).as(staff, (tx) => runPage(tx, staff, sessionId, now));
	if (!page.view) throw new Error('no run');
	return { ...page, view: page.view };
}

const at = (from: number) => `${from}`;

test('the first press opens the hall and begins the first step; every question has its own', async () => {
	const { sato, operatorId } = await aCouncil();
	const sessionId = await anOpenList(sato, { when: '令和8年11月22日', startsAt: '10時' });
	await expect(startRun(as(sato), { sessionId })).rejects.toMatchObject({
		key: 'gatherings_pillars_missing',
	});
	const { sessionId: running } = await aRun(sato);
	const { page, view } = await seen(sato, running, later(2));
	expect(page.session.state).toBe('open');
	expect(view.steps.map(({ title, pillarNumber, state }) => [title, pillarNumber, state])).toEqual([
		['自己紹介', 0, 'now'],
		['話し合い', 1, 'coming'],
		['発表', 0, 'coming'],
	]);
	expect([view.dueAt, view.minutesLate]).toEqual([later(10).getTime(), 0]);
	expect((await trail(operatorId)).slice(-1)).toEqual(['session.startRun']);
});

test('a run that is under way is begun anew only by somebody who says so', async () => {
	const { sato } = await aCouncil();
	const { sessionId } = await aRun(sato);
	await nextStep(as(sato, later(5)), { sessionId, from: at(0) });
	await expect(startRun(as(sato, later(6)), { sessionId })).rejects.toMatchObject({
		key: 'facilitation_already_begun',
	});
	await startRun(as(sato, later(6)), { sessionId, again: 'yes' });
	expect((await seen(sato, sessionId, later(6))).view.number).toBe(1);
});

describe('つぎへ', () => {
	test('pressed twice, and by two facilitators at once, it is one step', async () => {
		const { sato, ito } = await aCouncil();
		const { sessionId } = await aRun(sato);
		const second = facilitating(ito, 'session', sessionId);
		const press = { sessionId, from: at(0) };
		const results = await Promise.allSettled([
			nextStep(as(sato, later(9)), press),
			nextStep(as(sato, later(9, 1)), press),
			nextStep(as(second, later(9, 1)), press),
		]);
		expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
		const { view, version } = await seen(sato, sessionId, later(10));
		expect([view.number, version]).toEqual([2, 2]);
	});

	test('whoever pressed on an old page is told, and nothing moves', async () => {
		const { sato } = await aCouncil();
		const { sessionId } = await aRun(sato);
		await nextStep(as(sato, later(9)), { sessionId, from: at(0) });
		await nextStep(as(sato, later(20)), { sessionId, from: at(1) });
		const late = { sessionId, from: at(0) };
		for (const press of [nextStep, previousStep])
			await expect(press(as(sato, later(21)), late)).rejects.toMatchObject({
				key: 'facilitation_went_on',
			});
		await expect(addMinutes(as(sato, later(21)), { ...late, minutes: '5' })).rejects.toMatchObject({
			code: 'not-now',
		});
		expect((await seen(sato, sessionId, later(21))).view.number).toBe(3);
	});

	test('after the last step it is over; one step back, and it goes on', async () => {
		const { sato } = await aCouncil();
		const { sessionId } = await aRun(sato);
		for (const from of [0, 1, 2])
			await nextStep(as(sato, later(10 * (from + 1))), { sessionId, from: at(from) });
		const over = await seen(sato, sessionId, later(31));
		expect([over.view.isOver, over.view.minutesLate]).toEqual([true, -25]);
		expect(over.view.steps.map(({ minutesTaken }) => minutesTaken)).toEqual([10, 10, 10]);
		await previousStep(as(sato, later(32)), { sessionId, from: at(3) });
		expect((await seen(sato, sessionId, later(32))).view.step?.title).toBe('発表');
	});
});

test('the clock goes on without any browser, stands still, and takes more minutes', async () => {
	const { sato } = await aCouncil();
	const { sessionId } = await aRun(sato);
	expect((await seen(sato, sessionId, later(12))).view.minutesLate).toBe(2);
	await pauseRun(as(sato, later(4)), { sessionId });
	await resumeRun(as(sato, later(7)), { sessionId });
	await addMinutes(as(sato, later(7)), { sessionId, from: at(0), minutes: '5' });
	const { view } = await seen(sato, sessionId, later(8));
	expect([view.dueAt, view.isPaused]).toEqual([later(18).getTime(), false]);
});

test('what is to come is planned anew; the step now stays', async () => {
	const { sato } = await aCouncil();
	const { sessionId, pillarId } = await aRun(sato);
	const { view } = await seen(sato, sessionId);
	const [, talk] = view.steps;
	const form = {
		...{ sessionId, from: at(0), stepId: [talk?.id, '', ''] },
		...{ title: ['話し合い', '', 'もう一つの問い'], minutes: ['２０分', '9', ''] },
		pillarId: [pillarId, '', pillarId],
	};
	await changeComing(as(sato), form);
	const after = (await seen(sato, sessionId)).view;
	expect(after.steps.map(({ title, minutes }) => [title, minutes])).toEqual([
		['自己紹介', 10],
		['話し合い', 20],
		['もう一つの問い', 0],
	]);
	expect(after.minutesLate).toBe(-25);
	await expect(
		changeComing(as(sato), { ...form, minutes: ['長く', '', ''] }),
	).rejects.toMatchObject({
		problems: [{ field: 'minutes', message: 'facilitation_minutes_wrong' }],
	});
});

describe('one after another', () => {
	test('at every table at once, it goes on by itself when nobody presses anything', async () => {
		const { sato } = await aCouncil();
		const { sessionId } = await aRun(sato);
		await beginTurns(as(sato), {
			...{ sessionId, from: at(0), of: 'seats', seconds: '60', isGoingOn: 'yes' },
		});
		const turnAfter = async (seconds: number) =>
			(await seen(sato, sessionId, later(0, seconds))).view.turn;
		expect(await turnAfter(59)).toMatchObject({ number: 1, count: 4, id: '1' });
		expect(await turnAfter(60)).toMatchObject({ number: 2, id: '2' });
		await nextTurn(as(sato, later(0, 70)), { sessionId, from: at(1) });
		expect(await turnAfter(71)).toMatchObject({ number: 3 });
		expect(await turnAfter(900)).toMatchObject({ number: 5, id: '' });
		await endTurns(as(sato, later(2)), { sessionId });
		expect(await turnAfter(130)).toBeNull();
	});

	test('person by person stand only those who are there; the run keeps their ids, no names', async () => {
		const { sato } = await aCouncil();
		const { sessionId } = await aRun(sato);
		await expect(
			beginTurns(as(sato), { sessionId, from: at(0), of: 'people', seconds: '60' }),
		).rejects.toMatchObject({ problems: [{ message: 'facilitation_turns_nobody' }] });
		for (const calledName of ['髙﨑 そのえ', 'もみじ'])
			await addGuest(as(sato), { sessionId, calledName });
		await beginTurns(as(sato), { sessionId, from: at(0), of: 'people', seconds: '60' });
		const { view, hall } = await seen(sato, sessionId);
		expect(hall.guests.find(({ id }) => id === view.turn?.id)?.calledName).toBe('髙﨑 そのえ');
		const [row] = await ownerQuery(
			'select to_jsonb(r) as row from session_runs r where session_id = $1',
			[sessionId],
		);
		expect(JSON.stringify(row)).not.toContain('髙﨑');
	});

	test('the tables that wrote something tell it, in their order', async () => {
		const { sato } = await aCouncil();
		const { sessionId, pillarId } = await aRun(sato);
		const { id: boardId } = await openBoard(as(sato), { sessionId });
		const where = { operatorId: sato.operatorId, boardId };
		const hand = { personId: sato.personId, participantId: null };
		const notes = [12, 3].map((table) => ({
			wish: aWish('note.add', { text: `${table}卓から`, pillarId, table }),
			hand,
		}));
		await (
			await testDatabase()
		).as(sato, async (tx) => appendAll(tx, where, await loadBoard(tx, where), notes, testTime));
		await beginTurns(as(sato), { sessionId, from: at(0), of: 'tables', seconds: '0' });
		expect((await seen(sato, sessionId)).view.turn).toMatchObject({ id: '3', nextId: '12' });
	});
});

test('what the wall shows is chosen, and the next step is shown again', async () => {
	const { sato } = await aCouncil();
	const { sessionId } = await aRun(sato);
	for (const picture of ['entrance', 'perceptions'] as const) {
		await showPicture(as(sato), { sessionId, picture });
		expect((await seen(sato, sessionId)).view.picture).toBe(picture);
	}
	await nextStep(as(sato, later(1)), { sessionId, from: at(0) });
	expect((await seen(sato, sessionId)).view.picture).toBe('step');
});

test('only those who run this session press; nobody else finds it', async () => {
	const { sato, ito, visitor } = await aCouncil();
	const there = await aCouncil();
	const { sessionId } = await aRun(sato);
	const press = { sessionId, from: at(0) };
	for (const actor of [ito, visitor])
		await expect(nextStep(as(actor), press)).rejects.toMatchObject({ code: 'not-allowed' });
	await expect(nextStep(as(there.sato), press)).rejects.toMatchObject({ code: 'not-found' });
	await expect(startRun(as(visitor), { sessionId })).rejects.toMatchObject({ code: 'not-found' });
	await expect(seen(ito, sessionId)).rejects.toMatchObject({ code: 'not-found' });
});

test('the same form sent again is the same press', async () => {
	const { sato } = await aCouncil();
	const { sessionId } = await aRun(sato);
	const once = context(sato, { idempotencyKey: 'token-of-the-form' });
	const press = { sessionId, from: at(0), minutes: '5' };
	await addMinutes(once, press);
	await addMinutes(once, press);
	expect((await seen(sato, sessionId)).view.dueAt).toBe(later(15).getTime());
});
